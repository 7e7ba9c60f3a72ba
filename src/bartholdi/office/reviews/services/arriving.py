"""A reviewer who was known by an address gets an account: what was decided before holds for it from then on."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.applications.models.access import forget_standing
from bartholdi.office.directory.models import Person
from bartholdi.office.journal.acts import System
from bartholdi.office.reviews.models import Assignment, Conflict, Reviewer

ARRIVED = System("arrival of an account")


@transaction.atomic
def attach_account(person: Person) -> None:
    """Who has an account with one of their addresses proved is that account: what they must not see is kept from it, what they
    were asked is shown to it."""
    if person.account_id:
        return
    addresses = list(person.addresses.values_list("address", flat=True))
    proved = EmailAddress.objects.filter(email__in=addresses, verified=True, user__person=None).order_by("pk").first()
    if proved is None:
        return
    person.account = proved.user
    person.save(update_fields=["account"])
    for reviewer in Reviewer.objects.filter(person=person).select_related("person"):
        bar_account(reviewer)
        give_access(reviewer, by=str(ARRIVED))


def account_arrived(user: User) -> None:
    """Somebody proved an address: where a reviewer is known by it, the account is theirs."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values("email")
    rows = Person.objects.filter(account=None, addresses__address__in=proved).exclude(reviewer=None)
    for person in rows.distinct().order_by("pk"):
        attach_account(person)


def bar_account(reviewer: Reviewer) -> None:
    """Somebody who had no account when a conflict was confirmed has one now."""
    account = reviewer.person.account_id
    if not account:
        return
    for conflict in Conflict.objects.filter(reviewer=reviewer).confirmed():
        Access.objects.get_or_create(
            application_id=conflict.application_id,
            user_id=account,
            role=Access.Role.BARRED,
            until=None,
            defaults={"given_by": conflict.decided_by},
        )


def give_access(reviewer: Reviewer, *, by: str) -> None:
    """Somebody who had no account when they were asked has one now."""
    rows = Assignment.objects.asked().filter(seat__reviewer=reviewer).select_related("application", "seat__reviewer__person")
    for assignment in rows:
        admit(assignment, by=by)


def admit(assignment: Assignment, *, by: str) -> None:
    """The standing that goes with being asked, where there is an account."""
    account = assignment.seat.reviewer.person.account_id
    if account:
        Access.objects.get_or_create(
            application_id=assignment.application_id,
            user_id=account,
            role=Access.Role.REVIEWER,
            until=None,
            defaults={"given_by": by[:200]},
        )
        forget_standing(assignment.application)
