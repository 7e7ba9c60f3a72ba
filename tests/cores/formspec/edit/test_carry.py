"""Drafts carried over to another edition."""

from typing import Any

import pytest

from bartholdi.cores.formspec import carry, say
from tests.cores.formspec.forms import FILE, choices, field, form

OFFER = {"choices": choices("a", "b")}
ENTRIES = {"entries": choices("a", "b"), "max": 2}

KEPT: list[tuple[str, dict[str, Any], Any, str, dict[str, Any], Any]] = [
    ("text", {}, "One line", "long_text", {}, "One line"),
    ("long_text", {}, "One line", "text", {}, "One line"),
    ("text", {"max_words": 9}, "far too long", "text", {"max_words": 1}, "far too long"),
    ("choice", OFFER, "a", "choices", OFFER, ["a"]),
    ("choice", {**OFFER, "other": True}, {"other": "x"}, "choices", {**OFFER, "other": True}, [{"other": "x"}]),
    ("choices", OFFER, ["b"], "choice", OFFER, "b"),
    ("choice", OFFER, "b", "discipline", ENTRIES, ["b"]),
    ("choices", OFFER, ["a", "b"], "discipline", ENTRIES, ["a", "b"]),
    ("file", {}, FILE, "files", {}, [FILE]),
    ("files", {}, [FILE], "file", {}, FILE),
    ("number", {}, "4", "score", {"min": 0, "max": 5}, "4"),
    ("score", {"min": 0, "max": 5}, "4", "number", {}, "4"),
    ("number", {}, "4", "text", {}, "4"),
    ("text", {}, "1 234", "number", {}, "1234"),
    ("text", {}, "2027-09-01", "date", {}, "2027-09-01"),
    ("date", {}, "2027-09-01", "period", {}, {"from": "2027-09-01"}),
    ("text", {}, "CNRS", "organisation", {}, {"name": "CNRS"}),
    ("organisation", {}, {"name": "CNRS"}, "text", {}, "CNRS"),
    ("text", {}, "Ada", "person", {"email": "required"}, {"name": "Ada"}),
    ("yes_no", {}, True, "statement", {}, True),
]


@pytest.mark.parametrize(("kind", "options", "answer", "new_kind", "new_options", "kept"), KEPT)
def test_what_can_be_kept_is_kept_without_a_word(
    kind: str, options: Any, answer: Any, new_kind: str, new_options: Any, kept: Any
) -> None:
    carried = carry(form(field("it", kind, options=options)), form(field("it", new_kind, options=new_options)), {"it": answer})
    assert (carried.answers, carried.lost) == ({"it": kept}, ())


LOST: list[tuple[str, dict[str, Any], Any, str, dict[str, Any], Any, str, str]] = [
    ("long_text", {}, "One\ntwo", "text", {}, "One two", "converted", "One\ntwo"),
    ("text", {}, "about 4", "number", {}, None, "lost_kind", "about 4"),
    ("text", {}, "soon", "date", {}, None, "lost_kind", "soon"),
    ("yes_no", {}, True, "text", {}, None, "lost_kind", "Yes"),
    ("choices", OFFER, ["a", "b"], "choice", OFFER, None, "lost_kind", "A; B"),
    ("choice", OFFER, "b", "choice", {"choices": choices("a")}, None, "lost_choice", "B"),
    ("choices", OFFER, ["a", "b"], "choices", {"choices": choices("a", "c")}, ["a"], "lost_choice", "B"),
    ("choice", OFFER, "b", "text", {}, "B / B (fr)", "", ""),
    ("organisation", {}, {"name": "CNRS", "ror": "02feahw73"}, "text", {}, "CNRS", "converted", "CNRS (ROR 02feahw73)"),
    (
        "person",
        {"email": "optional"},
        {"name": "Ada", "email": "a@b.org"},
        "person",
        {},
        {"name": "Ada"},
        "converted",
        "Ada; a@b.org",
    ),
    (
        "period",
        {},
        {"from": "2027-09-01", "to": "2027-10-01"},
        "date",
        {},
        "2027-09-01",
        "converted",
        "1\u00a0September 2027 to 1\u00a0October 2027",
    ),
    ("money", {"currencies": ["EUR"]}, "5", "money", {"currencies": ["USD"]}, None, "lost_choice", "EUR\u00a05.00"),
    ("money", {"currencies": ["EUR"]}, "5", "number", {"decimals": 2}, "5", "converted", "EUR\u00a05.00"),
    ("number", {}, "5", "money", {"currencies": ["USD"]}, {"amount": "5.00", "currency": "USD"}, "converted", "5"),
]


@pytest.mark.parametrize(("kind", "options", "answer", "new_kind", "new_options", "kept", "code", "told"), LOST)
def test_what_is_not_kept_whole_is_told(
    kind: str, options: Any, answer: Any, new_kind: str, new_options: Any, kept: Any, code: str, told: str
) -> None:
    carried = carry(form(field("it", kind, options=options)), form(field("it", new_kind, options=new_options)), {"it": answer})
    assert carried.answers == ({} if kept is None else {"it": kept})
    assert [(fault.path, fault.code, fault.facts["answer"]["en"]) for fault in carried.lost] == (
        [("it", code, told)] if code else []
    )


def test_a_removed_question_gives_its_answer_back_in_words() -> None:
    old = form(field("a", "text"), field("sure", "yes_no"), field("b", "text", when={"field": "sure", "equals": True}))
    new = form(field("a", "text"))
    carried = carry(old, new, {"a": "x", "sure": False, "b": "not shown at present"})
    assert carried.answers == {"a": "x"}
    assert [say(fault, "fr") for fault in carried.lost] == [
        "La question «\u202fSure (fr)\u202f» n’est plus posée, et votre réponse ne fait plus partie de ce formulaire\u00a0: Non",
        "La question «\u202fB (fr)\u202f» n’est plus posée, et votre réponse ne fait plus partie de ce formulaire\u00a0: not shown at present",
    ]


def test_answers_that_do_not_show_are_carried_too() -> None:
    old = form(field("sure", "yes_no"), field("b", "text", when={"field": "sure", "equals": True}))
    new = form(field("b", "text"), field("sure", "yes_no"))
    assert carry(old, new, {"sure": False, "b": "x"}).answers == {"b": "x", "sure": False}


def test_a_table_is_carried_cell_by_cell() -> None:
    def costs(*columns: dict[str, Any]) -> Any:
        return form(field("costs", "table", options={"columns": list(columns)}))

    old = costs(field("what", "text"), field("days", "text"), field("gone", "text"))
    new = costs(field("days", "number"), field("what", "long_text"), field("new", "date"))
    carried = carry(
        old, new, {"costs": [{"what": "Flight", "days": "3", "gone": "x"}, {"what": "Room", "days": "few"}, {"gone": "y"}]}
    )
    assert carried.answers == {"costs": [{"what": "Flight", "days": "3"}, {"what": "Room"}]}
    assert [(fault.path, fault.code, fault.facts["answer"]["en"]) for fault in carried.lost] == [
        ("costs[0].gone", "lost_removed", "x"),
        ("costs[1].days", "lost_kind", "few"),
        ("costs[2].gone", "lost_removed", "y"),
    ]


def test_a_label_that_changes_touches_no_answer() -> None:
    old = form(field("it", "number"))
    new = form({**field("it", "number"), "label": {"en": "New", "fr": "Neuf"}})
    assert carry(old, new, {"it": "about 4"}).answers == {"it": "about 4"}
