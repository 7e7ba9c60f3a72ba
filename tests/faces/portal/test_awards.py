"""A laureate accepts or declines on the portal; nobody else finds the page, and what cannot be is said with the form kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.awards.models import Award
from tests.cast import CAST
from tests.counting import cost
from tests.factories import AccountFactory
from tests.office.awards.offered import laureate, offered

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year + 1
YES = {"answer": "accept", "starts_on": f"{YEAR}-09-01", "ends_on": f"{YEAR}-12-31", "other_income": "250.50"}


@pytest.fixture
def award(officer: User, director: User) -> Award:
    return offered(by=officer, then=director)[0]


@pytest.fixture
def place(award: Award) -> str:
    return f"/en/portal/applications/{award.decision.application_id}/award/"


def test_nobody_but_whose_it_is_finds_the_page(client: Client, cast: dict[str, User], award: Award, place: str) -> None:
    found = {}
    for part, user in {**cast, "laureate": laureate(award)}.items():
        client.force_login(user)
        found[part] = {client.get(place).status_code, client.get(place.replace("/en/", "/fr/")).status_code}
    assert found == {**{part: {404} for part in CAST}, "laureate": {200}}


def test_it_waits_on_the_first_page_until_it_is_answered(client: Client, award: Award, place: str) -> None:
    for user in (laureate(award), AccountFactory()):
        client.force_login(user)
        assert (place in client.get("/en/portal/").content.decode()) == (user == award.laureate)
    Award.objects.update(answer_by=timezone.now() - timedelta(minutes=1))
    client.force_login(laureate(award))
    assert place not in client.get("/en/portal/").content.decode()
    Award.objects.update(answer_by=timezone.now() + timedelta(days=1))
    assert "/fr/portal/applications/" in client.get("/fr/portal/").content.decode().partition('id="past"')[0]
    client.post(place, {"answer": "decline"})
    assert place not in client.get("/en/portal/").content.decode()


def test_from_the_application_to_the_plan(client: Client, award: Award, place: str) -> None:
    client.force_login(laureate(award))
    assert place in client.get(place.removesuffix("award/")).content.decode()
    assert "Merci de répondre au plus tard le " in " ".join(client.get(place.replace("/en/", "/fr/")).content.decode().split())
    page = client.post(place, YES, follow=True).content.decode()
    assert "You have accepted the award." in page
    assert page.count("EUR\u00a01,499.50") == 5  # what is paid, and four months
    assert "Send my answer" not in page
    assert "1\u202f499,50\u00a0EUR" in client.get(place.replace("/en/", "/fr/")).content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"starts_on": ""}, "“First day of your stay” is still missing."),
        ({"other_income": ""}, "“Other income a month” is still missing."),
        ({"other_income": "-1"}, "Other income is zero or more."),
        ({"ends_on": "31/12/2027"}, "This is not a day of the calendar"),
        ({"ends_on": f"{YEAR}-01-01"}, "the last day does not come before the first"),
        ({"ends_on": f"{YEAR + 4}-01-01"}, "6 months at most"),
    ],
)
def test_what_cannot_be_is_said_and_kept(
    client: Client, award: Award, place: str, changed: dict[str, str], sentence: str
) -> None:
    client.force_login(laureate(award))
    page = client.post(place, {**YES, **changed}).content.decode()
    assert sentence in page
    assert f'value="{changed.get("starts_on", YES["starts_on"]) or YES["ends_on"]}"' in page
    assert Award.objects.get().state == "offered"


def test_who_declines_needs_nothing_else(client: Client, award: Award, place: str) -> None:
    client.force_login(laureate(award))
    page = client.post(place, {"answer": "decline", "starts_on": "soon", "reason": "Another offer"}, follow=True).content.decode()
    assert "You have declined the award." in page
    home = client.get("/en/portal/").content.decode()
    assert ("Award declined" in home, "Funded" in home, "Accept or decline the award" in home) == (True, False, False)
    assert Award.objects.values_list("state", "reason").get() == ("declined", "Another offer")


def test_too_late_is_said_before_and_after_sending(client: Client, award: Award, place: str) -> None:
    client.force_login(laureate(award))
    Award.objects.update(answer_by=timezone.now() - timedelta(days=1))
    assert "You could accept until" in client.get(place).content.decode()
    assert "you could answer until" in client.post(place, YES).content.decode()


def test_another_lead_sees_it_and_does_not_answer(client: Client, award: Award, place: str) -> None:
    other = AccountFactory(email="other@example.org")
    Access.objects.create(application=award.decision.application, user=other, role=Access.Role.APPLICANT)
    client.force_login(other)
    assert "Only they can" in client.get(place).content.decode()
    assert client.post(place, YES).status_code == 403


def test_the_page_costs_the_same_for_one_and_for_many(client: Client, award: Award, place: str) -> None:
    client.force_login(laureate(award))
    client.post(place, {**YES, "ends_on": f"{YEAR}-09-30"})
    once = cost(client, place)
    first = award.instalments.get()
    for number in (2, 3, 4):
        first.pk, first.number = None, number
        first.save()
    assert cost(client, place) == once
