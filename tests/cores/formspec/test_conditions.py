"""Conditions hold as a simple model of them says, and are undecided only where an answer is still to come."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.cores.formspec import check
from bartholdi.cores.formspec.conditions import asked, read_condition, settled
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.spec import Condition
from tests.cores.formspec.forms import choices, field, form, one

FORM = form(
    field("side", "choice", options={"choices": choices("us", "fr"), "other": True}),
    field("sides", "choices", options={"choices": choices("us", "fr")}),
    field("months", "number", options={"decimals": 1}),
    field("agreed", "yes_no"),
    field("start", "date"),
    field("goals", "goals"),
    field("from", "country"),
    field("note", "text"),
    field("own", "money", options={"currencies": ["EUR", "USD"]}),
    field("fit", "score", options={"min": 0, "max": 5}),
)
FIELDS = {each.key: each for each in FORM.fields()}


def condition(data: Any) -> Condition:
    place = Place()
    read = read_condition(data, place, FIELDS, frozenset())
    assert place.faults == []
    assert read is not None
    return read


def shows(when: Any, answers: dict[str, Any]) -> bool:
    with_last = form(
        *[field(each.key, each.kind, options=OPTIONS.get(each.key, {})) for each in FORM.fields()],
        field("last", "text", when=when),
    )
    return "last" in check(with_last, answers).shown


OPTIONS: dict[str, Any] = {
    "side": {"choices": choices("us", "fr"), "other": True},
    "sides": {"choices": choices("us", "fr")},
    "months": {"decimals": 1},
    "own": {"currencies": ["EUR", "USD"]},
    "fit": {"min": 0, "max": 5},
}


@pytest.mark.parametrize(
    ("when", "answers", "holds"),
    [
        ({"field": "side", "equals": "us"}, {"side": "us"}, True),
        ({"field": "side", "equals": "other"}, {"side": {"other": "Mars"}}, True),
        ({"field": "side", "in": ["us", "fr"]}, {"side": "fr"}, True),
        ({"field": "side", "in": ["us", "fr"]}, {}, False),
        ({"not": {"field": "side", "equals": "us"}}, {}, True),
        ({"field": "sides", "contains": "fr"}, {"sides": ["us", "fr"]}, True),
        ({"field": "sides", "contains": "fr"}, {"sides": ["us"]}, False),
        ({"field": "months", "greater": 4}, {"months": "4"}, False),
        ({"field": "months", "greater": 4}, {"months": "4,5"}, True),
        ({"field": "months", "less": "4.5"}, {"months": 4}, True),
        ({"field": "months", "less": 4}, {"months": "1,234"}, False),  # cannot be read
        ({"field": "months", "answered": True}, {"months": "1,234"}, True),
        ({"field": "months", "equals": "4"}, {"months": "4.0"}, True),
        ({"field": "agreed", "equals": False}, {"agreed": False}, True),
        ({"field": "agreed", "equals": False}, {}, False),
        ({"field": "start", "greater": "2027-09-01"}, {"start": "2027-10-01"}, True),
        ({"field": "goals", "contains": 13}, {"goals": [7, 13]}, True),
        ({"field": "from", "equals": "FR"}, {"from": "fr"}, True),
        ({"field": "note", "answered": False}, {"note": " \u200b"}, True),
        ({"field": "own", "greater": 100}, {"own": {"amount": "100.01", "currency": "EUR"}}, True),
        ({"field": "fit", "less": 2}, {"fit": "1"}, True),
    ],
)
def test_a_condition_on_one_answer(when: Any, answers: dict[str, Any], holds: bool) -> None:
    assert shows(when, answers) is holds


def model(when: Any, answers: dict[str, Any]) -> bool:
    """What conditions on `side` and `months` mean, said as simply as can be."""
    if "field" not in when:
        (how, parts), *_ = when.items()
        return (
            not model(parts, answers) if how == "not" else {"all": all, "any": any}[how](model(part, answers) for part in parts)
        )
    answer = answers.get(when["field"])
    tests: dict[str, Any] = {
        "answered": lambda value: (answer is not None) is value,
        "equals": lambda value: answer is not None and answer == value,
        "in": lambda value: answer in value,
        "greater": lambda value: answer is not None and answer > value,
        "less": lambda value: answer is not None and answer < value,
    }
    return bool(next(tests[name](value) for name, value in when.items() if name != "field"))


one_test = st.sampled_from(
    [{"field": key, "answered": value} for key in ("side", "months") for value in (True, False)]
    + [{"field": "side", "equals": value} for value in ("us", "fr")]
    + [{"field": "side", "in": ["fr", "us"]}, {"field": "months", "in": [1, 3]}]
    + [{"field": "months", how: value} for how in ("equals", "greater", "less") for value in (1, 2)]
)
conditions = st.recursive(
    one_test, lambda inner: st.builds(lambda part: {"not": part}, inner) | st.builds(lambda how, parts: {how: parts}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)), max_leaves=4
).filter(lambda when: _depth(when) <= 4)  # fmt: skip
some_answers = st.fixed_dictionaries({}, optional={"side": st.sampled_from(["us", "fr"]), "months": st.integers(0, 3)})


def _depth(when: Any) -> int:
    if "field" in when:
        return 1
    parts = next(iter(when.values()))
    return 1 + max(_depth(part) for part in (parts if isinstance(parts, list) else [parts]))


@given(conditions, some_answers)
def test_a_condition_holds_as_the_model_says(when: Any, answers: dict[str, Any]) -> None:
    assert shows(when, answers) is model(when, answers)


@given(conditions, some_answers)
def test_a_settled_condition_stays_as_it_is_whatever_is_answered_next(when: Any, answers: dict[str, Any]) -> None:
    kept = check(FORM, answers).answers
    open_keys = frozenset({"side", "months"} - set(kept))
    found = settled(condition(when), kept, FIELDS, open_keys)
    later = [{"side": side, "months": months, **answers} for side in ("us", "fr") for months in range(4)]
    outcomes = {model(when, each) for each in later}
    assert found is None or outcomes == {found}
    assert found is not None or open_keys & set(asked(condition(when)))


def test_a_hidden_answer_counts_as_none() -> None:
    spec = form(
        field("a", "yes_no"),
        field("b", "yes_no", when={"field": "a", "equals": True}),
        field("c", "text", when={"field": "b", "equals": True}),
    )
    verdict = check(spec, {"a": False, "b": True, "c": "kept for later"}, final=True)
    assert (verdict.answers, verdict.hidden, verdict.faults) == ({"a": False}, {"b": True, "c": "kept for later"}, ())


def test_unknown_answers_are_named_and_dropped() -> None:
    verdict = check(one("text"), {"it": "x", "no": 1, 5: 2, "\ud800": 3})
    assert (verdict.answers, verdict.unknown, verdict.faults) == ({"it": "x"}, ("no", "int", "?"), ())
