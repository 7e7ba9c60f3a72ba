"""What speaks for a conflict of interest between a reviewer and a party of an application: marks compared, nothing decided.

Pure: whoever calls has gathered the marks (`queries.py`). Reviewers are found through indexes of their marks, not by comparing each
with each, so that 400 reviewers and 2,000 applications take a second.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from anyascii import anyascii
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.programmes.models import PartyRole
from bartholdi.office.reviews.models import Conflict, Reason

HINT, LIKELY, CERTAIN = Conflict.Strength.HINT, Conflict.Strength.LIKELY, Conflict.Strength.CERTAIN
# Addresses that everybody can have say nothing about where somebody works.
EVERYBODYS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "outlook.fr",
        "hotmail.com",
        "hotmail.fr",
        "live.com",
        "yahoo.com",
        "yahoo.fr",
        "icloud.com",
        "me.com",
        "proton.me",
        "protonmail.com",
        "aol.com",
        "gmx.com",
        "gmx.de",
        "laposte.net",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "sfr.fr",
    ]
)
SHORT = 3  # letters: of, the, des
EVERYWHERE = frozenset(
    {"university", "universite", "institute", "institut", "college", "ecole", "school", "national", "nationale"}
)
WIDE = 25  # an organisation above more units than this says little about two of them: a national research body


@dataclass(frozen=True)
class Place:
    """An organisation that a person belongs to, and how: their own, or one that stands above it."""

    key: int
    name: str
    own: bool
    wide: bool = False


@dataclass(frozen=True)
class Marks:
    """What the office knows of one person. `names` are normalised: family name, then the first initial."""

    key: int
    name: str
    family: str = ""
    signature: str = ""
    accounts: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    emails: frozenset[str] = frozenset()
    orcids: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    wrote_with: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    application: int = 0
    role: str = ""
    institution: str = ""
    why: str = ""

    @property
    def domains(self) -> frozenset[str]:
        return frozenset(email.rpartition("@")[2] for email in self.emails) - EVERYBODYS - {""}


@dataclass(frozen=True)
class Found:
    """One reason why `reviewer` should not judge `application`, with what shows it in both languages."""

    reviewer: int
    application: int
    reason: str
    strength: int
    evidence: dict[str, str] = field(compare=False)


def find(reviewers: Iterable[Marks], parties: Iterable[Marks]) -> list[Found]:
    """The strongest evidence for each reviewer, application and reason; in an order that depends on what is known only."""
    index = _Index(reviewers)
    best: dict[tuple[int, int, str], Found] = {}
    for party in parties:
        for found in _about(party, index):
            at = (found.reviewer, found.application, found.reason)
            if at not in best or found.strength > best[at].strength:
                best[at] = found
    return sorted(best.values(), key=lambda each: (each.application, each.reviewer, -each.strength, each.reason))


def named(reviewers: Iterable[Marks], objections: Iterable[Marks]) -> list[Found]:
    """Reviewers whom those who apply asked not to have. An address or an identifier says who is meant; a name and an institution
    likely; a name alone is a hint."""
    index = _Index(reviewers)
    best: dict[tuple[int, int], Found] = {}
    for objection in objections:
        for reviewer, strength in _meant(objection, index):
            at = (reviewer.key, objection.application)
            if at not in best or strength > best[at].strength:
                best[at] = Found(
                    reviewer.key, objection.application, Reason.NAMED, strength, asked(objection.name, objection.why)
                )
    return sorted(best.values(), key=lambda each: (each.application, each.reviewer))


def asked(name: str, why: str) -> dict[str, str]:
    return both(_("The applicant asks not to be judged by %(name)s: %(why)s"), name=name, why=why)


def _meant(objection: Marks, index: _Index) -> Iterator[tuple[Marks, int]]:
    same = _same_people(objection, index)
    yield from ((reviewer, CERTAIN) for reviewer in same.values())
    for reviewer, _signature in index.meet("signature", {objection.signature} - {""}):
        if not (reviewer.orcids and objection.orcids) and reviewer.key not in same:
            known = {word for place in reviewer.places for word in _words(place.name)}
            yield reviewer, LIKELY if known & _words(objection.institution) else HINT


def _words(institution: str) -> set[str]:
    return {word for word in re.findall(r"\w+", anyascii(institution).casefold()) if len(word) > SHORT} - EVERYWHERE


class _Index:
    def __init__(self, reviewers: Iterable[Marks]) -> None:
        self.of: defaultdict[tuple[str, object], list[Marks]] = defaultdict(list)
        for each in reviewers:
            for mark in _marks(each):
                self.of[mark].append(each)

    def meet(self, kind: str, values: Iterable[object]) -> Iterator[tuple[Marks, object]]:
        for value in values:
            for reviewer in self.of.get((kind, value), ()):
                yield reviewer, value


def _marks(each: Marks) -> Iterator[tuple[str, object]]:
    yield from (("account", value) for value in each.accounts)
    yield from (("person", value) for value in each.people)
    yield from (("email", value) for value in each.emails)
    yield from (("orcid", value) for value in each.orcids)
    yield from (("domain", value) for value in each.domains)
    yield from (("place", place.key) for place in each.places)
    yield from (("signature", value) for value in {each.signature} - {""})
    yield from (("coauthor", value) for value in each.wrote_with)


def _about(party: Marks, index: _Index) -> Iterator[Found]:
    same = _same_people(party, index)
    for reviewer in same.values():
        yield _same(reviewer, party)
    for each in (_placed(party, index), _written(party, index), _addressed(party, index)):
        yield from (found for found in each if found.reviewer not in same)


def _same_people(party: Marks, index: _Index) -> dict[int, Marks]:
    """An account, a record, an ORCID identifier or an address in common; two ORCID identifiers that differ are two people."""
    met: dict[int, Marks] = {}
    for kind, values in (
        ("account", party.accounts),
        ("person", party.people),
        ("orcid", party.orcids),
        ("email", party.emails),
    ):
        for reviewer, _value in index.meet(kind, values):
            if not (reviewer.orcids and party.orcids and not reviewer.orcids & party.orcids):
                met[reviewer.key] = reviewer
    return met


def _same(reviewer: Marks, party: Marks) -> Found:
    role = PartyRole(party.role)
    if role in {PartyRole.LEAD, PartyRole.CO_LEAD}:
        said = both(_("%(name)s leads the application."), name=party.name)
        return Found(reviewer.key, party.application, Reason.SAME_PERSON, CERTAIN, said)
    said = both(_("%(name)s is named on the application: %(role)s."), name=party.name, role=role.label)
    return Found(reviewer.key, party.application, Reason.SUPERVISES, CERTAIN, said)


def _placed(party: Marks, index: _Index) -> Iterator[Found]:
    """One organisation of both is certain; one above the other likely; one above both a hint, unless very many stand below it."""
    for place in party.places:
        for reviewer in index.of.get(("place", place.key), ()):
            theirs = next(each for each in reviewer.places if each.key == place.key)
            strength = CERTAIN if place.own and theirs.own else LIKELY if place.own or theirs.own else HINT
            if strength < CERTAIN and place.wide:
                continue
            said = both(_("Both belong to %(place)s: %(party)s and the reviewer."), place=place.name, party=party.name)
            yield Found(reviewer.key, party.application, Reason.SAME_INSTITUTION, strength, said)
            if party.family and party.family == reviewer.family:
                named = both(
                    _("%(party)s has the reviewer’s family name, and both belong to %(place)s."),
                    party=party.name,
                    place=place.name,
                )
                yield Found(reviewer.key, party.application, Reason.SAME_NAME, LIKELY, named)


def _written(party: Marks, index: _Index) -> Iterator[Found]:
    """Names can be shared by two people: likely, never certain."""
    for reviewer, _signature in index.meet("coauthor", {party.signature} - {""}):
        title, year = reviewer.wrote_with[party.signature]
        said = both(_("They published “%(title)s” together (%(year)s)."), title=title, year=year)
        yield Found(reviewer.key, party.application, Reason.WROTE_TOGETHER, LIKELY, said)


def _addressed(party: Marks, index: _Index) -> Iterator[Found]:
    for reviewer, domain in index.meet("domain", party.domains):
        said = both(_("%(party)s and the reviewer have addresses at %(domain)s."), party=party.name, domain=domain)
        yield Found(reviewer.key, party.application, Reason.SAME_DOMAIN, LIKELY, said)


def both(sentence: str | Promise, **facts: object) -> dict[str, str]:
    """The sentence in both languages, its facts too where they are words of ours."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(sentence) % {name: str(fact) for name, fact in facts.items()}
    return said
