"""A reviewer's assignments in rows: call by call, each with its state in words, the nearest date first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bartholdi.faces.portal.reviewing import title_of
from bartholdi.office.lib import times
from bartholdi.office.reviews.models import Assignment
from bartholdi.office.reviews.services.reviewing import is_open


def by_call(rows: list[Assignment], *, zone: str, now: datetime) -> list[dict[str, Any]]:
    """What is still to do first; a panel of its own where somebody sits on two of one call."""
    found: dict[int, dict[str, Any]] = {}
    for assignment in rows:
        panel = assignment.seat.panel
        group = found.setdefault(panel.pk, {"call": assignment.application.call, "panel": panel, "waiting": [], "done": []})
        group["waiting" if waits(assignment) else "done"].append(_task(assignment, zone=zone, now=now))
    for group in found.values():
        group["late"] = sum(task["late"] for task in group["waiting"])
        group["said"] = _summary(len(group["waiting"]), len(group["done"]))
    return sorted(found.values(), key=lambda group: not group["waiting"])


def waits(assignment: Assignment) -> bool:
    review = getattr(assignment, "review", None)
    return is_open(assignment) and (review is None or review.state != "submitted")


def _summary(waiting: int, done: int) -> str:
    to_do = ngettext("%(number)s to review", "%(number)s to review", waiting) % {"number": waiting}
    return " · ".join([to_do, ngettext("%(number)s submitted", "%(number)s submitted", done) % {"number": done}])


def _task(assignment: Assignment, *, zone: str, now: datetime) -> dict[str, Any]:
    application, late = assignment.application, assignment.is_late(now) and waits(assignment)
    state, tone = _state(assignment)
    title = title_of(application)
    due = assignment.due_at
    until = (
        _("Until %(when)s") % {"when": times.instant_for(due, application.call.zone, zone)} if due and waits(assignment) else ""
    )
    return {
        "title": f"{application.reference} – {title}" if title else application.reference,
        "url": reverse("portal:review", args=[assignment.pk]),
        "hint": until,
        "state": _("Late – %(state)s") % {"state": state} if late else state,
        "tone": "bad" if late else tone,
        "late": late,
    }


def _state(assignment: Assignment) -> tuple[str, str]:
    review = getattr(assignment, "review", None)
    if review is None:
        return (_("New"), "attention") if is_open(assignment) else (_("Not reviewed"), "neutral")
    if review.state == "submitted":
        return (_("Abstained"), "neutral") if review.abstains else (_("Submitted"), "good")
    return (_("Returned for changes"), "attention") if review.state == "returned" else (_("Begun"), "waiting")
