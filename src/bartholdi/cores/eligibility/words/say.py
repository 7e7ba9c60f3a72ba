"""The sentence for a reason, for a rule on the public page, and for a fault in rules."""

from collections.abc import Mapping
from types import MappingProxyType

from bartholdi.cores.eligibility.judge import ELIGIBLE, NEEDS_OFFICER, Reason
from bartholdi.cores.eligibility.place import Fault
from bartholdi.cores.eligibility.rules import Rule
from bartholdi.cores.eligibility.words.faults import EXPECTED, FAULTS
from bartholdi.cores.eligibility.words.reasons import AN_OFFICER, REASONS
from bartholdi.cores.eligibility.words.rules import described
from bartholdi.cores.eligibility.words.sentence import fact

NO_NAMES: Mapping[str, str] = MappingProxyType({})


def say(reason: Reason, language: str, countries: Mapping[str, str] = NO_NAMES) -> str:
    """What was found, in `en` or `fr`; where it hinders, also what follows. `countries`: the names of countries in that language."""
    said = [REASONS[reason.code].said(_named(reason), language, countries)]
    if reason.code == "answer_not_met" and reason.rule.label:
        said.append(f"{fact(reason.rule.label, language, countries).rstrip('.')}.")
    if reason.verdict == NEEDS_OFFICER:
        said.append(AN_OFFICER.said({}, language, countries))
    if reason.rule.advice and reason.verdict != ELIGIBLE and reason.met is False:
        said.append(fact(reason.rule.advice, language, countries))
    return _whose(reason.rule, " ".join(said), language)


def explain(rule: Rule, language: str, countries: Mapping[str, str] = NO_NAMES) -> str:
    """The rule itself, for those who think of applying: in the words it was given, else made of its options."""
    if rule.label:
        return _whose(rule, fact(rule.label, language, countries), language)
    return _whose(rule, described(rule, language, countries), language)


def say_fault(fault: Fault, language: str) -> str:
    """What is wrong in rules and how to mend it; its place is `fault.path`."""
    facts = dict(fault.facts)
    if fault.code == "expected":
        facts["what"] = EXPECTED[facts["what"]]
    return FAULTS[fault.code].said(facts, language, NO_NAMES)


def _named(reason: Reason) -> Mapping[str, object]:
    """Somebody without a name is called so."""
    facts = dict(reason.facts)
    if facts.get("name") == "":
        facts["name"] = "…"
    return facts


def _whose(rule: Rule, sentence: str, language: str) -> str:
    if not rule.who:
        return sentence
    colon = "\u00a0:" if language == "fr" else ":"
    return f"{fact(rule.who, language, NO_NAMES)}{colon} {sentence}"
