"""The page of a meeting, the same for the desk and the portal: what it shows, what its buttons do, and how it knows that something is new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.forms import Form
from bartholdi.office.accounts.models import User
from bartholdi.office.accounts.roles import CASE_READERS, reads_cases
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews import meeting_queries as queries
from bartholdi.office.reviews.models import Ballot, Meeting, MeetingItem, Minutes
from bartholdi.office.reviews.permissions import MEETING_POLICY
from bartholdi.office.reviews.services import discussion, meetings
from bartholdi.office.reviews.workflow import ItemState, MeetingState

SALT = "bartholdi.meeting"
HOURS = 12 * 3600
OUTCOMES = [choice for choice in MeetingItem.Outcome.choices if choice[0] != "undecided"]
TONES = {"waiting": "neutral", "open": "attention", "decided": "good", "postponed": "waiting"}


class DecisionForm(Form):
    outcome = forms.ChoiceField(label=_("Decision"), choices=OUTCOMES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("It stands in the minutes.")
    )


@dataclass(frozen=True)
class Waiting:
    """Who waits for news, as a signed address says it: no session and no account is read for it."""

    pk: int
    roles: frozenset[str]


def find(request: HttpRequest, pk: int) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).filter(call__rehearsal_of=None)
    return get_object_or_404(rows.select_related("call", "panel").defer("call__search_text", "call__rules"), pk=pk)


def context(request: HttpRequest, meeting: Meeting, form: DecisionForm | None = None) -> dict[str, Any]:
    user, now = cast(User, request.user), timezone.now()
    items = list(queries.agenda(meeting, user))
    current = next((item for item in items if item.state == ItemState.OPEN), None)
    can = MEETING_POLICY.actions(user, meeting)
    seats = list(queries.members(meeting))
    own = next((seat for seat in seats if seat.reviewer.person.account_id == user.pk), None)
    left_over = form if form is not None and request.POST.get("item") != str(current.pk if current else "") else None
    if form is None or left_over is not None:
        form = DecisionForm()
        rescue.kept(request, form)
    return {
        "left_over": left_over,
        "meeting": meeting,
        "call": meeting.call,
        "rows": [(item, TONES[item.state]) for item in items],
        "current": current,
        "away": current is None and queries.is_away(meeting, user),
        "seconds": current.seconds(now) if current else 0,
        "gone": current.seconds(now) // 60 if current else 0,
        "limit": meeting.minutes_each * 60,
        "ballots": queries.counted(current) if current else [],
        "absences": [str(each) for each in current.absences.select_related("seat__reviewer__person")] if current else [],
        "own": own,
        "own_ballot": current.ballots.filter(seat=own).values_list("choice", flat=True).first() if current and own else None,
        "choices": Ballot.Choice.choices,
        "seats": seats,
        "leads": "close_meeting" in can,
        "form": form,
        "minutes": Minutes.objects.filter(meeting=meeting).first()
        if reads_cases(user) and queries.sees_all(meeting, user)
        else None,
        "reasons": meeting.state != MeetingState.CLOSED or reads_cases(user) or queries.may_read_reasons(meeting, user),
        **news(meeting, user),
    }


def news(meeting: Meeting, user: User) -> dict[str, str]:
    """Where a page asks each second, and what it knows already."""
    key = signing.dumps([meeting.pk, user.pk, reads_cases(user)], salt=SALT)
    return {"news_key": key, "news_tag": tag(queries.standing(meeting.pk, user))}


def tag(standing: object) -> str:
    return f'"{hashlib.sha256(repr(standing).encode()).hexdigest()[:20]}"'


def poll(request: HttpRequest, key: str) -> HttpResponse:
    """304 while nothing is new; one query, no word of what it is about."""
    try:
        pk, user, reads = signing.loads(key, salt=SALT, max_age=HOURS)
    except signing.BadSignature as error:
        raise Http404 from error
    now = tag(queries.standing(pk, Waiting(user, CASE_READERS if reads else frozenset())))
    answer = HttpResponse(status=304 if request.headers.get("If-None-Match") == now else 204)
    answer["ETag"], answer["Cache-Control"] = now, "private, no-cache"
    return answer


def act(request: HttpRequest, meeting: Meeting) -> DecisionForm | None:
    """Does what the button says. The form comes back where it was refused: what was typed is in it."""
    name = request.POST.get("act", "")
    if name not in ACTS:
        raise Http404
    form = DecisionForm(request.POST) if name == "decide" else None
    if form is not None and not form.is_valid():
        return form
    try:
        ACTS[name](request, meeting, form)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return form
    return None


def _item(request: HttpRequest, meeting: Meeting) -> MeetingItem:
    given = request.POST.get("item", "")
    rows = MeetingItem.objects.visible_to(request.user).filter(meeting=meeting).select_related("meeting", "application")
    return get_object_or_404(rows, pk=int(given) if given.isascii() and given.isdecimal() and len(given) < 18 else 0)


def _start(request: HttpRequest, meeting: Meeting, _form: Any) -> None:
    meetings.start_meeting(meeting, by=cast(User, request.user))


def _end(request: HttpRequest, meeting: Meeting, _form: Any) -> None:
    meetings.close_meeting(meeting, by=cast(User, request.user))
    messages.success(request, gettext("The meeting is closed. Its minutes are written."))


def _open(request: HttpRequest, meeting: Meeting, _form: Any) -> None:
    discussion.open_item(_item(request, meeting), by=cast(User, request.user))


def _close(request: HttpRequest, meeting: Meeting, _form: Any) -> None:
    discussion.close_item(_item(request, meeting), by=cast(User, request.user))


def _decide(request: HttpRequest, meeting: Meeting, form: DecisionForm) -> None:
    discussion.decide_item(_item(request, meeting), **form.cleaned_data, by=cast(User, request.user))


def _vote(request: HttpRequest, meeting: Meeting, _form: Any) -> None:
    discussion.vote(_item(request, meeting), request.POST.get("choice", ""), by=cast(User, request.user))


def _here(request: HttpRequest, meeting: Meeting, _form: Any) -> None:
    given = request.POST.get("seat", "")
    seat = get_object_or_404(meeting.seats().select_related("reviewer__person"), pk=int(given) if given.isdecimal() else 0)
    meetings.note_presence(meeting, seat, present=request.POST.get("present") == "yes", by=cast(User, request.user))


ACTS: dict[str, Callable[[HttpRequest, Meeting, Any], None]] = {
    "start": _start,
    "end": _end,
    "open": _open,
    "close": _close,
    "decide": _decide,
    "vote": _vote,
    "here": _here,
}
