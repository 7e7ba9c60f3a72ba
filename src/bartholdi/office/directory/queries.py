"""The look-up of organisations as one types, and what lists and pages of the directory ask."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bartholdi.office.directory import keys
from bartholdi.office.directory.identifiers import read_ror
from bartholdi.office.directory.models import Affiliation, LookupKey, Organisation, OrganisationLink

LIMIT = 12
TYPED = 200  # characters that are read of what somebody typed or pasted
CROSSED = 4  # words that are looked up one by one
Kind = LookupKey.Kind
DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def look_up(typed: str, *, limit: int = LIMIT) -> list[Organisation]:
    """Active organisations, best first; a fixed number of index ranges, however many organisations there are."""
    typed = typed.strip()[:TYPED]
    if ror := read_ror(typed):
        found = Organisation.objects.select_related("merged_into").filter(ror=ror).first()
        return [found.current] if found and not found.current.withdrawn else []
    ranked: dict[int, None] = {}
    for tier in _tiers(typed, limit):
        ranked |= dict.fromkeys(tier)
    best = list(ranked)[:limit]
    rows = Organisation.objects.defer("search_text").in_bulk(best)
    return [rows[pk] for pk in best if pk in rows]


def _tiers(typed: str, limit: int) -> Iterator[list[int]]:
    said = keys.phrase(typed)
    if "@" in typed or DOMAIN.fullmatch(typed.lower()):
        yield _by_domain(typed.lower().rpartition("@")[2])
    if not said or "@" in typed:
        return
    beginning = keys.key(said)
    yield list(LookupKey.objects.filter(kind=Kind.ACRONYM, key=beginning).values_list("organisation", flat=True)[:limit])
    for kind in (Kind.NAME, Kind.ACRONYM, Kind.WORD):
        yield _range(kind, beginning, limit)
    if " " in said:
        yield _crossing(said.split(), limit)
    yield _range(Kind.CITY, beginning, limit)
    if " " not in typed:
        yield _range(Kind.DOMAIN, keys.key(typed.lower()), limit)


def _range(kind: int, beginning: bytes, limit: int) -> list[int]:
    """Twice and more what is shown, because a name in two languages is two keys of one organisation."""
    found = LookupKey.objects.filter(kind=kind, key__gte=beginning, key__lt=keys.after(beginning)).order_by("key", "organisation")
    return list(found.values_list("organisation", flat=True)[: 3 * limit])


def _by_domain(domain: str) -> list[int]:
    """lab.univ-lyon.example is also univ-lyon.example; the longest that somebody has comes first."""
    parts = domain.split(".")
    ends = [keys.key(".".join(parts[place:])) for place in range(min(len(parts) - 1, 6))]
    found = LookupKey.objects.filter(kind=Kind.DOMAIN, key__in=ends).values_list("organisation", "key")
    return [pk for pk, _key in sorted(found, key=lambda pair: (-len(pair[1]), pair[0]))]


def _crossing(said: list[str], limit: int) -> list[int]:
    """Every word begins a word of the name, the acronym or the city: `sorbonne paris`, `paris sorbonne`."""
    longest = sorted({word for word in said if word not in keys.SMALL}, key=len, reverse=True)[:CROSSED]
    rows = Organisation.objects.all()
    for word in longest:
        beginning = keys.key(word)
        kinds = (Kind.ACRONYM, Kind.NAME, Kind.WORD, Kind.CITY)
        having = LookupKey.objects.filter(kind__in=kinds, key__gte=beginning, key__lt=keys.after(beginning))
        rows = rows.filter(pk__in=having.values("organisation"))
    return list(rows.order_by("filed_under", "pk").values_list("pk", flat=True)[:limit]) if longest else []


def with_people(organisations: QuerySet[Any], *, today: date) -> QuerySet[Any]:
    """`people`: how many are there today. A sum per shown row, not over the whole directory."""
    there = Affiliation.objects.on(today).filter(organisation=OuterRef("pk")).order_by().values("organisation")
    counted: QuerySet[Any] = organisations.annotate(
        people=Coalesce(Subquery(there.annotate(n=Count("person", distinct=True)).values("n")), 0)
    )
    return counted


def would_circle(child: int, parent: int) -> bool:
    """Whether `child` stands somewhere above `parent` already: one query for each step up."""
    above, seen = {parent}, set[int]()
    while above:
        if child in above:
            return True
        seen |= above
        above = set(OrganisationLink.objects.filter(child__in=above).values_list("parent", flat=True)) - seen
    return False
