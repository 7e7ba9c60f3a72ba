"""Blueprints as text: what is written is read again, in one canonical way, and every fault is named at its place."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.formspec import Fault
from bartholdi.office.programmes.blueprint import Blueprint, BlueprintError, dumps, loads, parse, say
from tests.cores.formspec.making import junk
from tests.office.programmes.blueprint.making import blueprint_data, blueprints

SMALL: dict[str, Any] = {
    "format": 1,
    "name": "small",
    "version": 1,
    "programme": {"slug": "small", "name": {"en": "Small", "fr": "Petit"}, "mission": "mobility"},
    "call": {
        "slug": "small",
        "code": "SML",
        "title": {"en": "Small {year}", "fr": "Petit {year}"},
        **{text: {"en": "One.\nTwo.", "fr": "Un.\nDeux."} for text in ("summary", "for_whom", "offers", "needs")},
        "zone": "Europe/Paris",
        "opens": "09:00",
        "closes": {"days_after_opening": 91, "time": "12:00"},
        "sides": ["US", "FR"],
        "columns": {"title": "title"},
    },
    "letters": [
        {
            "key": "advice",
            "role": "referee",
            "label": {"en": "Recommendation", "fr": "Recommandation"},
            "ask": {"en": "How do you know them?", "fr": "Comment les connaissez-vous ?"},
            "due": {"days_after_opening": 98, "time": "23:59:59"},
        }
    ],
    "rules": [
        {"key": "months", "kind": "years_since", "options": {"answer": "title", "at_least": {"months": 4}}, "otherwise": "not"}
    ],
    "questionnaires": {
        "application": {
            "name": {"en": "Small: form", "fr": "Petit : formulaire"},
            "sections": [
                {
                    "key": "project",
                    "title": {"en": "Project", "fr": "Projet"},
                    "fields": [{"key": "title", "kind": "text", "label": {"en": "Title", "fr": "Titre"}}],
                }
            ],
        }
    },
}
WRITTEN = '''\
format = 1
name = "small"
version = 1

[programme]
slug = "small"
name.en = "Small"
name.fr = "Petit"
mission = "mobility"

[call]
slug = "small"
code = "SML"
title.en = "Small {year}"
title.fr = "Petit {year}"
summary.en = """
One.
Two."""
summary.fr = """
Un.
Deux."""
'''


def faults(data: object) -> tuple[Fault, ...]:
    """Of plain data that may be sound."""
    try:
        parse(data)
    except BlueprintError as error:
        return error.faults
    return ()


def test_a_blueprint_reads_like_a_page() -> None:
    text = dumps(parse(SMALL))
    assert text.startswith(WRITTEN)
    assert 'closes = { days_after_opening = 91, time = "12:00" }\n' in text
    assert "[[questionnaires.application.sections.fields]]\n" in text


@settings(max_examples=60, deadline=None)
@given(blueprints)
def test_what_is_written_is_read_again(blueprint: Blueprint) -> None:
    text = dumps(blueprint)
    assert loads(text) == blueprint
    assert dumps(loads(text)) == text


@settings(max_examples=60, deadline=None)
@given(blueprint_data(), st.data())
def test_rubbish_anywhere_is_a_fault_with_a_place_and_a_sentence(data: dict[str, Any], more: st.DataObject) -> None:
    part: Any = data
    while isinstance(part, dict | list) and part:
        steps = list(part) if isinstance(part, dict) else list(range(len(part)))
        step = more.draw(st.sampled_from(steps))
        if more.draw(st.booleans()) or not isinstance(part[step], dict | list):
            part[step] = more.draw(junk)
            break
        part = part[step]
    assert all(say(fault, language).strip() for fault in faults(data) for language in ("en", "fr"))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80) | st.text('format = 1\n[programme]"\\{}', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(BlueprintError):
        loads(text)


def changed(path: str, value: Any) -> dict[str, Any]:
    """SMALL with one thing else; None takes it away."""
    data = copy.deepcopy(SMALL)
    part: Any = data
    *steps, last = path.split(".")
    for step in steps:
        part = part[int(step) if step.isdigit() else step]
    if value is None:
        del part[last]
    else:
        part[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("format", 2, [("format", "unknown_format")]),
        ("version", None, [("version", "property_missing")]),
        ("mood", "good", [("mood", "unknown_property")]),
        ("programme.name", {"en": "Small"}, [("programme.name.fr", "language_missing")]),
        ("programme.mission", "leisure", [("programme.mission", "expected_one_of")]),
        ("programme.aliases", [{"text": "A"}, {"text": "A"}], [("programme.aliases[1].text", "used_twice")]),
        ("programme.aliases", [{"text": "A", "since": 2020, "until": 2010}], [("programme.aliases[0].until", "ends_before")]),
        ("call.slug", "Small Call", [("call.slug", "bad_slug")]),
        ("call.code", "sml", [("call.code", "bad_code")]),
        ("call.title", {"en": "Small 2027", "fr": "Petit {year}"}, [("call.title.en", "year_in_title")]),
        ("call.zone", "Mars/Olympus", [("call.zone", "unknown_zone")]),
        ("call.opens", "9am", [("call.opens", "bad_time")]),
        ("call.opens", "24:00", [("call.opens", "bad_time")]),
        ("call.closes", {"days_after_opening": 0, "time": "09:00"}, [("call.closes", "closes_before_it_opens")]),
        ("call.closes", {"days_after_opening": -1, "time": "12:00"}, [("call.closes.days_after_opening", "out_of_range")]),
        ("call.sides", ["US", "US"], [("call.sides[1]", "used_twice")]),
        ("call.sides", ["XX"], [("call.sides[0]", "expected")]),
        ("call.columns", {}, [("call.columns.title", "property_missing")]),
        ("call.columns", {"title": "gone"}, [("call.columns.title", "unknown_answer")]),
        ("call.grace_minutes", 1.5, [("call.grace_minutes", "expected")]),
        ("letters.0.side", "CA", [("letters[0].side", "expected_one_of")]),
        ("letters.0.minimum", 2, [("letters[0].minimum", "above_maximum")]),
        ("letters.0.questionnaire", "other", [("letters[0].questionnaire", "not_its_questionnaire")]),
        ("letters.0.not_also", ["friend"], [("letters[0].not_also[0]", "expected_one_of")]),
        ("letters.0.due", {"days_after_opening": 0, "time": "08:00"}, [("letters[0].due", "closes_before_it_opens")]),
        ("funds", [{"key": "a", "name": {"en": "A", "fr": "A"}, "currency": "euro"}], [("funds[0].currency", "bad_currency")]),
        ("contacts", [{"name": "A", "email": "nowhere"}], [("contacts[0].email", "bad_email")]),
        ("rules.0.options.answer", "gone", [("rules[0]", "unknown_answer")]),
        ("rules.0.kind", 3, [("rules[0].kind", "unknown_kind")]),
        ("rules.0.options", {"answer": "title"}, [("rules[0].options", "either_of")]),
        ("rules.0.label", {"en": "Months"}, [("rules[0].label.fr", "language_missing")]),
        ("questionnaires.application", None, [("questionnaires.application", "property_missing")]),
        (
            "questionnaires.application.sections.0.fields.0.kind",
            "song",
            [("questionnaires.application.sections[0].fields[0].kind", "unknown_kind")],
        ),
    ],
)
def test_each_fault_is_named_at_its_place(path: str, value: Any, expected: list[tuple[str, str]]) -> None:
    found = faults(changed(path, value))
    assert [(fault.path, fault.code) for fault in found] == expected
    assert all(say(fault, language) for fault in found for language in ("en", "fr"))


def test_a_questionnaire_that_nothing_asks_is_named() -> None:
    form = {**SMALL["questionnaires"]["application"], "name": {"en": "Other", "fr": "Autre"}}
    with pytest.raises(BlueprintError) as error:
        parse(changed("questionnaires.extra", form))
    assert [(fault.path, fault.code) for fault in error.value.faults] == [("questionnaires.extra", "questionnaire_unused")]


@pytest.mark.parametrize(
    ("text", "code"), [("format = ", "not_toml"), ("a = 1\na = 2", "not_toml"), ("x" * 2_000_001, "spec_too_big")]
)
def test_what_is_no_toml_says_where(text: str, code: str) -> None:
    with pytest.raises(BlueprintError) as error:
        loads(text)
    assert [fault.code for fault in error.value.faults] == [code]


def test_a_decimal_number_is_refused_since_it_is_not_exact() -> None:
    text = dumps(parse(SMALL)).replace("months = 4", "months = 4.5")
    with pytest.raises(BlueprintError) as error:
        loads(text)
    assert [(fault.path, fault.code) for fault in error.value.faults] == [("rules[0].options.at_least.months", "expected")]
