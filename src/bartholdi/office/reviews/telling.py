"""What a proposal says of itself, in sentences; of applications that a reader may not see nothing is said."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Proposal, Seat

FAULTS = {
    "changed": _("The board was changed while the proposal was computed. Nothing was replaced: propose again."),
    "broken": _(
        "The computation ended with a fault. The board is as it was: propose again, and tell your administrator if it returns."
    ),
}
STEPS = {
    "reading": _("Reading what applicants and reviewers wrote"),
    "assigning": _("Assigning, panel by panel"),
}
MOST = 12  # sentences on one panel


def step(proposal: Proposal) -> str:
    return str(STEPS.get(proposal.what, _("Waiting for its turn")))


def fault(proposal: Proposal) -> str:
    return str(FAULTS.get(proposal.fault, "")) if proposal.fault else ""


def lacking(proposal: Proposal, user: Any) -> list[tuple[Panel, list[str]]]:
    """Of each panel that could not be filled, what must give way, and by how much."""
    found = [row for row in proposal.found.get("panels", ()) if row["unfilled"] or row["lacks"]]
    if not found:
        return []
    panels = Panel.objects.in_bulk([row["panel"] for row in found])
    seats = Seat.objects.select_related("reviewer__person").in_bulk(
        [each[3] for row in found for each in row["lacks"] if each[3]]
    )
    named = [each[2] for row in found for each in row["lacks"] if each[2]]
    seen = dict(Application.objects.visible_to(user).filter(pk__in=named).order_by().values_list("pk", "reference"))
    return [(panels[row["panel"]], _sentences(row, seats, seen)) for row in found if row["panel"] in panels]


def _sentences(row: dict[str, Any], seats: dict[int, Seat], seen: dict[int, str]) -> list[str]:
    said = [_in_all(row)]
    each = [one for one in (_one(*rule, seats=seats, seen=seen) for rule in row["lacks"]) if one]
    said += each[:MOST]
    if len(each) > MOST:
        said.append(ngettext("And %(number)s more.", "And %(number)s more.", len(each) - MOST) % {"number": len(each) - MOST})
    return said


def _in_all(row: dict[str, Any]) -> str:
    numbers = {"needed": row["needed"], "room": row["room"], "short": row["needed"] - row["room"], "members": row["members"]}
    if not row["members"]:
        return gettext("No member has accepted: its %(needed)s reviews are given to nobody. Invite members.") % numbers
    if row["needed"] > row["room"]:
        sentence = gettext(
            "%(needed)s reviews are needed, and its members (%(members)s) take on %(room)s: %(short)s too few. "
            "Invite more members, or let some take on more:"
        )
        return sentence % numbers
    return gettext("Its members could do all %(needed)s reviews, but conflicts and languages stand in the way:") % numbers


def _one(rule: str, by: int, application: int | None, seat: int | None, *, seats: dict[int, Seat], seen: dict[int, str]) -> str:
    if rule == "high" and seat in seats:
        sentence = ngettext(
            "%(name)s would have to take on %(by)s review more.", "%(name)s would have to take on %(by)s reviews more.", by
        )
        return sentence % {"name": seats[seat].reviewer, "by": by}
    if rule == "demand" and application in seen:
        sentence = ngettext(
            "%(reference)s lacks %(by)s reviewer: nobody else may review it and reads its language.",
            "%(reference)s lacks %(by)s reviewers: nobody else may review it and reads its language.",
            by,
        )
        return sentence % {"reference": seen[application], "by": by}
    return ""
