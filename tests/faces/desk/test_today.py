"""Today at the desk: what waits, for whom, and nothing where nothing waits."""

import pytest
from django.core.cache import cache
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.notices import services
from bartholdi.office.notices.models import Notice
from tests.counting import cost
from tests.office.notices.post import write

pytestmark = pytest.mark.django_db
URL = "/en/desk/"


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


def waiting(client: Client) -> list[tuple[str, str]]:
    return [(task["title"], task["tone"]) for task in client.get(URL).context["tasks"]]


def in_state(state: str, count: int) -> None:
    for _turn in range(count):
        Notice.objects.filter(pk=write().pk).update(state=state)


def test_says_so_when_nothing_waits(client: Client, officer: User) -> None:
    client.force_login(officer)
    assert "Nothing waits for you" in client.get(URL).content.decode()


def test_letters_that_wait_for_somebody_stand_in_order_of_urgency(client: Client, cast: dict[str, User]) -> None:
    for state, count in (("held", 1), ("failed", 2), ("uncertain", 1), ("sent", 3), ("queued", 1)):
        in_state(state, count)
    client.force_login(cast["officer"])
    assert waiting(client) == [
        ("2 letters could not leave", "bad"),
        ("1 letter may not have left", "attention"),
        ("1 letter is held", "waiting"),
    ]
    client.force_login(cast["editor"])
    assert waiting(client) == []


@pytest.mark.once
def test_costs_the_same_whatever_waits(client: Client, officer: User) -> None:
    client.force_login(officer)
    costs = []
    for more in (1, 20):
        in_state("failed", more)
        costs.append(cost(client, URL))
    assert costs[0] == costs[1]


def test_the_latest_acts_name_what_they_are_about_and_leave_out_letters_and_what_people_do_to_themselves(
    client: Client, cast: dict[str, User]
) -> None:
    written = write()
    services.hold(written, by=cast["officer"])
    client.force_login(cast["director"])
    acts = [(entry.subject_label, entry.act) for entry in client.get(URL).context["latest"]]
    assert acts == [(f"Letter {written.pk}: {written.kind_label}", "notices.hold")]
    client.force_login(cast["editor"])
    assert list(client.get(URL).context["latest"]) == []
