"""Whom the office writes to about an application: each of its leads once, with an account or before having one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from bartholdi.office.applications.models import Access, Application, Party
from bartholdi.office.applications.queries import LEADS

PIECE = 500


@dataclass(frozen=True)
class Recipient:
    """`zone` is empty where nobody knows their clock yet: that of the call stands in."""

    name: str
    email: str
    language: str
    zone: str = ""


def recipients(application: Application) -> list[Recipient]:
    return recipients_of([application.pk])[application.pk]


def recipients_of(applications: Collection[int]) -> dict[int, list[Recipient]]:
    """Of each application, by its key: two queries, however many. Who stands there twice, or shares an address, is one."""
    found: defaultdict[int, dict[str, Recipient]] = defaultdict(dict)
    for row in _standing(applications).select_related("user").order_by("pk"):
        user = row.user
        known = Recipient(user.name or user.email, user.email, user.language, user.zone)
        found[row.application_id].setdefault(user.email.lower(), known)
    for party in _without_account(applications).order_by("pk"):
        known = Recipient(party.name, party.email, party.language)
        found[party.application_id].setdefault(party.email.lower(), known)
    return defaultdict(list, {pk: list(each.values()) for pk, each in found.items()})


def languages_of(applications: Collection[int]) -> set[str]:
    """Of everybody who would get a letter; piece by piece, because a database takes only so many values at once."""
    keys, found = list(applications), set()
    for start in range(0, len(keys), PIECE):
        piece = keys[start : start + PIECE]
        found |= set(_standing(piece).values_list("user__language", flat=True).distinct())
        found |= set(_without_account(piece).values_list("language", flat=True).distinct())
    return found


def _standing(applications: Collection[int]) -> QuerySet[Access]:
    rows = Access.objects.current().filter(application__in=applications, role=Access.Role.APPLICANT, user__is_active=True)
    return rows.order_by()


def _without_account(applications: Collection[int]) -> QuerySet[Party]:
    rows = Party.objects.filter(application__in=applications, role__in=LEADS, user=None, removed_at=None).exclude(email="")
    return rows.order_by()
