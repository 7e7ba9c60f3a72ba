"""Draws the pairs of the board: who reviews, with state, fit and load, and in a few words why. In Python, because a page has hundreds."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bartholdi.faces.ui.templatetags.ui import tag
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Assignment
from bartholdi.office.reviews.workflow import AssignmentState, ReviewState

TONES = {
    AssignmentState.PROPOSED: "neutral",
    AssignmentState.INVITED: "waiting",
    AssignmentState.ACCEPTED: "info",
    AssignmentState.DECLINED: "bad",
    AssignmentState.RECUSED: "bad",
    AssignmentState.WITHDRAWN: "neutral",
}
WORDS = 4  # of those that both use


def pairs(application: Any) -> SafeString | str:
    if not application.held:
        return ""
    drawn = format_html_join("", "<li>{}</li>", ((pair(each),) for each in application.held))
    return format_html('<ul class="pairs" role="list">{}</ul>', drawn)


def pair(assignment: Any) -> SafeString:
    """The numbers after the name: what a reviewer has of what they take on."""
    load = f"{assignment.load}/{assignment.seat.reviews_at_most}"
    words = ", ".join(assignment.why.get("words", [])[:WORDS])
    return format_html(
        '<a href="{}">{}</a> {} <span class="pair-facts">{} · {}</span>{}',
        reverse("desk:assignment", args=[assignment.pk]),
        assignment.seat.reviewer.person.name,
        state(assignment),
        fit(assignment),
        format_html("<span{}>{}</span>", SafeString(' class="is-over"') if is_over(assignment) else "", load),
        format_html('<span class="pair-why">{}</span>', words) if words else "",
    )


def is_over(assignment: Any) -> bool:
    return bool(assignment.load > assignment.seat.reviews_at_most)


def state(assignment: Assignment) -> SafeString:
    """Late and in are not states of an assignment; they are what one looks for."""
    review = getattr(assignment, "review", None)
    if review is not None and review.state == ReviewState.SUBMITTED:
        return SafeString(tag(gettext("Review in"), "good"))
    if assignment.is_late(timezone.now()):
        return SafeString(tag(gettext("Late"), "attention"))
    return SafeString(tag(assignment.get_state_display(), TONES[AssignmentState(assignment.state)]))


def fit(assignment: Assignment) -> SafeString | str:
    if assignment.fit is None:
        return gettext("fit not known")
    said = gettext("fit %(fit)s") % {"fit": round(assignment.fit * 100)}
    return format_html('<span class="is-low">{}</span>', said) if assignment.fit < board.LOW else said


def coverage(application: Any) -> SafeString | str:
    """How many review it, of how many that are wanted."""
    said = gettext("%(had)s of %(wanted)s") % {"had": application.had, "wanted": application.wanted}
    return SafeString(tag(said, "attention")) if application.short else said
