"""Fields whose values are parts of a spec: what they show is what they read, and what cannot be read is told with its line."""

from typing import Any

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.faces.desk.forms.design.fields import Anchors, Choices, Countries, Entries, Figure, Megabytes

WORDS = st.text(st.characters(whitelist_categories=["L", "N"], whitelist_characters=" ’-"), min_size=1, max_size=20).map(
    str.strip
)


def choice(value: str, english: str, french: str, **more: str) -> dict[str, Any]:
    return {"value": value, "label": {"en": english, "fr": french}, **more}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Whole | Entier", [choice("whole", "Whole", "Entier")]),
        ("Whole\tEntier\nSplit\tEn deux", [choice("whole", "Whole", "Entier"), choice("split", "Split", "En deux")]),
        ("kept | Other words | Autres mots", [choice("kept", "Other words", "Autres mots")]),
        ("Only English", [choice("only_english", "Only English", "")]),
        ("A b | 1\n\nA  b | 2", [choice("a_b", "A b", "1"), choice("a_b_2", "A  b", "2")]),
    ],
)
def test_choices_are_one_a_line(text: str, read: list[Any]) -> None:
    assert Choices().clean(text) == read


@pytest.mark.parametrize("text", ["a | b | c | d", "a | A | A\na | B | B", "not a value! | A | A"])
def test_a_line_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        Choices().clean(text)
    assert text.splitlines()[-1] in refused.value.messages[0]


@given(st.lists(st.tuples(WORDS.filter(bool), WORDS), min_size=1, max_size=8))
def test_what_was_read_is_shown_and_read_again(lines: list[tuple[str, str]]) -> None:
    read = Choices().clean("\n".join(f"{english} | {french}" for english, french in lines))
    assert Choices().clean(Choices().shown(read)) == read


def test_headings_are_told_by_dashes() -> None:
    text = "Science | Sciences\n- Physics | Physique\n-- Optics | Optique\n- Biology | Biologie"
    read = Entries().clean(text)
    assert [(each["value"], each.get("under")) for each in read] == [
        ("science", None),
        ("physics", "science"),
        ("optics", "physics"),
        ("biology", "science"),
    ]
    assert Entries().clean(Entries().shown(read)) == read


def test_a_line_below_no_heading() -> None:
    with pytest.raises(forms.ValidationError):
        Entries().clean("-- Optics | Optique")


def test_what_marks_mean() -> None:
    read = Anchors().clean("5 | excellent | excellent\n0 | poor | faible")
    assert (read[0], Anchors().shown(read)) == (
        {**choice("", "excellent", "excellent"), "value": 5},
        "5 | excellent | excellent\n0 | poor | faible",
    )


@pytest.mark.parametrize("name", ["Allemagne", "germany", "DE", "de"])
def test_countries_in_either_language(name: str) -> None:
    assert Countries().clean(name) == ["DE"]


def test_a_country_that_does_not_exist() -> None:
    with pytest.raises(forms.ValidationError):
        Countries().clean("Ruritania")


def test_figures() -> None:
    assert [Figure().clean(text) for text in ("", "3", "1,5", "1.5")] == [None, 3, "1.5", "1.5"]
    assert (Megabytes().clean("2,5"), Megabytes().shown(2_500_000)) == (2_500_000, "2.5")
