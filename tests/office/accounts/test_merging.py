"""Two accounts of one person become one, in one act, with a registry that later apps join."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from bartholdi.office.accounts import merging, services
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from tests.doors import kinds, sign_in_by_code
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(db: None) -> User:
    return AccountFactory(email="claire@university.example", name="Claire", also=["c@university.example"])


@pytest.fixture
def other(db: None) -> User:
    return AccountFactory(email="claire@home.example", name="C. Dupont", also=["old@home.example"])


@pytest.fixture
def registered() -> Iterator[list[tuple[str, str]]]:
    """An app of the future that moves its own rows."""
    moved: list[tuple[str, str]] = []
    merging.register(
        "Applications", count=lambda source: 3, move=lambda source, target: moved.append((source.email, target.email))
    )
    yield moved
    merging._movers.pop()


def test_everything_moves_and_the_other_account_is_closed(
    client: Client, kept: User, other: User, registered: list[tuple[str, str]]
) -> None:
    sign_in_by_code(client, other)
    SocialAccount.objects.create(user=other, provider="orcid", uid="0000-0001")
    assert merging.what_would_move(other) == [("E-mail addresses", 2), ("Other ways to sign in", 1), ("Applications", 3)]
    services.merge(kept, other, by=kept)
    assert set(EmailAddress.objects.values_list("user_id", "email", "verified", "primary")) == {
        (kept.pk, "claire@university.example", True, True),
        (kept.pk, "c@university.example", True, False),
        (kept.pk, "claire@home.example", True, False),
        (kept.pk, "old@home.example", True, False),
    }
    other.refresh_from_db()
    assert (other.is_active, other.is_merged, SocialAccount.objects.get().user) == (False, True, kept)
    assert (UserSession.objects.count(), client.get("/en/portal/").status_code) == (0, 302)
    assert registered == [("claire@home.example", "claire@university.example")]
    assert kinds()[-1] == "accounts.merge_done"


def test_the_merge_is_recorded_on_both_accounts(kept: User, other: User) -> None:
    services.merge(kept, other, by=kept)
    facts = Entry.objects.get(act="accounts.merge")
    assert (facts.actor_key, facts.subject_key, facts.change) == (
        kept.journal_key,
        kept.journal_key,
        {"merged": other.journal_key, "label": "C. Dupont", "moved": {"E-mail addresses": 2}},
    )
    closed = Entry.objects.get(act="accounts.close_merged").change
    assert (closed["into"], closed["is_active"], closed["password"]) == (kept.journal_key, [True, False], ["…", "…"])


def test_every_address_of_both_opens_the_kept_account(kept: User, other: User) -> None:
    services.merge(kept, other, by=kept)
    for address in ("claire@university.example", "claire@home.example", "old@home.example"):
        client = Client()
        sign_in_by_code(client, User(email=address))
        assert client.session["_auth_user_id"] == str(kept.pk)


def test_staff_are_not_merged_away(kept: User, officer: User) -> None:
    with pytest.raises(Refused, match="belongs to the staff"):
        services.merge(kept, officer, by=kept)
    assert (officer.emailaddress_set.count(), officer.is_active) == (1, True)


def test_staff_may_take_in_their_own_private_account(officer: User, other: User) -> None:
    services.merge(officer, other, by=officer)
    assert (officer.emailaddress_set.count(), officer.roles) == (3, {"officer"})


def test_a_second_step_is_not_passed_by_a_code_alone(kept: User, other: User) -> None:
    TOTP.activate(other, "JBSWY3DPEHPK3PXP")
    with pytest.raises(Refused, match="protected by a second step"):
        services.merge(kept, other, by=kept)


def test_an_account_is_not_merged_with_itself_nor_with_a_closed_one(kept: User, other: User) -> None:
    with pytest.raises(Refused, match="signed in to"):
        services.merge(kept, kept, by=kept)
    services.merge(kept, other, by=kept)
    with pytest.raises(Refused, match="One of the two accounts is closed"):
        services.merge(kept, other, by=kept)


def test_nobody_merges_for_somebody_else(kept: User, other: User, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        services.merge(kept, other, by=administrator)


def test_a_merged_account_is_not_opened_again(kept: User, other: User, administrator: User) -> None:
    services.merge(kept, other, by=kept)
    with pytest.raises(Refused, match="merged into another one"):
        services.reactivate(other, by=administrator)


def test_a_fault_in_one_app_leaves_everything_as_it_was(kept: User, other: User) -> None:
    def fail(source: User, target: User) -> None:
        raise RuntimeError("disk full")

    merging.register("Faulty", count=lambda source: 1, move=fail)
    try:
        with pytest.raises(RuntimeError):
            services.merge(kept, other, by=kept)
    finally:
        merging._movers.pop()
    other.refresh_from_db()
    assert (other.is_active, other.emailaddress_set.count(), Entry.objects.filter(act="accounts.merge").count(), kinds()) == (
        True,
        2,
        0,
        [],
    )


@pytest.mark.django_db(transaction=True)
def test_two_accounts_that_take_in_each_other_at_once_end_as_one(kept: User, other: User) -> None:
    def merge(target: User, source: User) -> str:
        try:
            services.merge(target, source, by=target)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "merged"

    with ThreadPoolExecutor(2) as both:
        ends = list(both.map(merge, (kept, other), (other, kept)))
    assert sorted(ends) == ["One of the two accounts is closed.", "merged"]
    assert User.objects.filter(is_active=True).count() == 1
    assert set(EmailAddress.objects.values_list("user__is_active", flat=True)) == {True}
