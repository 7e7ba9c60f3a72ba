"""Rows for tests, as services would leave them: what a test does not name is filled in."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from bartholdi.office.accounts.models import User


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
