"""Applications to one call that may be the same: evidence for an officer, never a verdict. Two queries, however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from bartholdi.cores.eligibility import Item, Pair, Person, duplicates
from bartholdi.office.applications.models import Application, Party
from bartholdi.office.applications.queries import LEADS
from bartholdi.office.applications.workflow import State
from bartholdi.office.programmes.models import Call

MOST_READ = 2_000  # applications whose abstracts are compared while somebody waits for the page
MOST_SHOWN = 100


@dataclass(frozen=True)
class Double:
    """Two applications, what they share, and how strong a sign that is; `alike` is per cent of the abstracts."""

    first: Application
    second: Application
    evidence: tuple[str, ...]
    strength: str
    alike: int


@dataclass(frozen=True)
class Doubles:
    """`read`: whether abstracts were compared too; `more`: how many pairs are not shown."""

    pairs: tuple[Double, ...]
    compared: int
    read: bool
    more: int


def doubles(call: Call, user: Any) -> Doubles:
    """Of what this person sees. Abstracts of drafts are compared with none: they are read by those who write them."""
    leads = Party.objects.current().filter(role__in=LEADS).select_related("organisation").defer("organisation__search_text")
    rows = Application.objects.visible_to(user).filter(call=call).exclude(state=State.WITHDRAWN)
    shown = ("reference", "title", "state", "finding", "submitted_at", "started_at")
    wanted = list(
        rows.only("call", "abstract", *shown).prefetch_related(Prefetch("parties", leads, to_attr="leads")).order_by("pk")
    )
    read = len(wanted) <= MOST_READ
    pairs = duplicates(_item(each, read=read) for each in wanted)
    by_key = {str(each.pk): each for each in wanted}
    found = tuple(_double(pair, by_key) for pair in pairs[:MOST_SHOWN])
    return Doubles(found, len(wanted), read, max(len(pairs) - MOST_SHOWN, 0))


def _item(application: Any, *, read: bool) -> Item:
    draft = application.state == State.DRAFT
    return Item(
        key=str(application.pk),
        title=application.title,
        abstract=application.abstract if read and not draft else "",
        people=tuple(map(_person, application.leads)),
    )


def _person(party: Party) -> Person:
    where = party.organisation.ror if party.organisation and party.organisation.ror else party.organisation_name
    key = f"account:{party.user_id}" if party.user_id else ""
    return Person(name=party.name, email=party.email, orcid=party.orcid, key=key, role=party.role, organisation=where or "")


def _double(pair: Pair, by_key: Mapping[str, Application]) -> Double:
    return Double(by_key[pair.first], by_key[pair.second], pair.evidence, pair.strength, pair.alike)
