"""Who did what, when: one entry per act, append only, each sealed over the one before it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib import hidden
from bartholdi.office.lib.policy import holds
from bartholdi.office.lib.searching import Searchable, matching

GENESIS = "0" * 64
# The roles that read every entry; the names are those of accounts/roles.py, which stands on a higher floor.
READERS = frozenset({"auditor", "director", "administrator"})


def reads_all(user: Any) -> bool:
    return holds(user, READERS)


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, subject_key: str) -> EntryQuerySet:
        return self.filter(subject_key=subject_key)

    def search(self, query: str) -> EntryQuerySet:
        return self.filter(matching(query))

    def shown_to(self, user: Any) -> EntryQuerySet:
        """Without what is hidden from them: of what they are barred from, and of cases where their role reads none."""
        return self.exclude(hidden.from_person(user, "subject_key") | hidden.of_closed_apps(user, "act"))

    def visible_to(self, user: Any) -> EntryQuerySet:
        """Auditors, directors and administrators read everything that is not hidden from them; everybody else what they did
        themselves."""
        if not user.is_authenticated:
            return self.none()
        seen = self.shown_to(user)
        return seen if reads_all(user) else seen.filter(actor_key=user.journal_key)


class Entry(Searchable):
    """Actor and subject are kept as key and label, not as foreign keys: the journal outlives an erased account."""

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    act = models.CharField(_("act"), max_length=80)
    actor_key = models.CharField(max_length=80)
    actor_label = models.CharField(_("by"), max_length=200)
    subject_key = models.CharField(max_length=80)
    subject_label = models.CharField(_("about"), max_length=200)
    change = models.JSONField(_("change"), default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(_("seal of the entry before"), max_length=64)
    digest = models.CharField(_("seal"), max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        # What the desk filters and sorts by, each in the order in which a list reads it.
        indexes = [
            models.Index(fields=[column, "number"], name=f"journal_{column}")
            for column in ("act", "actor_key", "subject_key", "actor_label", "subject_label")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"

    def searched(self) -> tuple[str, ...]:
        return (self.act, self.actor_label, self.subject_label, json.dumps(self.change, cls=DjangoJSONEncoder))

    def computed_digest(self) -> str:
        """SHA-256 over the canonical JSON of everything but the search column, and over the entry before."""
        facts = [
            self.number,
            self.at.isoformat(),
            self.act,
            self.actor_key,
            self.actor_label,
            self.subject_key,
            self.subject_label,
            self.change,
            self.previous,
        ]
        text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, cls=DjangoJSONEncoder)
        return hashlib.sha256(text.encode()).hexdigest()


class Head(models.Model):
    """The one row that names the newest entry: it is locked to append, and shows when the end was cut off."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_head_is_one_row")]

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"
