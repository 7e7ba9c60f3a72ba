"""Pages added, changed, moved, copied and removed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.formspec import parse, say
from bartholdi.cores.formspec.edit import EditError, add_page, change_page, copy_page, remove_page, shift_page
from tests.cores.formspec.edit.test_fields import THREE, keys
from tests.cores.formspec.forms import said
from tests.cores.formspec.making import spec_data

often = settings(max_examples=60, deadline=None)
NEW = {"key": "new", "title": said("New")}


def test_a_page_is_added_first_or_behind_another() -> None:
    assert list(keys(add_page(THREE, section=NEW))) == ["new", "one", "two"]
    made = add_page(THREE, section=NEW, after="one")
    assert (list(keys(made)), made["sections"][1]) == (["one", "new", "two"], {**NEW, "fields": []})


def test_a_page_gets_other_words_and_keeps_its_questions() -> None:
    made = change_page(THREE, key="one", section={"title": said("Other"), "help": said("Help")})
    assert made["sections"][0] == {**THREE["sections"][0], "title": said("Other"), "help": said("Help")}


@pytest.mark.parametrize(
    ("act", "facts", "sentence"),
    [
        (add_page, {"section": {"key": "one"}}, "“one” is already used. Choose another one."),
        (add_page, {"section": {"key": "1"}}, "A key has 1 to 40 small letters, figures or underscores, and begins with a letter."),
        (add_page, {"section": NEW, "after": "z"}, "The page “z” is no longer there. Look at the draft again."),
        (shift_page, {"key": "one", "step": 1}, "“D” hangs on the answer to “A”, and must stay behind it. Change the condition first, or move both."),
        (remove_page, {"key": "one"}, "“D” hangs on the answer to “A”. Change its condition first; then “A” can be removed."),
        (change_page, {"key": "one", "section": {"title": said("One"), "when": {"field": "a", "answered": True}}}, "The condition of “One” asks about “A”, which does not stand before it. Choose an earlier question."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(act: Any, facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(EditError) as error:
        act(THREE, **facts)
    assert say(error.value.fault, "en") == sentence


def test_a_page_cannot_leave_the_ends() -> None:
    assert shift_page(THREE, key="one", step=-1) == THREE
    assert shift_page(THREE, key="two", step=1) == THREE


def test_the_copy_of_a_page_hangs_on_its_own_questions() -> None:
    made = copy_page(THREE, key="one")
    assert keys(made) == {"one": ["a", "b"], "one_2": ["a_2", "b_2"], "two": ["c", "d"]}
    assert made["sections"][1]["fields"][1]["when"] == {"field": "a_2", "equals": "x"}
    assert made["sections"][1]["title"] == {"en": "one (copy)", "fr": "one (fr) (copie)"}


@often
@given(spec_data(), st.data())
def test_a_sound_form_stays_sound(data: dict[str, Any], draw: st.DataObject) -> None:
    key = draw.draw(st.sampled_from([section["key"] for section in data["sections"]]))
    parse(copy_page(data, key=key))
    for step in (-1, 1):
        try:
            made = shift_page(data, key=key, step=step)
        except EditError:
            continue
        parse(made)
        assert sorted(made["sections"], key=lambda each: each["key"]) == data["sections"]


@often
@given(spec_data(), st.data())
def test_a_copied_page_that_is_removed_leaves_the_form_as_it_was(data: dict[str, Any], draw: st.DataObject) -> None:
    key = draw.draw(st.sampled_from([section["key"] for section in data["sections"]]))
    made = copy_page(data, key=key)
    (new,) = set(keys(made)) - set(keys(data))
    assert remove_page(made, key=new) == data
