"""Whom the office writes to about an application: each of its leads once, with an account or before having one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bartholdi.office.applications.models import Access, Application, Party
from bartholdi.office.programmes.models import PartyRole

LEADS = (PartyRole.LEAD, PartyRole.CO_LEAD)


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
    standing = Access.objects.current().filter(application__in=applications, role=Access.Role.APPLICANT, user__is_active=True)
    for row in standing.select_related("user").order_by("pk"):
        user = row.user
        known = Recipient(user.name or user.email, user.email, user.language, user.zone)
        found[row.application_id].setdefault(user.email.lower(), known)
    for party in _without_account(applications):
        known = Recipient(party.name, party.email, party.language)
        found[party.application_id].setdefault(party.email.lower(), known)
    return defaultdict(list, {pk: list(each.values()) for pk, each in found.items()})


def languages_of(applications: Collection[int]) -> set[str]:
    return {each.language for group in recipients_of(applications).values() for each in group}


def _without_account(applications: Collection[int]) -> Iterable[Party]:
    rows = Party.objects.filter(application__in=applications, role__in=LEADS, user=None, removed_at=None).exclude(email="")
    return rows.order_by("pk")
