"""Seats on a panel: proposed, checked for conflicts, offered by a link, accepted or declined without an account."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.queries import LEADS
from bartholdi.office.journal.acts import act, key
from bartholdi.office.lib import times
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import services as notices
from bartholdi.office.programmes.models import Panel
from bartholdi.office.programmes.own_words import own_words
from bartholdi.office.reviews import evidence, queries
from bartholdi.office.reviews.evidence import Found
from bartholdi.office.reviews.models import Holder, Reason, Reviewer, Seat
from bartholdi.office.reviews.models.seat import ANSWER_WITHIN
from bartholdi.office.reviews.permissions import SEAT_POLICY
from bartholdi.office.reviews.services import conflicts
from bartholdi.office.reviews.services.arriving import attach_account
from bartholdi.office.reviews.services.ending import withdraw_open
from bartholdi.office.reviews.workflow import SEAT_WORKFLOW, SeatState


@dataclass(frozen=True)
class Check:
    """What one must know before asking somebody: `found` by application, and whether they apply to the call themselves."""

    found: tuple[Found, ...]
    applications: int
    applies: bool

    @property
    def kept_from(self) -> int:
        return len({each.application for each in self.found})


def check(panel: Panel, reviewer: Reviewer, *, user: User) -> Check:
    """Against what was handed in to the call and this officer may see; nothing is written. `search` looks at all of it."""
    handed = Application.objects.visible_to(user).filter(call=panel.call_id).handed_in()
    judges, parties = queries.marks_of_reviewers([reviewer], today=timezone.localdate()), queries.marks_of_parties(handed)
    found = evidence.find(judges, parties)
    if queries.hears_objections(user, panel.call_id, about=reviewer):
        found += evidence.named(judges, queries.marks_of_objections(handed))
    leads = {each.application for each in parties if each.role in LEADS}
    applies = any(each.reason == Reason.SAME_PERSON and each.application in leads for each in found)
    return Check(tuple(found), handed.count(), applies)


@transaction.atomic
def propose_seat(panel: Panel, reviewer: Reviewer, *, by: User, capacity: int | None = None, chairs: bool = False) -> Seat:
    """Nothing is sent. Who applies to the call cannot judge it."""
    SEAT_POLICY.require(by, "propose_seat", None)
    if not reviewer.available:
        raise Refused(gettext("Nobody was proposed: %(name)s cannot be asked at present.") % {"name": reviewer})
    if check(panel, reviewer, user=by).applies:
        raise Refused(gettext("Nobody was proposed: %(name)s applies to this call.") % {"name": reviewer})
    seat = Seat(panel=panel, reviewer=reviewer, capacity=capacity, chairs=chairs)
    with act("reviews.propose_seat", seat, by=by, policy=SEAT_POLICY):
        pass
    return seat


@transaction.atomic
def offer_seat(seat: Seat, *, by: User) -> Seat:
    """What speaks against it is looked for first and kept; then the letter leaves, with a new link each time."""
    SEAT_POLICY.require(by, "offer_seat", seat)
    address = seat.reviewer.person.addresses.order_by("pk").values_list("address", flat=True).first()
    if address is None:
        raise Refused(gettext("Nothing was sent: %(name)s has no e-mail address yet.") % {"name": seat.reviewer})
    attach_account(seat.reviewer.person)
    conflicts.search(seat.panel.call, by=by, reviewers=[seat.reviewer])
    token = secrets.token_urlsafe(32)
    with act("reviews.offer_seat", seat, by=by, policy=SEAT_POLICY, workflow=SEAT_WORKFLOW):
        seat.asked_at, seat.token_digest = timezone.now(), digest_of(token)
    _write(seat, address, token, by=by)
    return seat


def accept_seat(seat: Seat, *, by: Holder | User, capacity: int | None = None) -> None:
    with act("reviews.accept_seat", seat, by=by, policy=SEAT_POLICY, workflow=SEAT_WORKFLOW):
        seat.answered_at = timezone.now()
        seat.capacity = capacity or seat.capacity


def decline_seat(seat: Seat, *, by: Holder | User, reason: str = "") -> None:
    with act("reviews.decline_seat", seat, by=by, policy=SEAT_POLICY, workflow=SEAT_WORKFLOW):
        seat.answered_at, seat.reason = timezone.now(), clean_text(reason)


def withdraw_seat(seat: Seat, *, by: User) -> None:
    with act("reviews.withdraw_seat", seat, by=by, policy=SEAT_POLICY, workflow=SEAT_WORKFLOW):
        seat.token_digest = ""


@transaction.atomic
def leave_panel(seat: Seat, *, by: User, reason: str = "") -> int:
    """What they had not reviewed yet is given back; the board says what to repair. Says how many."""
    with act("reviews.leave_panel", seat, by=by, policy=SEAT_POLICY, workflow=SEAT_WORKFLOW) as running:
        seat.answered_at, seat.reason = timezone.now(), clean_text(reason)
        given_back = withdraw_open(seat, by=by)
        if given_back:
            running.note(given_back=given_back)
    return given_back


def seat_of(token: str) -> Seat | None:
    """What a link opens: also after the answer, to read what one said."""
    rows = Seat.objects.select_related("reviewer__person", "panel__call__programme", "panel__side")
    return rows.filter(token_digest=digest_of(token)).first() if token else None


def digest_of(token: str) -> str:
    """All that is kept of a link; never what the key of a draft or of a nomination gives."""
    return hashlib.sha256(f"seat:{token}".encode()).hexdigest() if token else ""


def is_open(seat: Seat) -> bool:
    return seat.state == SeatState.INVITED


def answer_until(seat: Seat) -> datetime | None:
    return seat.asked_at + ANSWER_WITHIN if seat.asked_at else None


def _write(seat: Seat, address: str, token: str, *, by: User) -> None:
    person, call = seat.reviewer.person, seat.panel.call
    language = next((each for each in person.languages.split() if each in LANGUAGES), "en")
    until = answer_until(seat)
    with translation.override(language):
        context = {
            **own_words(call, "seat_offered"),
            "name": person.name,
            "call": call.title,
            "panel": seat.panel.name,
            "reviews": seat.reviews_at_most,
            "until": times.instant_for(until, call.zone, call.zone) if until else "",
            "link_path": reverse("seat", args=[token]),
        }
    notices.queue(
        "reviews.seat_offered",
        to=address,
        label=person.name,
        language=language,
        context=context,
        by=by,
        cause=key(seat),
        reply_to=by.email,
    )
