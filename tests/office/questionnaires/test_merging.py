"""Two people write at once: nobody's words are written over unseen, and whatever was typed is still somewhere."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.cores import formspec
from bartholdi.office.questionnaires.merging import Change, Conflict, is_continued, is_inserted, merge, rewound


def spec(*keys: str) -> formspec.Spec:
    fields = [{"key": key, "kind": "long_text", "label": {"en": key, "fr": key}} for key in keys]
    return formspec.parse({"format": 1, "sections": [{"key": "one", "title": {"en": "One", "fr": "Un"}, "fields": fields}]})


SPEC = spec("a", "b")


def outcome(
    before: dict[str, Any], stamps: dict[str, int], own: frozenset[int] = frozenset(), **changes: Change
) -> tuple[Any, ...]:
    merged = merge(SPEC, before, stamps, changes, is_own=lambda version: version in own)
    return merged.answers, merged.changed, merged.conflicts


def test_an_answer_is_taken_from_whoever_has_seen_the_newest() -> None:
    assert outcome({"a": "old"}, {"a": 3}, a=Change("new", 3)) == ({"a": "new"}, {"a": ["old", "new"]}, ())


def test_an_answer_that_somebody_changed_meanwhile_stands_and_both_are_told() -> None:
    found = outcome({"a": "theirs"}, {"a": 4}, a=Change("mine", 3), b=Change("also mine", 0))
    expected = {"a": "theirs", "b": "also mine"}
    assert found == (expected, {"b": [None, "also mine"]}, (Conflict("a", "mine", "theirs", 4),))


def test_the_same_words_twice_are_no_conflict() -> None:
    assert outcome({"a": "same"}, {"a": 4}, a=Change(" same ", 3)) == ({"a": "same"}, {}, ())


def test_a_window_is_in_no_conflict_with_itself() -> None:
    assert outcome({"a": "hi"}, {"a": 4}, frozenset({4}), a=Change("hi there", 3)) == (
        {"a": "hi there"},
        {"a": ["hi", "hi there"]},
        (),
    )


def test_emptying_an_answer_that_somebody_changed_is_a_conflict_too() -> None:
    assert outcome({"a": "theirs"}, {"a": 4}, a=Change("", 3))[2] == (Conflict("a", None, "theirs", 4),)


def test_what_cannot_be_kept_is_refused_and_what_was_there_stays() -> None:
    merged = merge(SPEC, {"a": "old"}, {"a": 1}, {"a": Change("x" * 300_000, 1), "b": Change([1], 1), "c": Change("?", 1)})
    assert (merged.answers, merged.changed) == ({"a": "old"}, {})
    assert [(fault.key, fault.code) for fault in merged.refused] == [("a", "too_big"), ("b", "wrong_type")]


@pytest.mark.parametrize(
    ("old", "new", "fits"),
    [
        ("Hi", "Hi there", True),
        ("Hello world", "Hello dear world", True),
        ("", "x", True),
        ("aa", "aaa", True),
        ("Hello", "Help", False),
        ("Hello", "", False),
        (None, "Hello", False),
        (["a"], ["a", "b"], False),
    ],
)
def test_only_what_goes_on_without_taking_away_shares_a_version(old: Any, new: Any, fits: bool) -> None:
    assert is_inserted(old, new) is fits
    assert is_continued({"a": [None, old]}, {"a": [old, new]}) is fits
    assert not is_continued({"b": [None, old]}, {"a": [old, new]})


@given(
    before=st.dictionaries(st.sampled_from("abc"), st.text(max_size=3)),
    steps=st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=3))),
)
def test_going_back_undoes_every_change(before: dict[str, str], steps: list[tuple[str, str]]) -> None:
    now: dict[str, Any] = dict(before)
    changes: list[dict[str, list[Any]]] = []
    for key, value in steps:
        changes.insert(0, {key: [now.get(key), value]})
        now[key] = value
    assert rewound(now, changes) == before


class Window:
    """One person's tab: types, sends what changed with the version it saw, and hears what others changed, or does not."""

    def __init__(self, name: str) -> None:
        self.name, self.seen, self.texts, self.shown = name, dict.fromkeys("ab", 0), {"a": "", "b": ""}, set[str]()


@given(st.lists(st.tuples(st.sampled_from("xy"), st.sampled_from("ab"), st.booleans(), st.booleans()), max_size=14))
def test_whatever_two_people_type_in_any_order_is_current_or_shown_or_in_a_version(
    steps: list[tuple[str, str, bool, bool]],
) -> None:
    """The booleans: whether the window heard the answer to its save, and whether it then took in what the other had written."""
    answers: dict[str, Any] = {}
    stamps: dict[str, int] = {}
    kept: set[str] = set()  # in versions: what was changed, and what was set aside
    wrote: dict[int, str] = {}
    typed: set[str] = set()
    windows = {"x": Window("x"), "y": Window("y")}
    for number, (who, key, heard, looked) in enumerate(steps, start=1):
        window = windows[who]
        text = window.texts[key] = f"{window.texts[key]}{who}{number};"
        typed.add(text)
        merged = merge(
            SPEC,
            answers,
            stamps,
            {key: Change(text, window.seen[key])},
            is_own=lambda version, who=who: wrote.get(version) == who,
        )
        for changed, (_before, since) in merged.changed.items():
            stamps[changed], wrote[number] = number, who
            kept.add(since)
        kept |= {conflict.mine for conflict in merged.conflicts}
        window.shown |= {conflict.theirs for conflict in merged.conflicts} if heard else set()
        answers = merged.answers
        if heard and not merged.conflicts:
            window.seen[key] = number
        if looked:  # the page shows the other's text; who goes on writing has read it
            window.texts[key], window.seen[key] = answers.get(key, ""), number
    assert typed <= kept
    assert set(answers.values()) <= kept


def test_nothing_is_written_over_that_its_writer_has_not_seen() -> None:
    """The heart of it, said once more without chance: every overwritten text was seen by whoever wrote over it."""
    mine, theirs = Change("mine", 0), Change("theirs", 0)
    first = merge(SPEC, {}, {}, {"a": theirs})
    second = merge(SPEC, first.answers, {"a": 1}, {"a": mine})
    third = merge(SPEC, second.answers, {"a": 1}, {"a": Change("mine", 1)})
    assert [each.answers["a"] for each in (first, second, third)] == ["theirs", "theirs", "mine"]
