"""Two editions compared."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.cores.formspec import Change, Difference, Label, Spec, compare, describe, parse
from tests.cores.formspec.forms import choices, field, said


def pages(**sections: list[dict[str, Any]]) -> Spec:
    return parse(
        {"format": 1, "sections": [{"key": key, "title": said(key), "fields": fields} for key, fields in sections.items()]}
    )


def label(key: str) -> Label:
    return Label(key.capitalize(), f"{key.capitalize()} (fr)")


def page(key: str) -> Label:
    return Label(key, f"{key} (fr)")


def test_added_removed_changed_and_moved() -> None:
    old = pages(
        one=[
            field("a", "text"),
            field("b", "number", options={"max": 5}),
            field("c", "text"),
            field("d", "choice", options={"choices": choices("u", "v")}),
        ],
        two=[field("e", "text")],
        three=[field("f", "text")],
    )
    new = pages(
        three=[field("f", "text", help=said("Why"))],
        one=[
            field("c", "text"),
            field("a", "text"),
            field("b", "number", required=True, options={"max": 6, "decimals": 1}),
            field("d", "choices", options={"choices": choices("u", "v")}, when={"field": "b", "greater": 1}),
        ],
        four=[field("g", "date"), field("e", "text")],
    )
    assert compare(old, new) == [
        Change("section", "removed", "two", page("two")),
        Change("section", "moved", "three", page("three")),
        Change("section", "added", "four", page("four")),
        Change("field", "changed", "f", label("f"), (Difference("help", None, said("Why")),)),
        Change("field", "moved", "c", label("c")),
        Change("field", "changed", "b", label("b"), (Difference("required", None, True), Difference("options.max", 5, 6), Difference("options.decimals", None, 1))),
        Change("field", "changed", "d", label("d"), (Difference("kind", "choice", "choices"), Difference("when", None, {"field": "b", "greater": 1}))),
        Change("field", "added", "g", label("g")),
        Change("field", "moved", "e", label("e")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "english", "french"),
    [
        (Change("field", "added", "a", label("a")), "A question is new: “A”.", "Une question est nouvelle\u00a0: «\u202fA (fr)\u202f»."),
        (Change("section", "moved", "a", label("a")), "A page stands in another place: “A”.", "Une page a changé de place\u00a0: «\u202fA (fr)\u202f»."),
        (
            Change("field", "changed", "a", label("a"), (Difference("required", None, True), Difference("options.max", 1, 2), Difference("options.min", 1, 2))),
            "A question is different: “A” (whether an answer is required, its limits and choices).",
            "Une question est différente\u00a0: «\u202fA (fr)\u202f» (le caractère obligatoire de la réponse, ses limites et ses choix).",
        ),
    ],
)  # fmt: skip
def test_a_change_in_words(change: Change, english: str, french: str) -> None:
    assert (describe(change, "en"), describe(change, "fr")) == (english, french)


@given(st.permutations("abcdefg"), st.sets(st.sampled_from("abcdefg"), max_size=3))
def test_what_has_not_moved_keeps_its_order_and_one_step_moves_one_field(order: list[str], removed: set[str]) -> None:
    old = pages(one=[field(key, "text") for key in "abcdefg"])
    left = [key for key in order if key not in removed]
    new = pages(one=[field(key, "text") for key in left])
    changes = compare(old, new)
    moved = {change.key for change in changes if change.what == "moved"}
    stayed = [key for key in left if key not in moved]
    assert stayed == sorted(stayed)
    assert {change.key for change in changes if change.what == "removed"} == removed
    assert {change.what for change in changes} <= {"moved", "removed"}


def test_one_step_moves_one_field() -> None:
    old, new = (pages(one=[field(key, "text") for key in order]) for order in ("abcdefg", "bcdefga"))
    assert compare(old, new) == [Change("field", "moved", "a", label("a"))]


def test_a_page_that_has_another_title_or_condition_has_changed() -> None:
    first = {"key": "one", "title": said("One"), "fields": [field("a", "yes_no")]}
    second = {"key": "two", "title": said("Two"), "fields": [field("b", "text")]}
    asked = {**second, "title": said("Zwei"), "when": {"field": "a", "equals": True}}
    old, new = (parse({"format": 1, "sections": [first, each]}) for each in (second, asked))
    differences = (Difference("title", said("Two"), said("Zwei")), Difference("when", None, {"field": "a", "equals": True}))
    assert compare(old, new) == [Change("section", "changed", "two", page("Zwei"), differences)]
