"""Rows for tests, as services would leave them: what a test does not name is filled in."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from bartholdi.office.accounts.models import User
from bartholdi.office.directory.models import Affiliation, Organisation, OrganisationDomain, Person
from bartholdi.office.directory.services.filing import file


class AccountFactory(factory.django.DjangoModelFactory):
    """An account with its address verified: `AccountFactory(roles=["officer"], also=["second@example.org"])`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = "!"  # not a usable one: people sign in by a code

    @factory.post_generation
    def roles(self: User, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        self.groups.set(Group.objects.filter(name__in=extracted or []))

    @factory.post_generation
    def also(self: User, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)
        for address in extracted or []:
            EmailAddress.objects.create(user=self, email=address, verified=True, primary=False)


class OrganisationFactory(factory.django.DjangoModelFactory):
    """As the service leaves it, found by its names: `OrganisationFactory(name_fr="Université d’Iroise", domains=["iroise.example"])`."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name_en = factory.Sequence(lambda n: f"Institute {n}")
    city = "Springfield"
    country = "US"

    @factory.post_generation
    def domains(self: Organisation, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        for domain in extracted or []:
            OrganisationDomain.objects.create(organisation=self, domain=domain)
        file(self)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Researcher {n}")


class AffiliationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
