"""Applications: what code relies on is a column here; everything else that people wrote is in the response."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import access
from bartholdi.office.applications.workflow import State
from bartholdi.office.lib.searching import Searchable, matching
from bartholdi.office.programmes.models import Call, Invitation, Side
from bartholdi.office.questionnaires.models import Response


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: Any) -> ApplicationQuerySet:
        """Who reads cases sees every one from which they are not barred; everybody else those in which they have a part."""
        if not getattr(user, "pk", None):
            return self.none()
        mine = access.Access.objects.filter(application=OuterRef("pk"), user_id=user.pk).current()
        seen = self.exclude(Exists(mine.barring()))
        return seen if reads_cases(user) else seen.filter(Exists(mine.seeing()))

    def of(self, user: Any) -> ApplicationQuerySet:
        """A person's own: those that they apply with."""
        if not getattr(user, "pk", None):
            return self.none()
        mine = access.Access.objects.filter(user_id=user.pk).order_by().current()
        with_it = mine.filter(role=access.Access.Role.APPLICANT).values("application")  # from the few, not through all
        return self.filter(pk__in=with_it).exclude(Exists(mine.barring().filter(application=OuterRef("pk"))))

    def real(self) -> ApplicationQuerySet:
        return self.filter(call__rehearsal_of=None)

    def handed_in(self) -> ApplicationQuerySet:
        return self.exclude(state__in=[State.DRAFT, State.WITHDRAWN])

    def search(self, query: str) -> ApplicationQuerySet:
        return self.filter(matching(query))


class Application(Searchable):
    """`title` to `currency` are fed from the answers (`Call.columns`). `claim_digest` is the SHA-256 of the key that a browser
    holds to a draft begun before its owner had an account. `finding` is what counts: the officer's where `overridden`, else the
    verdict in `judged`, which holds what the rules say with the reasons in both languages: of the draft until it is sent, then of what was sent. `doubted`: an
    answer that the rules read is not what it was when the officer signed; their finding counts until they confirm or withdraw it."""

    class Finding(models.TextChoices):
        UNKNOWN = "unknown_yet", _("Not known yet")
        ELIGIBLE = "eligible", _("Eligible")
        NOT = "not", _("Not eligible")
        NEEDS_OFFICER = "needs_officer", _("Needs an officer")

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications", verbose_name=_("call"))
    serial = models.PositiveIntegerField(editable=False)
    reference = models.CharField(_("reference"), max_length=24, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("side"))
    nomination = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("nominated by")
    )
    language = models.CharField(_("language"), max_length=2, default="en")
    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="application")
    title = models.CharField(_("title"), max_length=300, blank=True)
    abstract = models.TextField(_("abstract"), blank=True)
    field = models.CharField(_("field"), max_length=80, blank=True)
    amount = models.DecimalField(_("amount asked for"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    finding = models.CharField(_("eligibility"), max_length=13, choices=Finding, default=Finding.UNKNOWN, editable=False)
    judged = models.JSONField(_("what the rules say"), default=dict, blank=True, editable=False)
    overridden = models.BooleanField(_("found by an officer"), default=False, editable=False)
    doubted = models.BooleanField(_("answers changed since an officer’s finding"), default=False, editable=False)
    claim_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    returned_until = models.DateTimeField(_("to be changed until"), null=True, blank=True, editable=False)
    returned_message = models.TextField(_("what is needed"), blank=True, editable=False)

    journal_secret = ("claim_digest", "abstract", "judged")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = [
            models.Index(fields=["call", "state", "-submitted_at"], name="applications_by_state"),
            models.Index(fields=["call", "-started_at", "-id"], name="applications_by_start"),
            models.Index(fields=["-started_at", "-id"], name="applications_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["call", "serial"], name="applications_serial_once"),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN]) | Q(submitted_at__isnull=False),
                name="applications_handed_in_once_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def searched(self) -> tuple[str, ...]:
        own = (self.reference, self.title)
        return own if self._state.adding else (*own, *(f"{party.name} {party.organisation_name}" for party in self.parties.all()))
