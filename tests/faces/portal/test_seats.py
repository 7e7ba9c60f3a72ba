"""The page behind an invitation to a panel: yes or no by a link, without an account, and nothing for who has none."""

import re

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.notices.models import Notice
from bartholdi.office.reviews.models import Seat
from bartholdi.office.reviews.services import seats
from tests.office.reviews.people import a_panel, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(officer: User) -> str:
    seat = seats.propose_seat(a_panel(), a_reviewer(email="rose@lab.example"), by=officer)
    seats.offer_seat(seat, by=officer)
    found = re.search(r"/en/reviewing/[\w-]+/", Notice.objects.get().text)
    assert found
    return found[0]


def test_to_look_changes_nothing_and_is_private(client: Client, page: str) -> None:
    for language, said in (("en", "would you review"), ("fr", "accepteriez-vous")):
        answer = client.get(page.replace("/en/", f"/{language}/"))
        assert said in answer.content.decode()
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]
    assert Seat.objects.get().state == "invited"


def test_a_yes_with_fewer_than_asked(client: Client, page: str) -> None:
    answer = client.post(page, {"answer": "accept", "capacity": "2"}, follow=True)
    assert "You have accepted." in answer.content.decode()
    seat = Seat.objects.get()
    assert (seat.state, seat.capacity) == ("accepted", 2)


def test_a_no_needs_no_number(client: Client, page: str) -> None:
    client.post(page, {"answer": "decline", "capacity": "x", "reason": "On leave."})
    seat = Seat.objects.get()
    assert (seat.state, seat.reason) == ("declined", "On leave.")
    assert "You have declined." in client.get(page).content.decode()


def test_no_answer_is_asked_for_and_what_was_typed_stays(client: Client, page: str) -> None:
    answer = client.post(page, {"reason": "Perhaps"}).content.decode()
    assert "Perhaps" in answer
    assert Seat.objects.get().state == "invited"


def test_a_second_answer_is_told_what_became_of_the_first(client: Client, page: str) -> None:
    client.post(page, {"answer": "accept"})
    answer = client.post(page, {"answer": "decline"})
    assert "You have accepted." in answer.content.decode()
    assert Seat.objects.get().state == "accepted"


def test_a_link_that_is_none_opens_nothing(client: Client, page: str) -> None:
    assert client.get("/en/reviewing/guessed/").status_code == 404
    Seat.objects.update(state="withdrawn", token_digest="")
    assert client.get(page).status_code == 404
