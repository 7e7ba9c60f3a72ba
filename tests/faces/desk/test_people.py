"""The desk's people: the list, a person's page, and who may change what."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from bartholdi.office.accounts import services
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from tests.cast import CAST
from tests.counting import cost

pytestmark = pytest.mark.django_db
LIST = "/en/desk/people/"
STAFF = {"officer", "director", "auditor", "editor", "administrator"}


def test_the_door_is_open_to_staff_only(client: Client, cast: dict[str, User]) -> None:
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = (client.get(LIST).status_code, client.get(f"{LIST}{cast['officer'].pk}/").status_code)
    assert answers == {part: (200, 200) if part in STAFF else (403, 403) for part in CAST}


def test_lists_everybody_with_their_roles(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["officer"])
    page = client.get(LIST).content.decode()
    assert page.count("<tr data-row>") == len(CAST)
    assert {str(user) for user in cast.values()} <= {name for name in map(str, cast.values()) if name in page}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("role=officer&role=auditor", {"Olivia Officer", "Ana Auditor"}),
        ("q=aicha", {"Aïcha Applicant"}),
        ("second=yes", set()),
        ("state=closed", {"Sam Stranger"}),
        ("joined_to=2001-01-01", set()),
    ],
)
def test_filters(client: Client, cast: dict[str, User], query: str, found: set[str]) -> None:
    User.objects.filter(pk=cast["stranger"].pk).update(is_active=False)
    client.force_login(cast["officer"])
    rows = client.get(f"{LIST}?{query}").context["listing"].page.rows
    assert {str(row) for row in rows} == found


def test_a_lost_second_step_is_removed_by_an_administrator(client: Client, cast: dict[str, User]) -> None:
    officer = cast["officer"]
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={})
    for part, offered in (("director", False), ("administrator", True)):
        client.force_login(cast[part])
        assert ("Remove a lost second step" in client.get(f"{LIST}{officer.pk}/").content.decode()) is offered
    answer = client.post(f"{LIST}{officer.pk}/forget-second-step/", follow=True)
    assert "The second step of Olivia Officer is removed, and the sessions are ended." in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_an_administrator_gives_and_takes_a_role(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["administrator"])
    person = cast["applicant"]
    for act, expected in (("give-role", {"editor"}), ("take-role", set())):
        answer = client.post(f"{LIST}{person.pk}/{act}/", {"role": "editor"})
        person.forget_roles()
        assert (answer.status_code, set(person.roles)) == (302, expected)
    acts = Entry.objects.about(person.journal_key).order_by("number").values_list("act", flat=True)
    assert list(acts) == ["accounts.give_role", "accounts.take_role"]
    assert "Editor" in client.get(f"{LIST}{person.pk}/").content.decode()


def test_an_administrator_closes_and_opens_an_account(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["administrator"])
    person = cast["applicant"]
    for act, expected in (("close", False), ("open", True)):
        client.post(f"{LIST}{person.pk}/{act}/")
        person.refresh_from_db()
        assert person.is_active is expected


def test_only_administrators_change_others_and_nobody_themselves(client: Client, cast: dict[str, User]) -> None:
    answers = {}
    for part in STAFF:
        client.force_login(cast[part])
        answers[part] = tuple(
            client.post(f"{LIST}{cast[person].pk}/give-role/", {"role": "editor"}).status_code for person in ("stranger", part)
        )
    assert answers == {part: (302 if part == "administrator" else 403, 403) for part in STAFF}


def test_the_history_shows_what_its_reader_may_read(client: Client, cast: dict[str, User]) -> None:
    services.record_sign_in(cast["applicant"], method="code")
    services.give_role(cast["applicant"], "editor", by=cast["administrator"])
    seen = {}
    for part in ("officer", "auditor", "administrator"):
        client.force_login(cast[part])
        page = client.get(f"{LIST}{cast['applicant'].pk}/").content.decode()
        seen[part] = ("Signed in" in page, "Gave a role" in page)
    assert seen == {"officer": (False, False), "auditor": (True, True), "administrator": (True, True)}


def test_a_page_costs_the_same_whatever_the_history(client: Client, cast: dict[str, User]) -> None:
    client.force_login(cast["auditor"])
    url = f"{LIST}{cast['applicant'].pk}/"
    costs = []
    for more in (1, 30):
        for _turn in range(more):
            services.record_sign_in(cast["applicant"], method="code")
        costs.append(cost(client, url))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(("url", "status"), [("999999/", 404), ("1/no-such-act/", 405)])
def test_an_address_of_nothing(client: Client, officer: User, url: str, status: int) -> None:
    client.force_login(officer)
    assert client.get(LIST + url).status_code == status
