"""One's own account: profile, addresses, password, sessions, merging, as its owner meets them."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from tests.counting import cost, statements
from tests.doors import kinds, last_code, sign_in_by_code
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db

ROOMS = [
    "account_overview",
    "account_profile",
    "account_email",
    "account_sessions",
    "account_set_password",
    "account_merge",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "account_logout",
    "socialaccount_connections",
]


@pytest.mark.parametrize("name", ROOMS)
def test_every_room_opens_for_everybody_in_both_languages_and_for_nobody_signed_out(name: str, cast: dict[str, User]) -> None:
    address = reverse(name)
    shut = Client().get(address)
    assert shut.status_code == 302
    for person in cast.values():
        client = Client()
        client.force_login(person)
        assert [client.get(path).status_code for path in (address, address.replace("/en/", "/fr/"))] == [200, 200]


def test_a_profile_is_changed_on_its_page(client: Client, applicant: User) -> None:
    sign_in_by_code(client, applicant)
    saved = client.post(reverse("account_profile"), {"name": "Aïcha A.", "language": "fr", "zone": "Europe/Paris"})
    applicant.refresh_from_db()
    assert saved["Location"] == reverse("account_overview")
    assert (applicant.name, applicant.language, applicant.zone) == ("Aïcha A.", "fr", "Europe/Paris")


@pytest.mark.parametrize("typed", [{"name": "", "zone": "Mars/Olympus"}, {"name": "x" * 201}, {"language": "de"}, {}])
def test_a_profile_that_cannot_be_is_refused_and_nothing_is_saved(client: Client, applicant: User, typed: dict[str, str]) -> None:
    sign_in_by_code(client, applicant)
    answer = client.post(reverse("account_profile"), typed)
    assert answer.status_code == 200
    assert Entry.objects.filter(act="accounts.change_profile").count() == 0


def test_a_profile_typed_in_a_session_that_ended_comes_back_after_sign_in(client: Client, applicant: User) -> None:
    door = reverse("account_profile")
    typed = {"name": "Aïcha, newly typed", "language": "fr", "zone": "Europe/Paris"}
    ended = client.post(door, typed)
    assert ended["Location"] == f"{reverse('account_login')}?next={door}"
    assert sign_in_by_code(client, applicant, next=door) == door
    page = client.get(door)
    assert {name: page.context["form"][name].value() for name in typed} == typed
    assert User.objects.get().name == "Aïcha Applicant"


def test_an_address_is_added_by_its_code_made_the_main_one_and_removed(client: Client, applicant: User) -> None:
    sign_in_by_code(client, applicant)
    room = reverse("account_email")
    added = client.post(room, {"email": "New@example.net", "action_add": ""})
    assert EmailAddress.objects.count() == 1
    assert client.post(added["Location"], {"code": last_code()})["Location"] == room
    client.post(room, {"email": "new@example.net", "action_primary": ""})
    client.post(room, {"email": "applicant@example.org", "action_remove": ""})
    applicant.refresh_from_db()
    assert applicant.email == "new@example.net"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("new@example.net", True, True)]
    assert kinds()[1:] == ["accounts.address_code", *["accounts.account_changed"] * 3]
    acts = Entry.objects.exclude(act="notices.queue").order_by("number").values_list("act", flat=True)
    assert list(acts) == [
        "accounts.sign_in",
        "accounts.prove_address",
        "accounts.choose_primary_address",
        "accounts.remove_address",
    ]


def test_the_main_address_stays(client: Client, applicant: User) -> None:
    sign_in_by_code(client, applicant)
    client.post(reverse("account_email"), {"email": applicant.email, "action_remove": ""})
    assert EmailAddress.objects.count() == 1


def test_nobody_touches_an_address_of_somebody_else(client: Client, applicant: User, stranger: User) -> None:
    sign_in_by_code(client, applicant)
    for act in ("action_remove", "action_primary", "action_send"):
        client.post(reverse("account_email"), {"email": stranger.email, act: ""})
    assert EmailAddress.objects.filter(user=stranger).values_list("email", "primary").get() == (stranger.email, True)


def test_a_password_is_chosen_then_changed_and_its_owner_is_told(client: Client, applicant: User) -> None:
    sign_in_by_code(client, applicant)
    first, second = "four words and more", "another four words"
    client.post(reverse("account_set_password"), {"password1": first, "password2": first})
    client.post(reverse("account_change_password"), {"oldpassword": first, "password1": second, "password2": second})
    applicant.refresh_from_db()
    assert applicant.check_password(second)
    assert client.get(reverse("account_overview")).status_code == 200
    assert list(Entry.objects.filter(act__endswith="_password").order_by("number").values_list("act", "change")) == [
        ("accounts.set_password", {}),
        ("accounts.change_password", {}),
    ]
    assert kinds()[1:] == ["accounts.account_changed"] * 2


@pytest.mark.parametrize("weak", ["short", "passwordpassword"[:8], "123456789012", "applicant@example.org"])
def test_a_weak_password_is_refused(client: Client, applicant: User, weak: str) -> None:
    sign_in_by_code(client, applicant)
    answer = client.post(reverse("account_set_password"), {"password1": weak, "password2": weak})
    applicant.refresh_from_db()
    assert (answer.status_code, applicant.has_usable_password()) == (200, False)


def test_a_forgotten_password_is_chosen_again_with_a_code(client: Client, applicant: User) -> None:
    new = "four words and more"
    asked = client.post(reverse("account_reset_password"), {"email": applicant.email})
    chosen = client.post(asked["Location"], {"code": last_code()})
    client.post(chosen["Location"], {"password1": new, "password2": new})
    applicant.refresh_from_db()
    assert applicant.check_password(new)
    assert kinds() == ["accounts.password_code", "accounts.account_changed"]


def test_sessions_are_listed_and_ended_by_their_owner_only(client: Client, applicant: User, stranger: User) -> None:
    phone, thief = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Firefox/131.0"), Client()
    sign_in_by_code(phone, applicant)
    sign_in_by_code(client, applicant)
    sign_in_by_code(thief, stranger)
    assert "Firefox on Android" in client.get(reverse("account_sessions")).content.decode()
    theirs = UserSession.objects.get(session_key=phone.session.session_key)
    assert thief.post(reverse("account_end_session", args=[theirs.pk])).status_code == 404
    client.post(reverse("account_end_session", args=[theirs.pk]))
    assert [each.get(reverse("portal:home")).status_code for each in (phone, client, thief)] == [302, 200, 200]


def test_all_other_sessions_end_at_once(applicant: User) -> None:
    here, *others = (Client() for _browser in range(3))
    for browser in (here, *others):
        sign_in_by_code(browser, applicant)
    here.post(reverse("account_end_other_sessions"))
    assert [browser.get(reverse("portal:home")).status_code for browser in (here, *others)] == [200, 302, 302]


def test_reading_a_page_writes_nothing_within_five_minutes(client: Client, applicant: User) -> None:
    sign_in_by_code(client, applicant)
    client.get(reverse("portal:home"))
    asked = statements(lambda: client.get(reverse("portal:home")))
    assert [sql for sql in asked if not sql.startswith("SELECT")] == []


def test_a_page_asks_the_database_as_often_for_three_rows_as_for_one(client: Client, applicant: User) -> None:
    sign_in_by_code(client, applicant)
    rooms = [reverse(name) for name in ("account_overview", "account_sessions", "account_email")]
    counted = []
    for more in (["a@example.net", "b@example.net"], []):
        counted.append(cost(client, *rooms))
        for address in more:
            sign_in_by_code(Client(), applicant)
            EmailAddress.objects.create(user=applicant, email=address, verified=True)
    assert counted[0] == counted[1]


def test_another_account_is_merged_by_its_code(client: Client, applicant: User) -> None:
    other = AccountFactory(email="second@example.net")
    sign_in_by_code(client, applicant)
    asked = client.post(reverse("account_merge"), {"email": other.email})
    proved = client.post(asked["Location"], {"code": last_code()})
    page = client.get(proved["Location"]).content.decode()
    assert ("second@example.net" in page, "E-mail addresses" in page) == (True, True)
    client.post(proved["Location"])
    assert set(EmailAddress.objects.values_list("email", "user_id")) == {
        ("applicant@example.org", applicant.pk),
        ("second@example.net", applicant.pk),
    }


def test_a_merge_without_the_code_does_nothing(client: Client, applicant: User, stranger: User) -> None:
    sign_in_by_code(client, applicant)
    client.post(reverse("account_merge"), {"email": stranger.email})
    code = last_code()
    assert client.post(reverse("account_merge_confirm"))["Location"] == reverse("account_merge")
    client.post(reverse("account_merge"), {"email": stranger.email})
    for _try in range(3):
        client.post(reverse("account_merge_code"), {"code": "BBBB-BBBB"})
    assert client.post(reverse("account_merge_code"), {"code": code})["Location"] == reverse("account_merge")
    assert EmailAddress.objects.filter(user=stranger).count() == 1


def test_staff_refused_as_the_other_account_are_told_why(client: Client, applicant: User, officer: User) -> None:
    sign_in_by_code(client, applicant)
    client.post(reverse("account_merge"), {"email": officer.email})
    client.post(reverse("account_merge_code"), {"code": last_code()})
    answer = client.get(
        reverse("account_merge_confirm"), follow=True, headers={"referer": f"http://testserver{reverse('account_merge')}"}
    )
    assert "belongs to the staff of the office" in answer.content.decode()


def test_asking_for_the_codes_of_many_accounts_has_a_limit(client: Client, applicant: User) -> None:
    cache.clear()
    sign_in_by_code(client, applicant)
    answers = [client.post(reverse("account_merge"), {"email": f"p{number}@example.net"}) for number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [200]
    assert "Try again in 60 minutes." in answers[-1].content.decode()
