"""The acts on people of the directory, and on where they are."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from bartholdi.office.accounts.models import User
from bartholdi.office.directory.models import Affiliation, Organisation, Person, PersonAddress
from bartholdi.office.directory.permissions import POLICY
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.searching import normalised
from bartholdi.office.lib.workflow import Refused


@transaction.atomic
def add_person(
    *,
    name: str,
    by: Actor,
    orcid: str | None = None,
    languages: str = "",
    addresses: Iterable[str] = (),
    account: User | None = None,
) -> Person:
    person = Person(name=name, orcid=orcid, languages=languages, account=account)
    with act("directory.add_person", person, by=by, policy=POLICY):
        pass
    _write_to(person, addresses)
    return person


@transaction.atomic
def change_person(person: Person, *, name: str, orcid: str | None, languages: str, addresses: Iterable[str], by: Actor) -> None:
    with act("directory.change_person", person, by=by, policy=POLICY):
        person.name, person.orcid, person.languages = name, orcid, languages
    _write_to(person, addresses)


def _write_to(person: Person, addresses: Iterable[str]) -> None:
    wanted = {address.strip().lower() for address in addresses}
    for address in wanted:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": address}) from error
    if PersonAddress.objects.filter(address__in=wanted).exclude(person=person).exists():
        raise Refused(_("Somebody else in the directory has this address."))
    person.addresses.exclude(address__in=wanted).delete()
    there = set(person.addresses.values_list("address", flat=True))
    PersonAddress.objects.bulk_create(PersonAddress(person=person, address=address) for address in sorted(wanted - there))
    Person.objects.filter(pk=person.pk).update(search_text=normalised(*person.searched()))


def affiliate(
    person: Person, organisation: Organisation, *, by: Actor, role: str = "", starts: date | None = None, ends: date | None = None
) -> Affiliation:
    """At the organisation that stands, where this one was merged."""
    affiliation = Affiliation(person=person, organisation=organisation.current, role=role, starts=starts, ends=ends)
    with act("directory.affiliate", affiliation, by=by, policy=POLICY):
        return affiliation


def end_affiliation(affiliation: Affiliation, *, ends: date, by: Actor) -> None:
    with act("directory.end_affiliation", affiliation, by=by, policy=POLICY):
        if affiliation.ends is not None:
            raise Refused(_("This affiliation has ended already."))
        affiliation.ends = ends
