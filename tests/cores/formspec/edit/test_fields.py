"""Drafts changed piece by piece: nothing else changes, and no change breaks a condition."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bartholdi.cores.formspec import compare, parse, say
from bartholdi.cores.formspec.edit import (
    EditError,
    add_field,
    change_field,
    copy_field,
    dependents,
    move_field,
    opened,
    propose,
    remove_field,
    rename_field,
    shift_field,
    written,
)
from bartholdi.cores.formspec.place import SpecError
from tests.cores.formspec.forms import PARTNERSHIP, choices, field, said
from tests.cores.formspec.making import junk, spec_data

often = settings(max_examples=60, deadline=None)


def draft(**sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {"format": 1, "sections": [{"key": key, "title": said(key), "fields": fields} for key, fields in sections.items()]}


def keys(data: dict[str, Any]) -> dict[str, list[str]]:
    return {section["key"]: [each["key"] for each in section["fields"]] for section in data["sections"]}


ASKS = {"field": "a", "equals": "x"}
THREE = draft(
    one=[field("a", "choice", options={"choices": choices("x", "y")}), field("b", "text", when=ASKS)],
    two=[field("c", "text"), field("d", "text", when={"any": [ASKS, {"not": {"field": "c", "answered": True}}]})],
)


def refused(act: Any, **facts: Any) -> str:
    with pytest.raises(EditError) as error:
        act(THREE, **facts)
    return say(error.value.fault, "en")


def test_a_question_is_added_in_its_place() -> None:
    assert keys(add_field(THREE, field=field("n", "text"), section="one")) == {"one": ["n", "a", "b"], "two": ["c", "d"]}
    assert keys(add_field(THREE, field=field("n", "text"), section="two", after="c")) == {
        "one": ["a", "b"],
        "two": ["c", "n", "d"],
    }


@pytest.mark.parametrize(
    ("step", "key", "expected"),
    [
        (1, "b", {"one": ["a"], "two": ["b", "c", "d"]}),
        (-1, "c", {"one": ["a", "b", "c"], "two": ["d"]}),
        (-1, "a", {"one": ["a", "b"], "two": ["c", "d"]}),
        (1, "d", {"one": ["a", "b"], "two": ["c", "d"]}),
    ],
)
def test_one_step_up_or_down_crosses_pages_and_stops_at_the_ends(step: int, key: str, expected: dict[str, list[str]]) -> None:
    assert keys(shift_field(THREE, key=key, step=step)) == expected


def test_one_step_inside_a_page() -> None:
    form = draft(one=[field(key, "text") for key in "abc"])
    assert keys(shift_field(form, key="b", step=-1)) == {"one": ["b", "a", "c"]}
    assert keys(shift_field(form, key="b", step=1)) == {"one": ["a", "c", "b"]}


def test_a_move_that_would_break_a_condition_is_refused_and_says_which() -> None:
    sentence = "“B” hangs on the answer to “A”, and must stay behind it. Change the condition first, or move both."
    assert refused(shift_field, key="a", step=1) == sentence
    assert refused(move_field, key="a", section="two", after="d") == sentence


def test_a_question_that_others_hang_on_stays() -> None:
    assert refused(remove_field, key="a").startswith("“B” hangs on the answer to “A”. Change its condition first")
    assert keys(remove_field(THREE, key="b")) == {"one": ["a"], "two": ["c", "d"]}
    assert [thing["key"] for thing in dependents(THREE, "a")] == ["b", "d"]


def test_a_condition_on_a_later_question_is_refused() -> None:
    late = field("a", "text", when={"field": "c", "answered": True})
    assert refused(change_field, key="a", field=late).startswith("The condition of “A” asks about “C”")


@pytest.mark.parametrize(
    ("act", "facts", "sentence"),
    [
        (move_field, {"key": "a", "section": "three"}, "The page “three” is no longer there. Look at the draft again."),
        (
            move_field,
            {"key": "b", "section": "two", "after": "z"},
            "The question “z” is no longer there. Look at the draft again.",
        ),
        (remove_field, {"key": "z"}, "The question “z” is no longer there. Look at the draft again."),
        (rename_field, {"key": "a", "new": "b"}, "“b” is already used. Choose another one."),
        (add_field, {"field": field("a", "text"), "section": "one"}, "“a” is already used. Choose another one."),
        (
            rename_field,
            {"key": "a", "new": "Ä"},
            "A key has 1 to 40 small letters, figures or underscores, and begins with a letter.",
        ),
    ],
)
def test_what_is_not_there_or_taken(act: Any, facts: dict[str, Any], sentence: str) -> None:
    assert refused(act, **facts) == sentence


def test_another_key_is_followed_by_the_conditions() -> None:
    made = rename_field(THREE, key="a", new="side")
    assert json.dumps(made) == json.dumps(THREE).replace('"a"', '"side"')


def test_a_copy_stands_behind_with_its_own_key_and_words() -> None:
    made = copy_field(copy_field(THREE, key="b"), key="b")
    assert keys(made)["one"] == ["a", "b", "b_3", "b_2"]
    twin = made["sections"][0]["fields"][3]
    assert twin == {**THREE["sections"][0]["fields"][1], "key": "b_2", "label": {"en": "B (copy)", "fr": "B (fr) (copie)"}}


@pytest.mark.parametrize(
    ("words", "taken", "key"),
    [
        ("Months in France", (), "months_in_france"),
        ("Months in France?", ("months_in_france",), "months_in_france_2"),
        ("Été à l’École", (), "ete_a_lecole"),
        ("2 years", (), "years"),
        ("日本", (), "question"),
        ("a" * 60, ("a" * 40,), "a" * 38 + "_2"),
        ("", ("question", "question_2"), "question_3"),
    ],
)
def test_keys_are_proposed_from_words(words: str, taken: tuple[str, ...], key: str) -> None:
    assert propose(words, taken) == key


@given(st.text(max_size=60), st.sets(st.sampled_from(["a", "question", "b_2"])))
def test_every_proposed_key_is_sound_and_free(words: str, taken: set[str]) -> None:
    key = propose(words, taken)
    assert key not in taken
    parse(draft(one=[field(key, "text")]))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"sections": 3}', '{"sections": [1]}', '{"sections": [{"key": "a"}]}',
     '{"sections": [{"key": "a", "fields": [{}]}]}', '{"sections": [{"key": "a", "fields": []}, {"key": "a", "fields": []}]}',
     '{"sections": [], "x": ' + "[" * 500 + "]" * 500 + "}"],
)  # fmt: skip
def test_what_has_no_pages_of_questions_is_not_opened(text: str) -> None:
    with pytest.raises(EditError, match="not_open"):
        opened(text)


def test_a_draft_with_faults_is_opened_changed_and_kept() -> None:
    data = deepcopy(THREE)
    del data["sections"][0]["fields"][1]["label"]["fr"]
    data["sections"][1]["fields"][0]["kind"] = "riddle"
    made = opened(written(shift_field(opened(json.dumps(data)), key="c", step=-1)))
    assert keys(made) == {"one": ["a", "b", "c"], "two": ["d"]}
    assert made["sections"][0]["fields"][1:] == [data["sections"][0]["fields"][1], data["sections"][1]["fields"][0]]


def test_a_condition_that_was_broken_before_hinders_no_move() -> None:
    data = draft(one=[field("a", "text", when={"field": "gone", "answered": True}), field("b", "text")])
    assert keys(move_field(data, key="a", section="one", after="b")) == {"one": ["b", "a"]}


@given(junk)
def test_rubbish_is_opened_or_refused(rubbish: object) -> None:
    try:
        text = json.dumps({"sections": [{"key": "a", "fields": [{"key": "b", "label": rubbish, "when": rubbish}]}]})
        made = opened(text)
    except (EditError, ValueError):
        return
    assert opened(written(copy_field(made, key="b")))["sections"][0]["fields"][1]["key"] == "b_2"


@often
@given(spec_data(), st.data())
def test_moving_keeps_everything_and_breaks_nothing(data: dict[str, Any], draw: st.DataObject) -> None:
    before = deepcopy(data)
    fields = [each for section in data["sections"] for each in section["fields"]]
    key = draw.draw(st.sampled_from([each["key"] for each in fields]))
    target = draw.draw(st.sampled_from(data["sections"]))
    after = draw.draw(st.sampled_from([None, *(each["key"] for each in target["fields"])]))
    try:
        made = move_field(data, key=key, section=target["key"], after=after)
    except EditError:
        return
    assert data == before
    moved = [each for section in made["sections"] for each in section["fields"]]
    assert sorted(moved, key=lambda each: each["key"]) == sorted(fields, key=lambda each: each["key"])
    if all(section["fields"] for section in made["sections"]):
        assert {change.what for change in compare(parse(before), parse(made))} <= {"moved"}


@often
@given(spec_data(), st.data())
def test_a_move_is_refused_exactly_where_the_form_would_have_a_fault(data: dict[str, Any], draw: st.DataObject) -> None:
    key = draw.draw(st.sampled_from([each["key"] for section in data["sections"] for each in section["fields"]]))
    step = draw.draw(st.sampled_from([-1, 1]))
    try:
        made = shift_field(data, key=key, step=step)
    except EditError:
        return
    assume(all(section["fields"] for section in made["sections"]))
    parse(made)


@often
@given(spec_data(), st.data())
def test_a_copy_that_is_removed_leaves_the_form_as_it_was(data: dict[str, Any], draw: st.DataObject) -> None:
    key = draw.draw(st.sampled_from([each["key"] for section in data["sections"] for each in section["fields"]]))
    made = copy_field(data, key=key)
    parse(made)
    (new,) = {each["key"] for section in made["sections"] for each in section["fields"]} - {
        each["key"] for section in data["sections"] for each in section["fields"]
    }
    assert remove_field(made, key=new) == data


@often
@given(spec_data(), st.data())
def test_what_can_be_removed_leaves_a_sound_form(data: dict[str, Any], draw: st.DataObject) -> None:
    key = draw.draw(st.sampled_from([each["key"] for section in data["sections"] for each in section["fields"]]))
    try:
        made = remove_field(data, key=key)
    except EditError:
        with pytest.raises(SpecError):
            parse(
                {
                    **data,
                    "sections": [
                        {**one, "fields": [each for each in one["fields"] if each["key"] != key]} for one in data["sections"]
                    ],
                }
            )
        return
    assume(all(section["fields"] for section in made["sections"]))
    parse(made)


def test_a_real_form_survives_every_change() -> None:
    data = deepcopy(PARTNERSHIP)
    made = change_field(data, key="title", field={**field("name", "text"), "required": True})
    assert dependents(made, "name")[0]["key"] == "means"
    parse(made)
