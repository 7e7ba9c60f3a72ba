"""Verdicts: each rule's, all together, in a draft and when final."""

from datetime import date
from typing import Any

import pytest

from bartholdi.cores.eligibility import Facts, judge, needs, parse, say
from tests.cores.eligibility.making import CLOSING, judged, rule

CAREER = {"table": "breaks", "period": "dates"}


def edition(years: int, **more: Any) -> Any:
    options: dict[str, Any] = {"answer": "phd", "at_most": {"years": years}}
    if years == 8:
        options["breaks"] = CAREER
    return parse([rule("years_since", options, **more)])


def test_three_editions_with_15_7_and_8_years_give_three_answers() -> None:
    facts = Facts(
        closing=CLOSING,
        answers={"phd": "2018-06-30", "breaks": [{"dates": {"from": "2020-01-01", "to": "2020-06-30"}}]},
    )
    verdicts = [
        judge(rules, facts, final=True).verdict for rules in (edition(15), edition(7), edition(8, otherwise="needs_officer"))
    ]
    assert verdicts == ["eligible", "not", "needs_officer"]


def test_the_same_person_is_in_at_eight_years_once_breaks_count_and_out_at_seven() -> None:
    answers = {"phd": "2018-12-15", "breaks": [{"dates": {"from": "2020-01-01", "to": "2020-01-31"}}]}
    assert judge(edition(8), Facts(closing=CLOSING, answers=answers)).verdict == "eligible"
    assert judge(edition(8), Facts(closing=CLOSING, answers={"phd": "2018-12-15"})).verdict == "not"
    assert judge(edition(7), Facts(closing=CLOSING, answers=answers)).verdict == "not"


@pytest.mark.parametrize(
    ("final", "more", "verdict"),
    [
        (False, {}, "unknown_yet"),
        (True, {}, "needs_officer"),
        (True, {"missing": "not"}, "not"),
        (True, {"missing": "eligible"}, "eligible"),
    ],
)
def test_a_missing_answer_is_open_in_a_draft_and_then_as_the_rule_says(final: bool, more: dict[str, Any], verdict: str) -> None:
    assert judge(edition(8, **more), Facts(closing=CLOSING), final).verdict == verdict


def test_the_worst_of_all_rules_is_the_verdict_and_hindering_reasons_come_worst_first() -> None:
    rules = parse(
        [
            rule("answer_is", {"met": {"field": "a", "equals": True}}, key="fine"),
            rule("answer_is", {"met": {"field": "b", "equals": True}}, key="open"),
            rule("answer_is", {"met": {"field": "c", "equals": True}}, key="officer", otherwise="needs_officer"),
            rule("answer_is", {"met": {"field": "d", "equals": True}}, key="out"),
        ]
    )
    finding = judge(rules, Facts(closing=CLOSING, answers={"a": True, "c": False, "d": False}))
    assert finding.verdict == "not"
    assert [(one.rule.key, one.verdict) for one in finding.hindering] == [
        ("out", "not"),
        ("officer", "needs_officer"),
        ("open", "unknown_yet"),
    ]
    assert [one.needs for one in finding.reasons] == [{"a"}, {"b"}, {"c"}, {"d"}]
    assert needs(rules) == {"a", "b", "c", "d"}


def test_no_rules_bar_nobody() -> None:
    assert judge(parse([]), Facts(closing=CLOSING)).verdict == "eligible"


def test_a_rule_applies_only_where_its_condition_holds() -> None:
    more = {"when": {"column": "side", "equals": "us"}}
    bad = {"answers": {"country": "FR"}}
    options = {"answer": "country", "except": ["FR"]}
    assert judged("nationality", options, more=more, columns={"side": "us"}, **bad) == ("not", "nationality_barred")
    assert judged("nationality", options, more=more, columns={"side": "fr"}, **bad) == ("eligible", "does_not_apply")
    assert judged("nationality", options, more=more, final=False, **bad) == ("unknown_yet", "may_apply")


def test_needs_names_tables_conditions_and_answers_but_no_columns() -> None:
    rules = parse(
        [
            rule("years_since", {"answer": "phd", "at_most": {"years": 8}, "breaks": CAREER}),
            rule("amount_at_most", {"answer": {"column": "amount"}, "at_most": 5, "currency": "EUR"}, key="b"),
            rule(
                "nationality", {"answer": "team.country", "only": ["US"]}, key="c", when={"not": {"field": "kind", "equals": "x"}}
            ),
        ]
    )
    assert needs(rules) == {"phd", "breaks", "team", "kind"}


def test_a_reason_names_whose_rule_it_is_and_what_to_do() -> None:
    words = {
        "who": {"en": "Lead in France", "fr": "Porteur en France"},
        "advice": {"en": "Ask about the other programme.", "fr": "Renseignez-vous sur l’autre programme."},
    }
    (reason,) = judge(edition(7, **words), Facts(closing=CLOSING, answers={"phd": date(2018, 6, 30)})).reasons
    assert say(reason, "en") == (
        "Lead in France: The time from 30\u00a0June 2018 to 15\u00a0January 2027 is 8\u00a0years, 6\u00a0months and 16\u00a0days. "
        "The limit is 7\u00a0years: the last day was 30\u00a0June 2025. Ask about the other programme."
    )
    assert say(reason, "fr") == (
        "Porteur en France\u00a0: Du 30\u00a0juin 2018 au 15\u00a0janvier 2027, il s’est écoulé 8\u00a0ans, 6\u00a0mois et 16\u00a0jours. "
        "La limite est de 7\u00a0ans\u00a0: le dernier jour était le 30\u00a0juin 2025. Renseignez-vous sur l’autre programme."
    )
