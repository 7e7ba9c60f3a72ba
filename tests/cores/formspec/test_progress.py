"""A task list: what is not started, in progress, completed, or cannot start yet."""

from typing import Any

import pytest

from bartholdi.cores.formspec import Progress, blank, check, parse, progress
from tests.cores.formspec.forms import ANSWERS, PARTNERSHIP, field, said

TRAVEL = parse(
    {
        "format": 1,
        "sections": [
            {"key": "first", "title": said("First"), "fields": [field("abroad", "yes_no", required=True), field("note", "text")]},
            {"key": "stay", "title": said("Stay"), "when": {"field": "abroad", "equals": True}, "fields": [field("start", "date", required=True)]},
            {"key": "visa", "title": said("Visa"), "when": {"field": "start", "answered": True}, "fields": [field("visa", "text")]},
            {"key": "words", "title": said("Words"), "fields": [field("hello", "information")]},
        ],
    }
)  # fmt: skip


def states(answers: Any) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.key, each.state, each.missing, each.waits_for) for each in progress(TRAVEL, answers)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (
            {},
            [
                ("first", "not_started", ("abroad",), ()),
                ("stay", "cannot_start", (), ("abroad",)),
                ("visa", "cannot_start", (), ("start",)),
                ("words", "completed", (), ()),
            ],
        ),
        ({"note": "x"}, [("first", "in_progress", ("abroad",), ()), ("stay", "cannot_start", (), ("abroad",)), ("visa", "cannot_start", (), ("start",)), ("words", "completed", (), ())]),
        ({"abroad": False}, [("first", "completed", (), ()), ("words", "completed", (), ())]),
        ({"abroad": True}, [("first", "completed", (), ()), ("stay", "not_started", ("start",), ()), ("visa", "cannot_start", (), ("start",)), ("words", "completed", (), ())]),
        ({"abroad": True, "start": "soon"}, [("first", "completed", (), ()), ("stay", "in_progress", (), ()), ("visa", "not_started", (), ()), ("words", "completed", (), ())]),
        (None, [("first", "not_started", ("abroad",), ()), ("stay", "cannot_start", (), ("abroad",)), ("visa", "cannot_start", (), ("start",)), ("words", "completed", (), ())]),
    ],
)  # fmt: skip
def test_each_page_has_its_state(answers: Any, expected: Any) -> None:
    assert states(answers) == expected


def test_a_full_application_is_complete() -> None:
    spec = parse(PARTNERSHIP)
    assert check(spec, ANSWERS, final=True).faults == ()
    assert progress(spec, ANSWERS) == [Progress(section.key, "completed") for section in spec.sections]


def test_a_blank_form_names_every_question() -> None:
    assert blank(TRAVEL) == {"abroad": None, "note": None, "start": None, "visa": None}
    assert check(TRAVEL, blank(TRAVEL)) == check(TRAVEL, {})
