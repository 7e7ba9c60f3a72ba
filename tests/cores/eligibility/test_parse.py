"""Rules are read strictly: every fault names its place and says how to mend it."""

from typing import Any

import pytest

from bartholdi.cores.eligibility import RulesError, dump, parse, say_fault
from bartholdi.cores.eligibility.kinds import KINDS
from tests.cores.eligibility.making import WORDS, rule


def faults(*data: Any) -> list[tuple[str, str]]:
    with pytest.raises(RulesError) as caught:
        parse(list(data))
    assert all(say_fault(fault, language).strip() for fault in caught.value.faults for language in ("en", "fr"))
    return [(fault.path, fault.code) for fault in caught.value.faults]


def years(**options: Any) -> dict[str, Any]:
    return rule("years_since", {"answer": "phd", **options})


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        ("x", "rules[0]", "expected"),
        ({"kind": "one_per_person"}, "rules[0].key", "property_missing"),
        ({"key": "a", "kind": "institution_invited"}, "rules[0].options.answer", "property_missing"),
        ({"key": "a"}, "rules[0].kind", "property_missing"),
        ({"key": "a", "kind": "magic"}, "rules[0].kind", "unknown_kind"),
        ({"key": "a", "kind": ["nationality"]}, "rules[0].kind", "unknown_kind"),
        ({**years(at_most={"years": 8}), "key": "A b"}, "rules[0].key", "bad_key"),
        ({**years(at_most={"years": 8}), "extra": 1}, "rules[0].extra", "unknown_property"),
        ({**years(at_most={"years": 8}), "otherwise": "eligible"}, "rules[0].otherwise", "expected_one_of"),
        ({**years(at_most={"years": 8}), "missing": "later"}, "rules[0].missing", "expected_one_of"),
        ({**years(at_most={"years": 8}), "label": {"en": "Only"}}, "rules[0].label.fr", "language_missing"),
        ({**years(at_most={"years": 8}), "when": {"field": "x"}}, "rules[0].when", "not_a_condition"),
        (
            {**years(at_most={"years": 8}), "when": {"all": [{"field": "x", "in": []}]}},
            "rules[0].when.all[0].in",
            "list_length",
        ),
        (years(), "rules[0].options", "either_of"),
        (years(at_most=8), "rules[0].options.at_most", "expected"),
        (years(at_most={"years": 8.5}), "rules[0].options.at_most.years", "expected"),
        (years(at_most={}), "rules[0].options.at_most", "nothing_long"),
        (years(at_most={"years": 100, "months": 1}), "rules[0].options.at_most", "out_of_range"),
        (years(at_most={"years": 1}, at_least={"years": 2}), "rules[0].options.at_least", "above"),
        (years(at_least={"years": 1}, breaks={"table": "b", "period": "p"}), "rules[0].options.breaks", "breaks_without_limit"),
        (years(at_most={"years": 1}, breaks={"table": "b", "from": "p"}), "rules[0].options.breaks", "period_or_ends"),
        (years(at_most={"years": 1}, breaks={"table": "B", "period": "p"}), "rules[0].options.breaks.table", "bad_reference"),
        (rule("nationality", {"answer": "n"}), "rules[0].options", "one_of_two"),
        (rule("nationality", {"answer": "n", "only": ["fr"]}), "rules[0].options.only[0]", "bad_country"),
        (rule("nationality", {"answer": "n", "only": ["FR", "FR"]}), "rules[0].options.only[1]", "used_twice"),
        (rule("amount_at_most", {"answer": "m", "at_most": 5, "currency": "€"}), "rules[0].options.currency", "bad_currency"),
        (rule("amount_at_most", {"answer": "m", "at_most": 5.5, "currency": "EUR"}), "rules[0].options.at_most", "expected"),
        (
            rule("date_between", {"answer": "d", "from": "2027-01-02", "to": "2027-01-01"}),
            "rules[0].options.to",
            "ends_before",
        ),
        (rule("reapplication", {}), "rules[0].options", "either_of"),
        ({"key": "a", "kind": "answer_is", "options": {"met": {"field": "x", "equals": 1}}}, "rules[0].label", "label_needed"),
    ],
)
def test_each_fault_names_its_place(data: Any, path: str, code: str) -> None:
    assert faults(data) == [(path, code)]


def test_a_window_is_two_days_or_a_time_before_closing() -> None:
    stays = {"table": "s", "period": "p", "country": "c"}
    for window in ({}, {"from": "2027-01-01"}, {"from": "2027-01-01", "to": "2027-02-01", "before_closing": {"years": 1}}):
        data = rule("days_in_country", {"stays": stays, "countries": ["FR"], "at_most": 90, "window": window})
        assert faults(data) == [("rules[0].options.window", "window_or_span")]


def test_all_faults_are_said_at_once() -> None:
    assert faults(years(at_most={"years": 0}), years(at_most={"years": 8}), years(at_most={"years": 9}), 7) == [
        ("rules[0].options.at_most", "nothing_long"),
        ("rules[1].key", "used_twice"),
        ("rules[2].key", "used_twice"),
        ("rules[3]", "expected"),
    ]


def test_what_is_no_list_and_what_is_too_long_is_refused() -> None:
    for data in (None, {}, "rules", 3):
        with pytest.raises(RulesError):
            parse(data)
    assert ("rules", "list_length") in faults(*([years(at_most={"years": 8})] * 101))


def test_conditions_stand_in_each_other_four_deep_at_most() -> None:
    condition: dict[str, Any] = {"field": "x", "equals": 1}
    for _ in range(4):
        condition = {"not": condition}
    assert faults({**years(at_most={"years": 8}), "when": condition}) == [("rules[0].when.not.not.not.not", "too_deep")]


def test_writing_is_canonical() -> None:
    data = {
        "otherwise": "not", "options": {"breaks": {"period": "p", "table": "b"}, "at_most": {"months": 98}, "answer": "phd"},
        "kind": "years_since", "key": "career", "missing": "needs_officer", "when": {"column": "side", "in": ["us", "fr"]},
        "who": WORDS,
    }  # fmt: skip
    assert dump(parse([data])) == [
        {
            "key": "career",
            "kind": "years_since",
            "who": WORDS,
            "when": {"column": "side", "in": ["us", "fr"]},
            "options": {"answer": "phd", "at_most": {"years": 8, "months": 2}, "breaks": {"table": "b", "period": "p"}},
            "otherwise": "not",
        }
    ]


def test_there_are_ten_kinds() -> None:
    assert list(KINDS) == [
        "years_since", "nationality", "days_in_country", "answer_is", "date_between", "amount_at_most", "reapplication",
        "institution_invited", "one_per_person", "organisation_country",
    ]  # fmt: skip
