"""Lets all letters of one announcement leave in one act: asked once, then done one by one; what was interrupted goes on."""

from __future__ import annotations

import time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone, translation
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions import wording
from bartholdi.office.decisions.models import Announcement
from bartholdi.office.decisions.permissions import ANNOUNCEMENT_POLICY
from bartholdi.office.journal.acts import act
from bartholdi.office.lib import jobs
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import services as notices
from bartholdi.office.notices.models import Notice
from bartholdi.office.notices.workflow import State

# By its path: a task stands above the services that wake it.
GO_ON = "bartholdi.office.decisions.tasks.go_on_releasing"
PIECE = 100


def letters_of(made: Announcement, *, user: User) -> QuerySet[Notice]:
    """In the outbox, about what this person may see."""
    begins = Value(f"{Application._meta.label_lower}:")
    about = made.items.visible_to(user).order_by()
    keys = about.values_list(Concat(begins, Cast(F("decision__application_id"), CharField())), flat=True)
    return Notice.objects.visible_to(user).filter(kind=wording.KIND, cause__in=keys)


@transaction.atomic
def release_letters(made: Announcement, *, by: User) -> None:
    """Whoever asks second finds nothing held, and is told."""
    with act("decisions.release_letters", made, by=by, policy=ANNOUNCEMENT_POLICY) as running:
        if made.items.visible_to(by).waiting().exists():
            raise Refused(gettext("No letter left: the announcement is not done yet. Wait until nothing waits any more."))
        held = letters_of(made, user=by).filter(state=State.HELD).count()
        if not held:
            raise Refused(gettext("No letter left: none of this announcement is held in the outbox."))
        made.released_by, made.released_at, made.left_at = by, timezone.now(), None
        running.note(letters=held)
    transaction.on_commit(lambda: jobs.soon(GO_ON, pk=made.pk))


def go_on(made: Announcement, *, seconds: float | None = None) -> int:
    """Does what still waits, for so long at most; says how many are left. Two who go on at once release nothing twice."""
    if made.released_by is None or made.left_at is not None:
        return 0
    began = time.monotonic()
    # Written later, by a promotion say: it waits for somebody to let it go.
    waiting = letters_of(made, user=made.released_by).filter(state=State.HELD, created_at__lte=made.released_at)
    last = 0
    while piece := list(waiting.filter(pk__gt=last).order_by("pk")[:PIECE]):
        for notice in piece:
            last = notice.pk
            _one(notice, by=made.released_by)
            if seconds is not None and time.monotonic() - began > seconds:
                return waiting.filter(pk__gt=last).count()
    Announcement.objects.filter(pk=made.pk, released_at=made.released_at).update(left_at=timezone.now())
    return 0


def _one(notice: Notice, *, by: User) -> None:
    """What somebody else let go, or what cannot leave, stays as it is, and the others go on."""
    with translation.override(by.language):
        try:
            notices.release(notice, by=by)
        except (Refused, PermissionDenied):
            return
