"""A draft in its designer's words: conditions, faults with their place, and what a condition may ask about."""

from typing import Any

import pytest
from django.utils import translation

from bartholdi.cores.formspec.edit import outline
from bartholdi.faces.desk import designing


def said(english: str) -> dict[str, str]:
    return {"en": english, "fr": f"{english} (fr)"}


def field(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "text", "label": said(key.upper()), **more}


DATA: dict[str, Any] = {
    "format": 1,
    "sections": [
        {"key": "one", "title": said("One"), "fields": [field("a"), field("b", when={"field": "a", "answered": True})]},
        {
            "key": "two",
            "title": said("Two"),
            "when": {"field": "b", "answered": False},
            "fields": [field("c", kind="riddle"), field("d", label={"en": "D", "fr": ""})],
        },
    ],
}


@pytest.mark.parametrize(
    ("language", "when", "fault", "kind"),
    [
        ("en", "“A” is answered", "Question in French – Write this text in this language too.", "Short text"),
        (
            "fr",
            "«\u202fA (fr)\u202f» a une réponse",
            "Question en français – Écrivez aussi ce texte dans cette langue.",
            "Texte court",
        ),
    ],
)
def test_in_words(language: str, when: str, fault: str, kind: str) -> None:
    with translation.override(language):
        one, two = designing.sheaves(outline(DATA))
    assert [(row.key, row.first, row.last) for sheaf in (one, two) for row in sheaf.rows] == [
        ("a", True, False),
        ("b", False, False),
        ("c", False, False),
        ("d", False, True),
    ]
    assert (one.rows[0].kind, one.rows[1].when, two.rows[1].faults) == (kind, when, (fault,))
    assert (two.rows[0].kind, len(two.rows[0].faults)) == ("riddle", 1)


def test_a_condition_asks_about_what_stands_before_it_and_can_be_read() -> None:
    laid = outline(DATA)
    found = {
        place: [[each.key for each in fields] for _title, fields in designing.earlier(laid, *place)]
        for place in (("one", 0), ("one", 1), ("two", 0), ("two", 2))
    }
    assert found == {
        ("one", 0): [[]],
        ("one", 1): [["a"]],
        ("two", 0): [["a", "b"], []],
        ("two", 2): [["a", "b"], ["d"]],
    }


def test_places_inside_a_question_are_said_in_words() -> None:
    choices = {"choices": [{"value": "a", "label": said("A")}, {"value": "b", "label": {"en": "B", "fr": ""}}]}
    fields = [field("a", kind="choice", options=choices), field("b", kind="number", options={"min": 3, "max": 2})]
    data = {"format": 1, "sections": [{"key": "one", "title": said("One"), "fields": fields}]}
    (sheaf,) = designing.sheaves(outline(data))
    assert [row.faults for row in sheaf.rows] == [
        ("Choice 2, in French – Write this text in this language too.",),
        ("Smallest number – “Smallest number” must be below “Greatest number”.",),
    ]
    assert [(kind, thing.key) for kind, thing in designing.todo([sheaf])] == [("question", "a"), ("question", "b")]
