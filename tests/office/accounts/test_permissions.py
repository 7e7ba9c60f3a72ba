"""Who may do what with an account: the whole set for every person of the cast, and rules that hold for everybody."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.models import User
from bartholdi.office.accounts.permissions import POLICY
from bartholdi.office.journal.acts import System
from bartholdi.office.journal.models import READERS as JOURNAL_READERS
from bartholdi.office.notices.models import READERS
from bartholdi.office.notices.permissions import WRITERS

OWN = {"view", "change_profile", "merge"}
STANDING = {"give_role", "take_role", "deactivate", "reactivate"}


def test_what_each_may_do_with_somebody_elses_account(cast: dict[str, User], stranger: User) -> None:
    others = {part: POLICY.actions(person, stranger) for part, person in cast.items() if part != "stranger"}
    assert others == {
        "applicant": set(),
        "officer": {"view"},
        "director": {"view", "export"},
        "auditor": {"view", "export"},
        "editor": {"view"},
        "administrator": {"view", "export", "create", "forget_second_step"} | STANDING,
    }


def test_what_each_may_do_with_their_own_account(cast: dict[str, User]) -> None:
    assert {part: POLICY.actions(person, person) for part, person in cast.items()} == {
        "applicant": OWN,
        "stranger": OWN,
        "officer": OWN,
        "director": OWN | {"export"},
        "auditor": OWN | {"export"},
        "editor": OWN,
        "administrator": OWN | {"export", "create"},
    }


@pytest.mark.django_db
def test_bartholdi_itself_sets_up_accounts_and_sees_none(stranger: User) -> None:
    assert POLICY.actions(System("demo"), stranger) == {"create"} | STANDING


PEOPLE = st.builds(
    lambda pk, names: SimpleNamespace(pk=pk, roles=frozenset(names), is_staff=bool(names)),
    st.integers(1, 3),
    st.sets(st.sampled_from(sorted(roles.ALL))),
)


@given(PEOPLE, PEOPLE)
def test_nobody_changes_their_own_standing_and_only_administrators_that_of_others(
    person: SimpleNamespace, subject: SimpleNamespace
) -> None:
    may = POLICY.actions(person, subject)
    assert bool(may & STANDING) == (roles.ADMINISTRATOR in person.roles and person.pk != subject.pk)
    assert may & STANDING in (set(), STANDING)


@given(PEOPLE, PEOPLE)
def test_only_the_owner_changes_a_profile_or_merges(person: SimpleNamespace, subject: SimpleNamespace) -> None:
    assert ({"change_profile", "merge"} <= POLICY.actions(person, subject)) == (person.pk == subject.pk)


@given(PEOPLE, PEOPLE)
def test_a_role_more_never_allows_less(person: SimpleNamespace, subject: SimpleNamespace) -> None:
    for role in roles.ALL:
        more = SimpleNamespace(pk=person.pk, roles=person.roles | {role}, is_staff=True)
        assert POLICY.actions(person, subject) <= POLICY.actions(more, subject)


def test_the_lower_floors_name_only_roles_that_exist() -> None:
    assert JOURNAL_READERS | READERS | WRITERS <= roles.ALL
