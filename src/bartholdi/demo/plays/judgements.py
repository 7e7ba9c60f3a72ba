"""What a reviewer writes: marks as the application deserves and as this reviewer marks, and reasons in the words of its discipline."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from bartholdi.demo.themes import Subject
from bartholdi.office.applications.models import Application
from bartholdi.office.reviews import scoring
from bartholdi.office.reviews.models import Assignment, Seat

BEST = 0.97  # what the first of a call deserves: somebody as whom one can sign in, and see what comes after


def judgement(assignment: Assignment, theme: Subject, language: str) -> dict[str, Any]:
    """Answers to the call's form for reviews."""
    edition = assignment.application.call.review_edition
    assert edition is not None  # noqa: S101  every blueprint has a form for reviews
    who = assignment.seat.reviewer.person.name
    dice = Random(f"{assignment.application.reference} {who}")  # noqa: S311  the same reviews each time
    worth = _worth(assignment.application) + _taste(assignment) + _hand(assignment.seat)
    given: dict[str, Any] = {}
    for each in scoring.criteria(edition.parsed()):
        step = each.field.options.get("step", 1)
        share = min(max(worth + dice.gauss(0, 0.12), 0), 1)
        steps = round(share * float(each.high - each.low) / float(step))
        given[each.field.key] = str(each.low + steps * step)
    said = _said(theme, language, dice)
    return given | {field.key: said[field.key] for field in edition.parsed().fields() if field.key in said}


def _said(theme: Subject, language: str, dice: Random) -> dict[str, str]:
    """Two reasons for and two against, each about another point."""
    found = {}
    for question, sentences in _sentences()[language].items():
        several = dice.sample(sentences, 1 if question == "for_the_applicant" else 2)
        found[question] = " ".join(each.format(**theme.words(language, dice)) for each in several)
    return found


def _worth(application: Application) -> float:
    """How good it is, if one knew."""
    return BEST if application.serial == 1 else Random(application.reference).betavariate(4, 3)  # noqa: S311  the same each time


def _taste(assignment: Assignment) -> float:
    """What the panel of one side likes better than that of the other: all know the best, and about the rest they differ."""
    side, application = assignment.seat.panel.side, assignment.application
    if side is None or application.serial == 1:
        return 0
    return Random(f"{side.country} {application.reference}").gauss(0, 0.15)  # noqa: S311  the same each time


def _hand(seat: Seat) -> float:
    """How much kinder than others this reviewer marks."""
    return Random(seat.reviewer.person.name).gauss(0, 0.08)  # noqa: S311  the same each time


@cache
def _sentences() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("bartholdi.demo") / "content" / "reviews.toml").read_text(encoding="utf-8"))
