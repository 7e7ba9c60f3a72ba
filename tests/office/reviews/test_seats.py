"""Seats: checked before they are offered, answered by a link, each move by those who may and no other."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.reviews.models import Conflict, Holder, Seat
from bartholdi.office.reviews.permissions import SEAT_POLICY
from bartholdi.office.reviews.services import seats
from tests.cast import CAST
from tests.factories import AccountFactory, OrganisationFactory
from tests.office.reviews.people import a_panel, a_reviewer, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(officer: User) -> Seat:
    return seats.propose_seat(a_panel(), a_reviewer(email="rose@lab.example", languages="fr"), by=officer)


def link() -> str:
    found = re.search(r"/reviewing/([\w-]+)/", Notice.objects.order_by("-pk")[0].text)
    assert found
    return found[1]


def test_a_seat_is_proposed_offered_and_accepted(seat: Seat, officer: User) -> None:
    assert (seat.state, Notice.objects.count()) == ("proposed", 0)
    seats.offer_seat(seat, by=officer)
    letter = Notice.objects.get()
    assert (letter.address, letter.language, letter.private) == ("rose@lab.example", "fr", True)
    found = seats.seat_of(link())
    assert found == seat
    seats.accept_seat(found, by=Holder(found), capacity=3)
    seat.refresh_from_db()
    assert (seat.state, seat.reviews_at_most, seat.answered_at is not None) == ("accepted", 3, True)


def test_a_new_link_closes_the_old_one(seat: Seat, officer: User) -> None:
    seats.offer_seat(seat, by=officer)
    first = link()
    seats.offer_seat(seat, by=officer)
    assert (seats.seat_of(first), seats.seat_of(""), seats.seat_of(link())) == (None, None, seat)


def test_a_no_is_kept_with_its_reason_and_frees_the_seat(seat: Seat, officer: User) -> None:
    seats.offer_seat(seat, by=officer)
    seats.decline_seat(seat, by=Holder(seat), reason="On leave; ask Max.")
    again = seats.propose_seat(seat.panel, seat.reviewer, by=officer)
    assert (seat.state, seat.reason, again.state) == ("declined", "On leave; ask Max.", "proposed")


def test_nobody_sits_twice_on_a_panel(seat: Seat, officer: User) -> None:
    with pytest.raises(Refused, match="has a seat on the panel already"):
        seats.propose_seat(seat.panel, seat.reviewer, by=officer)


def test_an_answer_is_given_once(seat: Seat, officer: User) -> None:
    seats.offer_seat(seat, by=officer)
    seats.accept_seat(seat, by=Holder(seat))
    with pytest.raises(Refused):
        seats.decline_seat(seat, by=Holder(seat))


def test_without_an_address_nothing_is_sent(officer: User) -> None:
    seat = seats.propose_seat(a_panel(), a_reviewer(), by=officer)
    with pytest.raises(Refused, match="no e-mail address"):
        seats.offer_seat(seat, by=officer)


def test_who_cannot_be_asked_or_applies_is_not_proposed(officer: User) -> None:
    panel = a_panel()
    handed_in(panel.call, email="rose@lab.example")
    with pytest.raises(Refused, match="applies to this call"):
        seats.propose_seat(panel, a_reviewer(email="rose@lab.example"), by=officer)
    with pytest.raises(Refused, match="cannot be asked"):
        seats.propose_seat(panel, a_reviewer(available=False), by=officer)


def test_the_check_says_what_speaks_against_it_before_anybody_is_asked(officer: User) -> None:
    here, panel = OrganisationFactory(), a_panel()
    kept = handed_in(panel.call, organisation=here)
    handed_in(panel.call)
    reviewer = a_reviewer(at=here, email="rose@lab.example")
    check = seats.check(panel, reviewer, user=officer)
    assert (check.kept_from, check.applications, check.applies, Conflict.objects.count()) == (1, 2, False, 0)
    seats.offer_seat(seats.propose_seat(panel, reviewer, by=officer), by=officer)
    assert [(each.application, each.state) for each in Conflict.objects.all()] == [(kept, "open")]


def test_who_may_do_what(cast: dict[str, User], officer: User) -> None:
    themselves = AccountFactory(email="rose@lab.example")
    seat = Seat.objects.create(panel=a_panel(), reviewer=a_reviewer(account=themselves))
    runs = {"propose_seat", "offer_seat", "withdraw_seat", "leave_panel"}
    theirs = {"accept_seat", "decline_seat"}
    assert {part: SEAT_POLICY.actions(cast[part], seat) for part in CAST} == {
        part: runs if part in {"officer", "director"} else set() for part in CAST
    }
    assert SEAT_POLICY.actions(themselves, seat) == theirs | {"leave_panel"}
    assert SEAT_POLICY.actions(Holder(seat), seat) == theirs
    other = Seat.objects.create(panel=a_panel(), reviewer=a_reviewer("Max"))
    assert SEAT_POLICY.actions(Holder(other), seat) == set()
    with pytest.raises(PermissionDenied):
        seats.offer_seat(seat, by=cast["auditor"])
