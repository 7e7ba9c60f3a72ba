"""Rules on what an answer says, and on an amount of money."""

from collections.abc import Mapping

from bartholdi.cores.eligibility.conditions import read_condition, settled
from bartholdi.cores.eligibility.facts import Facts
from bartholdi.cores.eligibility.kinds.kind import Kind, Outcome, met, unknown, unmet
from bartholdi.cores.eligibility.reading import read_currency, read_decimal, read_ref
from bartholdi.cores.eligibility.rules import Options
from bartholdi.cores.eligibility.values import as_number, values


def _answer_is(options: Options, facts: Facts) -> Outcome:
    """What is not answered is unknown also when final: the rule says what then follows."""
    holds = settled(options["met"], facts, final=False)
    if holds is None:
        return unknown()
    return met() if holds else unmet("answer_not_met")


def _amount_at_most(options: Options, facts: Facts) -> Outcome:
    found = values(options["answer"], facts)
    if not found:
        return unknown()
    most, currency = options["at_most"], options["currency"]
    for one in found:
        stated = one.get("currency") if isinstance(one, Mapping) else currency
        amount = as_number(one)
        if amount is None:
            return unknown("unreadable_amount")
        if stated != currency:
            return unknown("other_currency", currency=currency)
        if amount > most:
            return unmet("amount_too_high", amount=amount, most=most, currency=currency)
    return met("amount_within", most=most, currency=currency)


ANSWER_IS = Kind(name="answer_is", judge=_answer_is, options={"met": read_condition}, needed=("met",), labelled=True)
AMOUNT_AT_MOST = Kind(
    name="amount_at_most",
    judge=_amount_at_most,
    options={"answer": read_ref, "at_most": read_decimal, "currency": read_currency},
    needed=("answer", "at_most", "currency"),
)
