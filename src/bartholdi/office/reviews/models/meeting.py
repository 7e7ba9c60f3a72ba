"""Meetings of a panel: the agenda, who is there, who must leave for what, the ballots, and what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.lib.stored import StoredFile
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews.models.conflict import Conflict
from bartholdi.office.reviews.models.seat import Seat
from bartholdi.office.reviews.workflow import AssignmentState, ConflictState, ItemState, MeetingState, SeatState

KEPT_OUT = (Access.Role.BARRED, Access.Role.APPLICANT, Access.Role.PARTY)


def sitting(user: Any) -> Any:
    """The seats of a person that are taken now."""
    return Seat.objects.filter(reviewer__person__account_id=getattr(user, "pk", None) or 0, state=SeatState.ACCEPTED).order_by()


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> MeetingQuerySet:
        """Who reads cases; a member of the panel that meets, or of any panel of the call where all meet."""
        return self.all() if reads_cases(user) else self.of_member(user)

    def of_member(self, user: Any) -> MeetingQuerySet:
        """Of the panels on which this person sits, whatever their role in the office."""
        own = sitting(user)
        return self.filter(Q(panel__in=own.values("panel")) | Q(panel=None, call__in=own.values("panel__call")))

    def over(self) -> MeetingQuerySet:
        return self.filter(state=MeetingState.CLOSED)


class Meeting(models.Model):
    """`version` grows with each act, so that a page that waits knows at once whether something is new. `panel` empty: all panels."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("call"))
    panel = models.ForeignKey(
        Panel, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("panel")
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    begins_at = models.DateTimeField(_("begins"))
    minutes_each = models.PositiveSmallIntegerField(_("minutes for each application"), default=10)
    state = models.CharField(_("state"), max_length=8, choices=MeetingState, default=MeetingState.PLANNED, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_at", "-pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="reviews_meeting_once")]

    def __str__(self) -> str:
        return f"{self.call} – {self.reference}"

    @property
    def reference(self) -> str:
        return f"{self.call.slug.upper()}-M{self.number}"

    def seats(self) -> models.QuerySet[Seat]:
        own = Q(panel=self.panel_id) if self.panel_id else Q(panel__call=self.call_id)
        return Seat.objects.filter(own, state=SeatState.ACCEPTED)


class MeetingItemQuerySet(models.QuerySet["MeetingItem"]):
    def visible_to(self, user: Any) -> MeetingItemQuerySet:
        """Of a meeting that one sees: without the applications with which one has to do, also for the chair and for who reads cases."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user).order_by().values("pk")).exclude(kept_from(user))


def kept_from(user: Any) -> Q:
    """What somebody must leave for: barred, on the application, in a confirmed conflict, or recused."""
    pk = getattr(user, "pk", None) or 0
    own = {"reviewer__person__account_id": pk, "application": OuterRef("application")}
    return (
        Q(Exists(Access.objects.current().filter(application=OuterRef("application"), user_id=pk, role__in=KEPT_OUT)))
        | Q(Exists(Conflict.objects.filter(**own, state=ConflictState.CONFIRMED)))
        | Q(
            Exists(
                Seat.objects.filter(
                    reviewer__person__account_id=pk,
                    assignments__application=OuterRef("application"),
                    assignments__state=AssignmentState.RECUSED,
                )
            )
        )
    )


class MeetingItem(models.Model):
    """`used` are the seconds of all its discussions that are over; `opened_at` is when the one that runs began."""

    class Outcome(models.TextChoices):
        FUND = "fund", pgettext_lazy("panel", "Fund")
        RESERVE = "reserve", pgettext_lazy("panel", "Reserve list")
        DECLINE = "decline", pgettext_lazy("panel", "Decline")
        UNDECIDED = "undecided", pgettext_lazy("panel", "Not decided")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="discussed")
    position = models.PositiveSmallIntegerField(_("place on the agenda"))
    state = models.CharField(_("state"), max_length=9, choices=ItemState, default=ItemState.WAITING, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    used = models.PositiveIntegerField(_("seconds discussed"), default=0, editable=False)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, default=Outcome.UNDECIDED, editable=False)
    reason = models.TextField(_("reason"), max_length=5000, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    journal_secret = ("outcome", "reason")

    objects = MeetingItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "application"], name="reviews_discussed_once"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state=ItemState.OPEN),
                name="reviews_one_open",
                violation_error_message=_("Another application is being discussed: close it first."),
            ),
        ]

    def __str__(self) -> str:
        return self.application.reference

    @property
    def journal_key(self) -> str:
        """What is done here is done to the application: it stands in its history, and is hidden from whoever may not know it."""
        return f"applications.application:{self.application_id}"

    def seconds(self, now: datetime) -> int:
        return self.used + (int((now - self.opened_at).total_seconds()) if self.opened_at else 0)


class Presence(models.Model):
    """That a member is or was in the room."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField(_("came"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        ordering = ["came_at", "pk"]
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="reviews_present_once")]

    def __str__(self) -> str:
        return str(self.seat.reviewer)


class Absence(models.Model):
    """That a member was told to leave for one application."""

    item = models.ForeignKey(MeetingItem, on_delete=models.CASCADE, related_name="absences")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        ordering = ["seat", "pk"]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="reviews_absent_once")]

    def __str__(self) -> str:
        return str(self.seat.reviewer)


class Ballot(models.Model):
    """One for each seat and application; as long as it is discussed, the last one counts."""

    class Choice(models.TextChoices):
        FUND = "fund", pgettext_lazy("panel", "Fund")
        RESERVE = "reserve", pgettext_lazy("panel", "Reserve list")
        DECLINE = "decline", pgettext_lazy("panel", "Decline")
        ABSTAIN = "abstain", pgettext_lazy("panel", "Abstain")

    item = models.ForeignKey(MeetingItem, on_delete=models.CASCADE, related_name="ballots")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("choice"), max_length=8, choices=Choice)
    cast_at = models.DateTimeField(_("cast"), default=timezone.now)

    journal_secret = ("choice",)

    class Meta:
        ordering = ["item", "seat"]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="reviews_ballot_once")]

    def __str__(self) -> str:
        return f"{self.item} – {self.seat.reviewer}"


class Minutes(StoredFile):
    """The signed-off paper of a meeting that is over, kept byte by byte: its digest stands in the journal."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")

    class Meta(StoredFile.Meta):
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
