"""What a page of questions shows: what hangs on what, buttons without JavaScript, faults in words, and the answers for reading."""

import json
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from bartholdi.cores.formspec import Spec, check, parse
from bartholdi.faces.ui.questions import Pressed, draw, pressed, read

TWO = [{"value": value, "label": {"en": value, "fr": value}} for value in "ab"]
CV = {"name": "cv.pdf", "size": 5, "digest": "ab" * 32, "media_type": "application/pdf", "pages": 1}


def field(key: str, kind: str = "text", label: str = "", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": {"en": label or key, "fr": label or key}, **more}


def spec(*pages: list[dict[str, Any]], **more: Any) -> Spec:
    """The pages p0, p1, …; `more` is said of the last."""
    sections: list[dict[str, Any]] = [
        {"key": f"p{place}", "title": {"en": "Page", "fr": "Page"}, "fields": fields} for place, fields in enumerate(pages)
    ]
    sections[-1] |= more
    return parse({"format": 1, "sections": sections})


BUDGET = spec([field("budget", "table", options={"columns": [field("what")], "max_rows": 3})])


def test_a_question_hangs_on_its_page_and_what_earlier_pages_say_is_settled() -> None:
    both = {"all": [{"field": "early", "equals": "a"}, {"field": "here", "equals": True}]}
    made = spec(
        [field("early", "choice", options={"choices": TWO})], [field("here", "yes_no"), field("hangs", when=both, required=True)]
    )
    left = {"how": "all", "parts": [{"field": "here", "operator": "equals", "value": True}]}
    shown = {}
    for answer in ("a", "b"):
        question = draw(made, "p1", {"early": answer}, language="en").questions[-1]
        shown[answer] = (question.hidden, json.loads(question.when or "null"))
    assert shown == {"a": (True, left), "b": (True, None)}


def test_nothing_on_a_page_brings_back_a_page_that_is_not_asked() -> None:
    fields = [field("one", "yes_no"), field("two", when={"field": "one", "answered": False})]
    made = spec([field("early", "yes_no")], fields, when={"field": "early", "equals": True})
    drawn = draw(made, "p1", {}, language="en")
    assert [(one.hidden, one.when) for one in drawn.questions] == [(True, ""), (True, "")]
    assert drawn.shown == frozenset()


@pytest.mark.parametrize(
    ("sent", "button", "kept"),
    [
        ("add_row:budget=1", Pressed("add_row", "budget", "1"), ["flight", "hotel"]),
        ("remove_row:budget=0", Pressed("remove_row", "budget", "0"), ["hotel"]),
        ("remove_row:Budget=0", None, ["flight", "hotel"]),
        ("", None, ["flight", "hotel"]),
    ],
)
def test_rows_come_and_go_by_buttons(sent: str, button: Pressed | None, kept: list[str]) -> None:
    post = QueryDict(f"q-budget=&q-budget.0.what=flight&q-budget.1.what=hotel&{sent}")
    assert pressed(post) == button
    assert read(BUDGET, "p0", post, before={}) == {"budget": [{"what": what} for what in kept]}


@pytest.mark.parametrize(("rows", "adding", "count"), [(0, False, 1), (2, False, 2), (2, True, 3), (3, True, 3)])
def test_one_more_row_is_drawn_while_there_may_be_one(rows: int, adding: bool, count: int) -> None:
    answers = {"budget": [{"what": "hotel"}] * rows}
    table = draw(BUDGET, "p0", answers, language="en", adding={"budget"} if adding else ()).questions[0].table
    assert table is not None
    assert (len(table.rows), table.full) == (count, count == 3)


def test_a_file_stays_until_its_button_is_pressed() -> None:
    made = spec([field("cv", "file"), field("other", "files")])
    before = {"cv": CV, "other": [CV, {**CV, "digest": "cd" * 32}]}
    assert read(made, "p0", QueryDict("q-cv=&q-other="), before=before) == before
    post = QueryDict(f"remove_file:cv={CV['digest']}&remove_file:other={CV['digest']}")
    assert read(made, "p0", post, before=before) == {"cv": None, "other": [{**CV, "digest": "cd" * 32}]}


def test_a_fault_leads_from_the_summary_to_its_control() -> None:
    made = spec(
        [
            field("truth", "statement", "All is true.", required=True),
            field("title", label="Title", required=True),
            field("budget", "table", "Budget", options={"columns": [field("days", "number", "Days")]}),
        ]
    )
    answers = {"budget": [{"days": "1"}, {"days": "two"}]}
    page = draw(made, "p0", answers, language="en", faults=check(made, answers, final=True).faults)
    assert [(fault.text, fault.target) for fault in page.faults] == [
        ("All is true. Tick the box if you accept; without it you cannot go on.", "q-truth"),
        ("Title: Write your answer here.", "q-title"),
        ("Budget, row 2, Days: “two” is not a number. Write figures only, such as 1234.50.", "q-budget-1-days"),
    ]
    assert [one.faulty for one in page.questions] == [True, True, True]


def test_what_is_only_read_has_no_control_and_no_hidden_question() -> None:
    made = spec([field("asked", "yes_no"), field("more", when={"field": "asked", "equals": True}), field("cost", "number")])
    page = draw(made, "p0", {"asked": False, "more": "unseen", "cost": "1234.5"}, language="fr", readonly=True)
    html = render_to_string("ui/questions/page.html", {"page": page})
    assert [(one.key, one.lines) for one in page.questions] == [("asked", ["Non"]), ("cost", ["1\u202f234,5"])]
    assert [tag for tag in ("<input", "<select", "<textarea", "<button") if tag in html] == []


def test_who_designs_sees_every_question_and_who_saves_sees_versions() -> None:
    made = spec([field("asked", "yes_no"), field("more", when={"field": "asked", "equals": True})])
    page = draw(made, "p0", {}, language="en", everything=True, stamps={"more": 7})
    assert [(one.hidden, one.when, one.version) for one in page.questions] == [(False, "", ""), (False, "", "7")]
    with pytest.raises(KeyError):
        draw(made, "p9", {}, language="en")
