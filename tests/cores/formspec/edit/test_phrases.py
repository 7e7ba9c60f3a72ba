"""Conditions as short phrases, and back."""

from typing import Any

import pytest
from hypothesis import given, settings

from bartholdi.cores.formspec import Spec, dump, parse
from bartholdi.cores.formspec.conditions import read_condition
from bartholdi.cores.formspec.edit import Phrase, Phrases, condition, phrased, ways
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.place import Place
from tests.cores.formspec.forms import PARTNERSHIP
from tests.cores.formspec.making import specs

FIELDS = {field.key: field for field in parse(PARTNERSHIP).fields()}


@pytest.mark.parametrize(
    ("when", "phrases"),
    [
        ({"field": "area", "equals": "hss"}, [("area", "is", ("hss",))]),
        ({"field": "area", "in": ["hss", "stem"]}, [("area", "is", ("hss", "stem"))]),
        ({"not": {"field": "area", "in": ["hss", "stem"]}}, [("area", "is_not", ("hss", "stem"))]),
        ({"not": {"field": "citizenship", "equals": "FR"}}, [("citizenship", "is_not", ("FR",))]),
        ({"field": "own_money", "equals": False}, [("own_money", "is", ("false",))]),
        ({"field": "goals", "contains": 13}, [("goals", "contains", ("13",))]),
        ({"not": {"field": "stays", "contains": "other"}}, [("stays", "contains_not", ("other",))]),
        ({"field": "months", "greater": "2.5"}, [("months", "greater", ("2.5",))]),
        ({"field": "start", "less": "2028-01-01"}, [("start", "less", ("2028-01-01",))]),
        ({"field": "cv", "answered": False}, [("cv", "answered_not", ())]),
        ({"all": [{"field": "cv", "answered": True}, {"field": "months", "less": 4}]}, [("cv", "answered", ()), ("months", "less", ("4",))]),
    ],
)  # fmt: skip
def test_a_condition_is_read_as_phrases_and_written_back(when: dict[str, Any], phrases: list[tuple[Any, ...]]) -> None:
    found = phrased(when, FIELDS)
    assert found == Phrases("all", tuple(Phrase(*each) for each in phrases))
    assert condition(found, FIELDS) == when


@pytest.mark.parametrize(
    "when",
    [
        None,
        3,
        {},
        {"field": "gone", "answered": True},
        {"all": [{"any": [{"field": "cv", "answered": True}]}]},
        {"not": {"field": "cv", "answered": True}},
        {"not": {"all": [{"field": "cv", "answered": True}]}},
        {"field": "citizenship", "in": ["FR", "US"]},
        {"field": "area", "greater": 3},
        {"field": "area", "equals": None},
        {"field": "charter", "equals": False},
    ],
)
def test_what_phrases_cannot_say_is_left_alone(when: object) -> None:
    assert phrased(when, FIELDS) is None


def test_a_statement_is_accepted_or_not() -> None:
    assert ways(FIELDS["charter"]) == ["answered", "answered_not"]
    found = phrased({"field": "charter", "equals": True}, FIELDS)
    assert found is not None
    assert condition(found, FIELDS) == {"field": "charter", "answered": True}


def test_any_and_none() -> None:
    parts = (Phrase("cv", "answered"), Phrase("months", "greater", ("4,5",)))
    assert condition(Phrases("any", parts), FIELDS) == {
        "any": [{"field": "cv", "answered": True}, {"field": "months", "greater": "4.5"}]
    }
    assert condition(Phrases("any", ()), FIELDS) is None


def test_every_kind_that_asks_can_be_asked_about() -> None:
    assert [
        name for name, kind in KINDS.items() if kind.asks and not any(ways(f) for f in FIELDS.values() if f.kind == name)
    ] == []


@settings(max_examples=100, deadline=None)
@given(specs)
def test_every_phrase_says_the_same_as_the_condition_it_came_from(spec: Spec) -> None:
    fields = {field.key: field for field in spec.fields()}
    for section in dump(spec)["sections"]:
        for thing in (section, *section["fields"]):
            if (found := phrased(thing.get("when"), fields)) is None:
                continue
            written = condition(found, fields)
            assert phrased(written, fields) == found or len(found.parts) == 1
            place = Place()
            assert read_condition(written, place, fields, frozenset()) is not None
            assert place.faults == []
