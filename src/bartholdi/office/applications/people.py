"""Whether two people named on an application are the same person, by whatever the office knows of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from allauth.account.models import EmailAddress
from django.db.models import Q

from bartholdi.office.applications import queries
from bartholdi.office.applications.models import Application, Party
from bartholdi.office.directory.keys import words
from bartholdi.office.directory.models import Organisation, Person
from bartholdi.office.programmes.models import PartyRole


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """As named by whoever asks for a letter."""

    name: str
    email: str
    language: str = "en"
    orcid: str = ""
    organisation: Organisation | None = None
    organisation_name: str = ""


@dataclass(frozen=True)
class Marks:
    """What tells a person: any common address, account, record or ORCID identifier; and the name, unless the ORCIDs differ."""

    name: str = ""
    emails: frozenset[str] = frozenset()
    orcids: frozenset[str] = frozenset()
    accounts: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()

    def meets(self, other: Marks) -> bool:
        pairs = ((self.emails, other.emails), (self.accounts, other.accounts), (self.people, other.people))
        if self.orcids and other.orcids:
            return bool(self.orcids & other.orcids)
        return any(mine & theirs for mine, theirs in pairs) or (bool(self.name) and self.name == other.name)


def normalised(name: str) -> str:
    """Marie-Curie DUPONT and Dupont Marie Curie are one name; one in letters we cannot read is compared as it is written."""
    return " ".join(sorted(words(name))) or " ".join(name.casefold().split())


def marks(some: Iterable[Somebody | Party]) -> list[Marks]:
    """Of each, in their order; two queries, however many there are."""
    bare = [_bare(each) for each in some]
    emails = {email for each in bare for email in each.emails}
    accounts = {pk for each in bare for pk in each.accounts}
    verified = list(
        EmailAddress.objects.filter(Q(email__in=emails) | Q(user__in=accounts), verified=True).values_list("email", "user")
    )
    known = _records(bare, emails, accounts | {user for _email, user in verified})
    return [_enriched(each, verified, known) for each in bare]


def _bare(each: Somebody | Party) -> Marks:
    account = each.user_id if isinstance(each, Party) else None
    return Marks(
        name=normalised(each.name),
        emails=frozenset({each.email.strip().lower()} - {""}),
        orcids=frozenset({each.orcid} - {""}),
        accounts=frozenset({account} if account else ()),
    )


def _records(bare: list[Marks], emails: set[str], accounts: set[int]) -> list[Person]:
    orcids = {orcid for each in bare for orcid in each.orcids}
    found = Person.objects.filter(Q(addresses__address__in=emails) | Q(account__in=accounts) | Q(orcid__in=orcids))
    return list(found.defer("search_text").distinct().prefetch_related("addresses"))


def _enriched(bare: Marks, verified: list[tuple[str, int]], known: list[Person]) -> Marks:
    accounts = bare.accounts | {user for email, user in verified if email in bare.emails}
    theirs = [
        person
        for person in known
        if person.account_id in accounts
        or person.orcid in bare.orcids
        or bare.emails & {each.address for each in person.addresses.all()}
    ]
    accounts |= {person.account_id for person in theirs if person.account_id}
    return replace(
        bare,
        accounts=accounts,
        emails=bare.emails | {email for email, user in verified if user in accounts},
        orcids=bare.orcids or frozenset(person.orcid for person in theirs if person.orcid),
        people=frozenset(person.pk for person in theirs),
    )


def who_applies(application: Application) -> list[Party]:
    """The leads, and every account that may edit; an account's party is not kept, only compared."""
    leads = list(queries.leads(application))
    named = {lead.user_id for lead in leads}
    rest = [user for user in queries.applicants(application) if user.pk not in named]
    return [*leads, *(Party(role=PartyRole.LEAD, name=str(user), email=user.email, user=user) for user in rest)]
