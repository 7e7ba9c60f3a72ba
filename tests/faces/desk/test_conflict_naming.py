"""An officer records the conflict of interest that an applicant declared: by search, in words; it bars nobody before it is decided."""

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.journal.models import Entry
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Conflict
from tests.cast import CAST
from tests.counting import cost
from tests.office.reviews.judging import a_judged_call
from tests.office.reviews.people import a_reviewer, handed_in

pytestmark = pytest.mark.django_db
RUNS = {"officer", "director"}


@pytest.fixture
def application() -> Application:
    panel = Panel.objects.filter(call=a_judged_call()).first()
    assert panel
    return handed_in(panel.call)


@pytest.fixture
def page(application: Application) -> str:
    return f"/en/desk/reviewing/applications/{application.pk}/conflict/"


def test_a_reviewer_is_found_and_the_words_are_kept(client: Client, officer: User, application: Application, page: str) -> None:
    rose = a_reviewer("Rose Rival")
    client.force_login(officer)
    assert f"{page}{rose.pk}/" in client.get(f"{page}?q=rival").content.decode()
    assert "Nobody in the pool" in client.get(f"{page}?q=zebra").content.decode()
    assert client.post(f"{page}{rose.pk}/", {"why": " "}).status_code == 200
    for said in ("They sued me.", "They sued me in 2024."):
        assert "Recorded" in client.post(f"{page}{rose.pk}/", {"why": said}, follow=True).content.decode()
    made = Conflict.objects.get()
    assert (made.reason, made.state, made.evidence["fr"]) == ("named", "open", "They sued me in 2024.")
    assert (Access.objects.barring().exists(), Entry.objects.filter(act="reviews.name_conflict").count()) == (False, 2)
    Conflict.objects.update(state="dismissed")
    assert "it is decided" in client.post(f"{page}{rose.pk}/", {"why": "Again"}).content.decode()


def test_who_may(client: Client, cast: dict[str, User], application: Application, page: str) -> None:
    rose = a_reviewer("Rose Rival")
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = client.post(f"{page}{rose.pk}/", {"why": part}).status_code
    assert answers == {part: 302 if part in RUNS else 403 for part in CAST}
    Access.objects.create(application=application, user=cast["officer"], role="barred")
    client.force_login(cast["officer"])
    assert [client.get(each).status_code for each in (page, f"{page}{rose.pk}/")] == [404, 404]


def test_the_search_costs_the_same_for_one_and_for_many_and_is_led_to(
    client: Client, officer: User, application: Application, page: str
) -> None:
    a_reviewer("Rose Rival")
    client.force_login(officer)
    once = cost(client, f"{page}?q=rival")
    for number in range(3):
        a_reviewer(f"Rival {number}")
    assert cost(client, f"{page}?q=rival") == once
    assert page in client.get(f"/en/desk/reviewing/applications/{application.pk}/").content.decode()
