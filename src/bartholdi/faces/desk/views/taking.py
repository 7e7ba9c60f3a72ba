"""What a panel decided in its meeting, beside what stands: read first, then taken over as drafts in one act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import meetings as page
from bartholdi.office.decisions.permissions import JOINT_POLICY
from bartholdi.office.decisions.services import taking
from bartholdi.office.reviews.workflow import MeetingState

FATES = {
    "new": (pgettext_lazy("taking over", "New draft"), "good"),
    "changed": (pgettext_lazy("taking over", "Draft changes"), "attention"),
    "same": (pgettext_lazy("taking over", "Stands already"), "neutral"),
    "undecided": (pgettext_lazy("taking over", "Not decided: nothing is written"), "waiting"),
    "gone": (pgettext_lazy("taking over", "Not in review: nothing is written"), "neutral"),
    "settled": (pgettext_lazy("taking over", "Went further: stays as it is"), "neutral"),
}
TONES = {"fund": "good", "reserve": "waiting", "decline": "neutral", "undecided": "neutral"}


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    meeting, user = page.find(request, pk), whoever(request)
    found = taking.lines(meeting, user=user)
    context = {
        "meeting": meeting,
        "call": meeting.call,
        "side": meeting.panel.side if meeting.panel else None,
        "rows": [(each, *FATES[each.fate], TONES[each.item.outcome]) for each in found],
        "writes": sum(each.fate in taking.WRITES for each in found),
        "seen": taking.digest(found),
        "can": meeting.state == MeetingState.CLOSED and JOINT_POLICY.allows(user, "take_over", meeting),
    }
    return render(request, "desk/decisions_taken.html", context)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = page.find(request, pk)
    written = taking.take_over(meeting, seen=request.POST.get("seen", ""), by=whoever(request))
    said = ngettext("%(count)s decision is written down as a draft.", "%(count)s decisions are written down as drafts.", written)
    messages.success(request, said % {"count": written})
    return (
        redirect("desk:call-decisions", meeting.call_id)
        if taking.side_of(meeting) is None
        else redirect("desk:joint", meeting.call.slug)
    )
