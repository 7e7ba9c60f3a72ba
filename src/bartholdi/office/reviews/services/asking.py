"""Asks for reviews: everything proposed, one letter to each reviewer; each in a transaction of its own, so that what was interrupted goes on."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.permissions import POLICY as APPLICATION_POLICY
from bartholdi.office.applications.workflow import WORKFLOW as APPLICATION_WORKFLOW
from bartholdi.office.applications.workflow import State
from bartholdi.office.journal.acts import act, key
from bartholdi.office.lib import jobs, times
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import services as notices
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Assignment, Seat
from bartholdi.office.reviews.permissions import ASSIGNMENT_POLICY, BOARD_POLICY
from bartholdi.office.reviews.services.arriving import admit, attach_account
from bartholdi.office.reviews.workflow import ASSIGNMENT_WORKFLOW, AssignmentState

# By its path: a task stands above the services that wake it.
GO_ON = "bartholdi.office.reviews.tasks.go_on_asking"


def ask(where: Call | Panel, *, by: User, due_at: datetime | None = None, seconds: float | None = None) -> list[str]:
    """All that is proposed and this officer may see; says in sentences who could not be asked.

    `seconds`: what is not done by then is left to the worker, under the same name.
    """
    BOARD_POLICY.require(by, "propose_assignments", None)
    began, faults = time.monotonic(), []
    for seat in Seat.objects.filter(pk__in=proposed(where, by).values("seat")).order_by("pk"):
        if seconds is not None and time.monotonic() - began > seconds:
            leave_to_worker(where, by=by, due_at=due_at)
            break
        try:
            ask_one(seat, by=by, due_at=due_at)
        except Refused as refusal:
            faults.append(str(refusal))
    return faults


def leave_to_worker(where: Call | Panel, *, by: User, due_at: datetime | None) -> None:
    which = "panel" if isinstance(where, Panel) else "call"
    due = due_at.isoformat() if due_at else ""
    jobs.soon(GO_ON, which=which, pk=where.pk, by=by.pk, due=due)


def proposed(where: Call | Panel, user: User) -> QuerySet[Assignment]:
    rows = Assignment.objects.visible_to(user).filter(state=AssignmentState.PROPOSED, seat__state=board.MEMBER)
    rows = rows.filter(application__state__in=board.JUDGED).order_by()
    return rows.filter(seat__panel=where) if isinstance(where, Panel) else rows.of_call(where)


@transaction.atomic
def ask_one(seat: Seat, *, by: User, due_at: datetime | None = None) -> int:
    """One member, of all that is proposed to them. Says how many."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("panel__call", "reviewer__person").get(pk=seat.pk)
    waiting = Assignment.objects.visible_to(by).filter(
        seat=seat, state=AssignmentState.PROPOSED, application__state__in=board.JUDGED
    )
    rows = list(waiting.select_related("application__call").order_by("application__reference", "pk"))
    if not rows:
        return 0
    person = seat.reviewer.person
    address = person.addresses.order_by("pk").values_list("address", flat=True).first() or getattr(person.account, "email", "")
    if not address:
        raise Refused(gettext("%(name)s was not asked: there is no e-mail address yet.") % {"name": seat.reviewer})
    attach_account(person)
    for assignment in rows:
        assignment.seat = seat
        with act("reviews.ask_for_review", assignment, by=by, policy=ASSIGNMENT_POLICY, workflow=ASSIGNMENT_WORKFLOW):
            assignment.asked_at, assignment.due_at = timezone.now(), due_at or assignment.due_at
        _start_review(assignment.application, by=by)
        admit(assignment, by=str(by))
    _write(seat, address, len(rows), due_at, by=by)
    return len(rows)


def _start_review(application: Application, *, by: User) -> None:
    if application.state == State.SUBMITTED:
        with act("applications.start_review", application, by=by, policy=APPLICATION_POLICY, workflow=APPLICATION_WORKFLOW):
            pass


def _write(seat: Seat, address: str, number: int, due_at: datetime | None, *, by: User) -> None:
    person, call = seat.reviewer.person, seat.panel.call
    account_language = person.account.language if person.account else ""
    spoken = [*person.languages.split(), account_language]
    language = next((each for each in spoken if each in LANGUAGES), "en")
    with translation.override(language):
        context = {
            "name": person.name,
            "call": call.title,
            "panel": seat.panel.name,
            "reviews": number,
            "until": times.instant_for(due_at, call.zone, call.zone) if due_at else "",
            "link_path": reverse("portal:reviewing"),
        }
    notices.queue(
        "reviews.reviews_asked",
        to=address,
        label=person.name,
        language=language,
        context=context,
        by=by,
        cause=key(seat),
        reply_to=by.email,
    )
