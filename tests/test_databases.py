"""The database of the tests: what migrations made is there in every test, also after one that committed."""

import pytest
from wagtail.models import Page

from bartholdi.office.accounts.models import User

pytestmark = pytest.mark.django_db


def test_what_migrations_made_is_there() -> None:
    assert Page.objects.filter(depth=1).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_that_commits_leaves_nothing_behind(turn: int) -> None:
    User.objects.create(email="someone@example.org")
    assert (User.objects.count(), Page.objects.filter(depth=1).count()) == (1, 1)
