"""The pool: who can be asked to judge, about what, how much; kept over the years."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext, ngettext

from bartholdi.office.accounts.models import User
from bartholdi.office.directory.identifiers import read_orcid
from bartholdi.office.directory.models import Affiliation, Organisation, Person, PersonAddress
from bartholdi.office.directory.queries import look_up
from bartholdi.office.directory.services.people import add_person, affiliate, change_person
from bartholdi.office.journal.acts import act
from bartholdi.office.lib import tables
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews import publications
from bartholdi.office.reviews.models import Publication, Reviewer
from bartholdi.office.reviews.permissions import POLICY
from bartholdi.office.reviews.services.arriving import attach_account

COLUMNS = ("name", "email", "orcid", "organisation", "languages", "topics", "capacity", "senior")
MOST_ROWS = 5_000


@dataclass(frozen=True, kw_only=True)
class ReviewerFacts:
    """`organisation` is where they are now; None leaves their affiliations alone."""

    name: str
    email: str
    orcid: str | None = None
    languages: str = ""
    organisation: Organisation | None = None
    topics: str = ""
    capacity: int = 8
    senior: bool = False
    available: bool = True
    remark: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a file: `facts`, or why it cannot be taken."""

    line: int
    facts: ReviewerFacts | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    added: int = 0
    known: int = 0
    rows: tuple[Row, ...] = field(default=())

    @property
    def faults(self) -> list[Row]:
        return [row for row in self.rows if row.faults]


@transaction.atomic
def add_reviewer(facts: ReviewerFacts, *, by: User) -> Reviewer:
    """Somebody who is in the directory already, by ORCID identifier or address, becomes a reviewer; everybody else is added to it."""
    POLICY.require(by, "add_reviewer", None)
    person = known(facts)
    if person is not None and Reviewer.objects.filter(person=person).exists():
        raise Refused(gettext("Nobody was added: %(name)s is in the pool already.") % {"name": person.name})
    if person is None:
        addresses = [facts.email] if facts.email else []
        person = add_person(name=facts.name, orcid=facts.orcid, languages=facts.languages, addresses=addresses, by=by)
    reviewer = Reviewer(person=person)
    with act("reviews.add_reviewer", reviewer, by=by, policy=POLICY):
        _set(reviewer, facts)
    _place(person, facts, by=by)
    return reviewer


@transaction.atomic
def change_reviewer(reviewer: Reviewer, facts: ReviewerFacts, *, by: User) -> None:
    addresses = dict.fromkeys([facts.email, *(each.address for each in reviewer.person.addresses.all())])
    with act("reviews.change_reviewer", reviewer, by=by, policy=POLICY):
        _set(reviewer, facts)
    kept = [address for address in addresses if address]
    change_person(reviewer.person, name=facts.name, orcid=facts.orcid, languages=facts.languages, addresses=kept, by=by)
    _place(reviewer.person, facts, by=by)
    attach_account(reviewer.person)
    reviewer.save(update_fields=["search_text"])  # by the name that the person has now


def known(facts: ReviewerFacts) -> Person | None:
    if facts.orcid and (person := Person.objects.filter(orcid=facts.orcid).first()):
        return person
    address = PersonAddress.objects.select_related("person").filter(address=facts.email.lower()).first() if facts.email else None
    return address.person if address else None


def add_publications(reviewer: Reviewer, content: bytes, *, by: User) -> int:
    """Of a file; what is there already is left alone. Says how many are new."""
    POLICY.require(by, "change_reviewer", reviewer)
    there = set(reviewer.publications.values_list("digest", flat=True))
    new: dict[str, Publication] = {}
    for each in publications.read(content):
        digest = hashlib.sha256(f"{each['title'].casefold()}\n{each['year'] or ''}".encode()).hexdigest()
        if digest not in there:
            new.setdefault(digest, Publication(reviewer=reviewer, **each, digest=digest))
    with act("reviews.change_reviewer", reviewer, by=by, policy=POLICY) as running:
        running.note(publications=len(new))
        Publication.objects.bulk_create(new.values(), batch_size=200)
    return len(new)


def read_file(content: bytes) -> Taken:
    """A table of reviewers as people send it."""
    rows = tables.read(content, needed=("name", "email"), known=COLUMNS, most=MOST_ROWS)
    return Taken(rows=tuple(_row(line, given) for line, given in rows))


@transaction.atomic
def take_file(content: bytes, *, by: User) -> Taken:
    """All or nothing: a file with a fault changes nothing, and says each fault with its line."""
    read = read_file(content)
    if read.faults:
        return read
    added = already = 0
    for facts in (row.facts for row in read.rows if row.facts is not None):
        person = known(facts)
        if person is not None and Reviewer.objects.filter(person=person).exists():
            already += 1
        else:
            add_reviewer(facts, by=by)
            added += 1
    return Taken(added=added, known=already, rows=read.rows)


def _set(reviewer: Reviewer, facts: ReviewerFacts) -> None:
    reviewer.topics, reviewer.remark = clean_text(facts.topics), clean_text(facts.remark)
    reviewer.capacity, reviewer.senior, reviewer.available = facts.capacity, facts.senior, facts.available


def _place(person: Person, facts: ReviewerFacts, *, by: User) -> None:
    here = facts.organisation
    if here is not None and not Affiliation.objects.filter(person=person, organisation=here.current, ends=None).exists():
        affiliate(person, here, by=by)


def _row(line: int, given: dict[str, str]) -> Row:
    faults = list(_faults(given))
    if faults:
        return Row(line, faults=tuple(faults))
    found = look_up(given["organisation"], limit=1) if given["organisation"] else []
    if given["organisation"] and not found:
        sentence = gettext("“%(name)s” is not in the directory: write its ROR identifier, or add it first.")
        return Row(line, faults=(sentence % {"name": given["organisation"]},))
    facts = ReviewerFacts(
        name=given["name"][:200],
        email=given["email"].lower(),
        orcid=read_orcid(given["orcid"]) if given["orcid"] else None,
        languages=given["languages"][:40],
        organisation=found[0] if found else None,
        topics="\n".join(part.strip() for part in given["topics"].replace("|", ";").split(";") if part.strip()),
        capacity=int(given["capacity"] or 8),
        senior=given["senior"].casefold() in {"yes", "oui", "true", "1", "x"},
    )
    return Row(line, facts)


def _faults(given: dict[str, str]) -> Iterable[str]:
    if not given["name"]:
        yield gettext("The name is missing.")
    if "@" not in given["email"] or " " in given["email"]:
        yield gettext("“%(address)s” is not an e-mail address.") % {"address": given["email"]}
    if given["orcid"] and not read_orcid(given["orcid"]):
        yield gettext("“%(orcid)s” is not an ORCID identifier: check its digits.") % {"orcid": given["orcid"]}
    if given["capacity"] and not (
        given["capacity"].isascii() and given["capacity"].isdigit() and 1 <= int(given["capacity"]) <= 200
    ):
        yield gettext("“%(number)s” is not a number of reviews: write one from 1 to 200.") % {"number": given["capacity"]}


def told(taken: Taken) -> str:
    """What became of a file, in a sentence."""
    said = ngettext("%(number)s reviewer was added.", "%(number)s reviewers were added.", taken.added) % {"number": taken.added}
    if taken.known:
        said += " " + ngettext("%(number)s was in the pool already.", "%(number)s were in the pool already.", taken.known) % {
            "number": taken.known
        }
    return said


def told_of_publications(number: int) -> str:
    said = ngettext("%(number)s new publication was added.", "%(number)s new publications were added.", number)
    return said % {"number": number}
