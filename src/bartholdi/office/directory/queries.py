"""The look-up of organisations as one types, and what lists and pages of the directory ask."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bartholdi.office.directory import keys
from bartholdi.office.directory.identifiers import read_ror
from bartholdi.office.directory.models import Affiliation, LookupKey, Organisation, OrganisationLink

LIMIT = 12
TYPED = 200  # characters that are read of what somebody typed or pasted
CROSSED = 4  # words that are looked up one by one
READ = 3_000  # keys of one such word
Kind = LookupKey.Kind
DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def look_up(typed: str, *, limit: int = LIMIT) -> list[Organisation]:
    """Active organisations, best first; a dozen small questions to the index at most, however many there are."""
    typed = typed.strip()[:TYPED]
    if ror := read_ror(typed):
        found = Organisation.objects.select_related("merged_into").filter(ror=ror).first()
        return [found.current] if found and not found.current.withdrawn else []
    ranked: dict[int, None] = {}
    for tier in _tiers(typed, limit):
        ranked |= dict.fromkeys(tier())
        if len(ranked) >= limit:
            break
    best = list(ranked)[:limit]
    rows = Organisation.objects.defer("search_text").in_bulk(best)
    return [rows[pk] for pk in best if pk in rows]


def _tiers(typed: str, limit: int) -> Iterator[Callable[[], list[int]]]:
    """From what is surely meant to what may be; each is asked only while there is room."""
    said = keys.phrase(typed)
    if "@" in typed or DOMAIN.fullmatch(typed.lower()):
        yield partial(_by_domain, typed.lower().rpartition("@")[2])
    if not said or "@" in typed:
        return
    beginning = keys.key(said)
    yield partial(_alike, beginning, limit)
    for kind in (Kind.NAME, Kind.ACRONYM, Kind.WORD):
        yield partial(_range, kind, beginning, limit)
    if " " in said:
        yield partial(_crossing, said.split(), limit)
    yield partial(_range, Kind.CITY, beginning, limit)
    if " " not in typed:
        yield partial(_range, Kind.DOMAIN, keys.key(typed.lower()), limit)


def _alike(acronym: bytes, limit: int) -> list[int]:
    return list(LookupKey.objects.filter(kind=Kind.ACRONYM, key=acronym).values_list("organisation", flat=True)[:limit])


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
    """Every word begins a word of the name, the acronym or the city: `sorbonne paris`, `paris sorbonne`.

    Among those of the rarest word the others are looked for; of a word that very many have, only the first thousands are read.
    """
    longest = sorted({word for word in said if word not in keys.SMALL}, key=len, reverse=True)[:CROSSED]
    having = [_having(word) for word in longest]
    if not having:
        return []
    rarest = min(having, key=lambda some: some.count())
    rows = Organisation.objects.filter(pk__in=rarest)
    for word in longest:
        rows = rows.filter(search_text__contains=f" {word}")
    return list(rows.order_by("filed_under", "pk").values_list("pk", flat=True)[:limit])


def _having(word: str) -> QuerySet[LookupKey, int]:
    beginning = keys.key(word)
    kinds = (Kind.ACRONYM, Kind.NAME, Kind.WORD, Kind.CITY)
    found = LookupKey.objects.filter(kind__in=kinds, key__gte=beginning, key__lt=keys.after(beginning))
    return found.values_list("organisation", flat=True)[:READ]


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
