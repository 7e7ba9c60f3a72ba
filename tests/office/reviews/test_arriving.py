"""A reviewer who was known by an address gets an account: barred from what was confirmed, admitted to what was asked."""

import pytest
from allauth.account.models import EmailAddress

from bartholdi.office.accounts import services as accounts
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.journal.acts import System
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Conflict, Seat
from bartholdi.office.reviews.services import conflicts
from tests.factories import AccountFactory
from tests.office.reviews.judging import a_judged_call, assigned
from tests.office.reviews.people import a_reviewer, handed_in

pytestmark = pytest.mark.django_db
LATE = "lou@lab.example"


@pytest.fixture
def seat(officer: User) -> Seat:
    """Without an account: asked for one application, barred from another."""
    panel = Panel.objects.filter(call=a_judged_call()).first()
    assert panel
    made = Seat.objects.create(panel=panel, reviewer=a_reviewer("Lou Late", email=LATE), state="accepted")
    assigned(handed_in(panel.call), made)
    conflict = Conflict.objects.create(application=handed_in(panel.call), reviewer=made.reviewer, reason="same_name")
    conflicts.confirm_conflict(conflict, by=officer)
    assert not Access.objects.filter(role__in=["barred", "reviewer"]).exists()
    return made


def roles(user: User) -> set[str]:
    return set(Access.objects.current().filter(user=user).values_list("role", flat=True))


def test_who_proves_the_address_is_that_reviewer(seat: Seat) -> None:
    user = AccountFactory(email="other@example.org")
    EmailAddress.objects.create(user=user, email=LATE, verified=False)
    accounts.prove_address(user, "other@example.org")
    assert roles(user) == set()
    EmailAddress.objects.filter(email=LATE).update(verified=True)
    accounts.prove_address(user, LATE)
    assert roles(user) == {"barred", "reviewer"}
    seat.reviewer.person.refresh_from_db()
    assert seat.reviewer.person.account == user


def test_who_is_given_an_account_too(seat: Seat) -> None:
    assert roles(accounts.create(email=LATE, name="Lou Late", by=System("test"))) == {"barred", "reviewer"}


def test_who_is_in_the_directory_with_another_account_is_left_alone(seat: Seat) -> None:
    owner = AccountFactory()
    seat.reviewer.person.account = owner
    seat.reviewer.person.save()
    user = accounts.create(email=LATE, name="Lou Late", by=System("test"))
    assert (roles(user), roles(owner)) == (set(), set())
