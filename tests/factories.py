"""Rows for tests, as services would leave them: what a test does not name is filled in."""

import json
from datetime import timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.directory.models import Affiliation, Organisation, OrganisationDomain, Person
from bartholdi.office.directory.services.filing import file
from bartholdi.office.programmes.models import Call, Programme, Side
from bartholdi.office.questionnaires.models import Edition, Purpose, Questionnaire, Response
from bartholdi.office.questionnaires.starter import STARTER


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


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    name_en = factory.Sequence(lambda n: f"Programme {n}")
    name_fr = factory.Sequence(lambda n: f"Programme {n} (fr)")
    mission = Programme.Mission.MOBILITY


class EditionFactory(factory.django.DjangoModelFactory):
    """A published edition: `EditionFactory(spec=formspec.dump(spec))`; without a spec, that of the starter."""

    class Meta:
        model = Edition

    questionnaire = factory.LazyFunction(
        lambda: Questionnaire.objects.create(
            name_en=f"Questionnaire {Questionnaire.objects.count()}",
            name_fr=f"Questionnaire n\u00b0\u00a0{Questionnaire.objects.count()}",
            purpose=Purpose.APPLICATION,
            draft=STARTER,
        )
    )
    number = 1
    spec = factory.LazyFunction(lambda: json.loads(STARTER))
    published_at = factory.LazyFunction(timezone.now)


class CallFactory(factory.django.DjangoModelFactory):
    """Announced and open, closing in ten days, between the United States and France: `CallFactory(state="draft", edition=…)`."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    slug = factory.Sequence(lambda n: f"call-{n}")
    code = factory.Sequence(lambda n: f"CAL{n}")
    title_en = factory.Sequence(lambda n: f"Call {n}")
    title_fr = factory.Sequence(lambda n: f"Appel n\u00b0\u00a0{n}")
    year = 2027
    state = "announced"
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    edition = factory.SubFactory(EditionFactory)

    @factory.post_generation
    def countries(self: Call, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:
        for letter, country in zip("ABC", extracted or ["US", "FR"], strict=False):
            Side.objects.create(call=self, country=country, letter=letter)


class ResponseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Response

    edition = factory.SubFactory(EditionFactory)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """With its applicant's standing: `ApplicationFactory(call=call, applicant=user, title="…", state="submitted")`."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    call = factory.SubFactory(CallFactory)
    serial = factory.Sequence(lambda n: n + 1)
    reference = factory.LazyAttribute(lambda row: f"{row.call.code}-{row.serial:04}")
    response = factory.LazyAttribute(lambda row: ResponseFactory(edition=row.call.edition))
    submitted_at = factory.LazyAttribute(lambda row: None if getattr(row, "state", "draft") == "draft" else timezone.now())

    @factory.post_generation
    def applicant(self: Application, create: bool, extracted: User | None, **kwargs: Any) -> None:
        if extracted is not None:
            Access.objects.create(application=self, user=extracted, role=Access.Role.APPLICANT)
