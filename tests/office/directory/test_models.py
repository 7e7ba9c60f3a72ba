"""What the database itself refuses, and what the frame says of it in a sentence."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, models, transaction

from bartholdi.office.accounts.models import User
from bartholdi.office.directory.models import (
    Affiliation,
    Organisation,
    OrganisationDomain,
    OrganisationLink,
    OrganisationName,
    Person,
    PersonAddress,
)
from bartholdi.office.directory.services import Facts, add_organisation
from bartholdi.office.lib.workflow import Refused
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 15)


def refused(make: Callable[[], models.Model]) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def organisation(**columns: object) -> Callable[[], models.Model]:
    return lambda: Organisation.objects.create(**{"name_en": "X", "country": "US", **columns})


def test_an_organisation_that_cannot_be() -> None:
    OrganisationFactory(ror="02feahw73")
    tries = {
        "no name": organisation(name_en=""),
        "no such country": organisation(country="QQ"),
        "country in small letters": organisation(country="us"),
        "off the earth": organisation(latitude=91, longitude=0),
        "half a place": organisation(latitude=45),
        "an identifier twice": organisation(ror="02feahw73"),
        "an empty identifier": organisation(ror=""),
    }
    assert {name: refused(make) for name, make in tries.items()} == dict.fromkeys(tries, True)
    assert not refused(organisation(latitude=-90, longitude=180, country="XK"))


def test_parts_of_an_organisation_that_cannot_be() -> None:
    one, two = OrganisationFactory(domains=["one.example"]), OrganisationFactory()
    OrganisationName.objects.create(organisation=one, text="Un")
    OrganisationLink.objects.create(child=one, parent=two)
    tries = {
        "a name twice": lambda: OrganisationName.objects.create(organisation=one, text="Un", kind="name"),
        "no name": lambda: OrganisationName.objects.create(organisation=one, text=""),
        "a kind of name nobody knows": lambda: OrganisationName.objects.create(organisation=one, text="U", kind="x"),
        "a domain twice": lambda: OrganisationDomain.objects.create(organisation=one, domain="one.example"),
        "a domain in capitals": lambda: OrganisationDomain.objects.create(organisation=one, domain="ONE.example"),
        "part of itself": lambda: OrganisationLink.objects.create(child=one, parent=one),
        "part of it twice": lambda: OrganisationLink.objects.create(child=one, parent=two, kind="supervised"),
    }
    assert {name: refused(make) for name, make in tries.items()} == dict.fromkeys(tries, True)
    assert not refused(lambda: OrganisationDomain.objects.create(organisation=two, domain="one.example"))


def test_a_person_and_an_affiliation_that_cannot_be() -> None:
    person, somewhere = PersonFactory(orcid="0000-0002-1825-0097"), OrganisationFactory()
    Affiliation.objects.create(person=person, organisation=somewhere, role="Professor")
    Affiliation.objects.create(person=person, organisation=somewhere, role="Dean", starts=DAY)
    PersonAddress.objects.create(person=person, address="a@example.org")

    def at(**columns: object) -> Callable[[], models.Model]:
        return lambda: Affiliation.objects.create(**{"person": person, "organisation": somewhere, **columns})

    tries = {
        "no name": lambda: PersonFactory(name=""),
        "an identifier twice": lambda: PersonFactory(orcid="0000-0002-1825-0097"),
        "an address twice": lambda: PersonAddress.objects.create(person=PersonFactory(), address="a@example.org"),
        "an address in capitals": lambda: PersonAddress.objects.create(person=person, address="B@example.org"),
        "an end before the beginning": at(starts=DAY, ends=date(2027, 3, 14)),
        "the same since ever": at(role="Professor"),
        "the same since a day": at(role="Dean", starts=DAY),
    }
    assert {name: refused(make) for name, make in tries.items()} == dict.fromkeys(tries, True)
    assert not refused(at(role="Dean", starts=date(2028, 1, 1), ends=date(2028, 1, 1)))
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (Facts(name_en="", country="FR"), "An organisation needs a name, in English or in French."),
        (Facts(name_en="X", country="FR", ror="02feahw74"), "This is not a ROR identifier"),
        (Facts(name_en="X", country="FR", latitude=95, longitude=0), "Give both or neither"),
    ],
)
def test_a_fault_is_said_in_a_sentence(officer: User, facts: Facts, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        add_organisation(facts, by=officer)


def test_a_name_is_read_in_the_language_of_the_moment_and_filed_without_accents() -> None:
    names = ("Zoo", "École", "Abbey", "Édouard")
    for name in names:
        OrganisationFactory(name_en="", name_fr=name)
    assert [str(each) for each in Organisation.objects.all()] == ["Abbey", "École", "Édouard", "Zoo"]
