"""Scenarios: one way each to draw the line, with what it was given and what came out; kept, copied and compared."""

from __future__ import annotations

from typing import Any

from django.conf import settings as installation
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.programmes.models import Call, Side

KEPT_FROM = (Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED)


class Computing(models.TextChoices):
    """How far the computing has come; no state of a workflow, since nobody moves it by hand."""

    NEW = "new", pgettext_lazy("scenario", "Not computed yet")
    WAITING = "waiting", pgettext_lazy("scenario", "Waits to be computed")
    CHOSEN = "chosen", pgettext_lazy("scenario", "Chosen; how sure it is, is being computed")
    READY = "ready", pgettext_lazy("scenario", "Computed")
    IMPOSSIBLE = "impossible", pgettext_lazy("scenario", "Cannot be met")
    BROKEN = "broken", pgettext_lazy("scenario", "Could not be computed")


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def visible_to(self, user: Any) -> ScenarioQuerySet:
        """Whole or not at all: who is kept from one application in it would read that one's fate in the sums of the others."""
        if not reads_cases(user):
            return self.none()
        kept = Access.objects.current().filter(user_id=user.pk, role__in=KEPT_FROM).order_by().values("application")
        there = Scenario.members.through.objects.filter(scenario=OuterRef("pk"), application__in=kept)
        return self.exclude(Exists(there))

    def of_call(self, call: Call) -> ScenarioQuerySet:
        return self.filter(call=call)

    def computed(self) -> ScenarioQuerySet:
        return self.filter(computing__in=[Computing.CHOSEN, Computing.READY])


class Scenario(models.Model):
    """`side` empty: the joint list. `settings` as `decisions.settings` reads them. `result` is what `apart.selection` made of them, in
    keys of applications and whole minor units; `digest` is of everything it was given. `members`: the applications it was made from,
    those that `made_by` may see. `version` counts its changes, so that two officers do not overwrite each other unseen."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="scenarios")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("side"))
    name = models.CharField(_("name"), max_length=120)
    settings = models.JSONField(_("settings"), default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    result = models.JSONField(_("result"), default=dict, blank=True, editable=False)
    computing = models.CharField(_("computing"), max_length=10, choices=Computing, default=Computing.NEW, editable=False)
    computed_at = models.DateTimeField(_("computed"), null=True, blank=True, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    of = models.PositiveIntegerField(default=0, editable=False)
    chosen = models.BooleanField(_("chosen"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(
        installation.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    members = models.ManyToManyField(Application, related_name="+", editable=False)

    journal_secret = ("result", "digest")

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        ordering = ["call", "side", "made_at", "pk"]
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        constraints = [
            models.UniqueConstraint(
                fields=["call", "side"], condition=models.Q(chosen=True), name="decisions_scenario_chosen_once"
            ),
            models.UniqueConstraint(
                fields=["call"], condition=models.Q(chosen=True, side=None), name="decisions_scenario_joint_chosen_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        return self.computing in (Computing.WAITING, Computing.CHOSEN)
