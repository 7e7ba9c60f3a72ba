"""Assignments one by one: who may give and take them, what is refused with which sentence, and what ends with them."""

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Assignment, Conflict, Seat
from bartholdi.office.reviews.permissions import ASSIGNMENT_POLICY
from bartholdi.office.reviews.services import assigning, conflicts, seats
from tests.cast import CAST
from tests.factories import ApplicationFactory
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import a_panel, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel() -> Panel:
    return a_judged_call().panels.all()[0]


@pytest.fixture
def application(panel: Panel) -> Application:
    made: Application = ApplicationFactory(call=panel.call, state="submitted")
    return made


@pytest.fixture
def seat(panel: Panel) -> Seat:
    return a_member(panel)


def standing(user: User) -> list[tuple[str, bool]]:
    return [(row.role, row.until is None) for row in Access.objects.filter(user=user).order_by("pk")]


def account(seat: Seat) -> User:
    found = seat.reviewer.person.account
    assert found
    return found


def test_by_hand_it_is_proposed_kept_and_told_to_nobody(application: Application, seat: Seat, officer: User) -> None:
    made = assigning.assign(application, seat, by=officer)
    made.refresh_from_db()
    assert (made.state, made.source, made.kept, made.fit) == ("proposed", "hand", True, None)
    assert standing(account(seat)) == []
    entry = Entry.objects.get(act="reviews.assign")
    assert entry.subject_key == f"applications.application:{application.pk}"  # hidden from whoever must not see that


def test_what_cannot_be_is_refused_with_the_reason(application: Application, seat: Seat, officer: User) -> None:
    with pytest.raises(Refused, match="judges another call"):
        assigning.assign(
            application, Seat.objects.create(panel=a_panel(), reviewer=a_reviewer("Max"), state="accepted"), by=officer
        )
    with pytest.raises(Refused, match="has not accepted a seat"):
        assigning.assign(application, Seat.objects.create(panel=seat.panel, reviewer=a_reviewer("Mia")), by=officer)
    with pytest.raises(Refused, match="not there to be judged"):
        assigning.assign(ApplicationFactory(call=application.call, state="draft"), seat, by=officer)
    assigning.assign(application, seat, by=officer)
    with pytest.raises(Refused, match="has this application already"):
        assigning.assign(application, seat, by=officer)


@pytest.mark.parametrize(
    ("state", "strength", "barred"), [("confirmed", 1, True), ("open", 3, True), ("open", 2, False), ("dismissed", 3, False)]
)
def test_a_conflict_that_stands_or_is_certain_keeps_them_from_it(
    state: str, strength: int, barred: bool, application: Application, seat: Seat, officer: User
) -> None:
    Conflict.objects.create(application=application, reviewer=seat.reviewer, reason="same_domain", strength=strength, state=state)
    if not barred:
        assert assigning.assign(application, seat, by=officer).pk
        return
    with pytest.raises(Refused, match="has a conflict of interest with it"):
        assigning.assign(application, seat, by=officer)


def test_more_than_they_take_on_must_be_meant(application: Application, seat: Seat, officer: User) -> None:
    seat.capacity = 1
    seat.save()
    assigning.assign(ApplicationFactory(call=application.call, state="submitted"), seat, by=officer)
    with pytest.raises(Refused, match=r"has 1 of 1 reviews\. Say that it may be more"):
        assigning.assign(application, seat, by=officer)
    assert assigning.assign(application, seat, by=officer, over=True).state == "proposed"


def test_taken_back_ends_what_they_saw_and_moved_is_both_or_neither(application: Application, seat: Seat, officer: User) -> None:
    before, other = assigned(application, seat), a_member(seat.panel, "Max Member")
    other.capacity = 1
    other.save()
    assigning.assign(ApplicationFactory(call=application.call, state="submitted"), other, by=officer)
    with pytest.raises(Refused):
        assigning.move(before, other, by=officer)
    before.refresh_from_db()
    assert (before.state, standing(account(seat))) == ("accepted", [("reviewer", True)])
    after = assigning.move(before, other, by=officer, over=True)
    before.refresh_from_db()
    assert (before.state, after.state, standing(account(seat))) == ("withdrawn", "proposed", [("reviewer", False)])


def test_a_reviewer_says_yes_or_no(application: Application, seat: Seat) -> None:
    asked = assigned(application, seat, state="invited")
    assigning.accept_review(asked, by=account(seat))
    assert (asked.state, asked.answered_at is not None) == ("accepted", True)
    assigning.decline_review(asked, reason="On leave.", by=account(seat))
    assert (asked.state, asked.reason, standing(account(seat))) == ("declined", "On leave.", [("reviewer", False)])
    assert application not in Application.objects.visible_to(account(seat))


def test_recused_after_the_review_is_in_it_is_kept_and_says_why_it_does_not_count(application: Application, seat: Seat) -> None:
    assignment = assigned(application, seat)
    review = reviewed(assignment, 4)
    assigning.recuse(assignment, reason="My cousin.", by=account(seat))
    review.refresh_from_db()
    assert (assignment.state, review.state, review.counts, review.why_not) == (
        "recused", "submitted", False, "A conflict of interest: My cousin.",
    )  # fmt: skip
    assert standing(account(seat)) == [("reviewer", False), ("barred", True)]
    assert [(row.reason, row.state, row.strength) for row in Conflict.objects.all()] == [("declared", "open", 3)]


def test_nobody_recuses_without_a_word(application: Application, seat: Seat) -> None:
    assignment = assigned(application, seat)
    with pytest.raises(Refused, match="say in a sentence"):
        assigning.recuse(assignment, reason=" ", by=account(seat))
    assert Assignment.objects.get().state == "accepted"


def test_an_officer_who_confirms_a_conflict_takes_the_review_off(application: Application, seat: Seat, officer: User) -> None:
    review = reviewed(assigned(application, seat), 4)
    conflict = conflicts.declare_conflict(application, seat.reviewer, why="They share a laboratory.", by=officer)
    conflicts.confirm_conflict(conflict, by=officer)
    review.refresh_from_db()
    assert (review.counts, review.why_not) == (False, "A conflict of interest: They share a laboratory.")
    assert Assignment.objects.get().state == "recused"
    assert standing(account(seat)) == [("reviewer", False), ("barred", True)]


def test_who_leaves_gives_back_what_is_not_reviewed(application: Application, seat: Seat, officer: User) -> None:
    done, open_one = assigned(application, seat), assigned(ApplicationFactory(call=application.call, state="submitted"), seat)
    review = reviewed(done, 5)
    assert seats.leave_panel(seat, by=officer) == 1
    review.refresh_from_db()
    assert [row.state for row in Assignment.objects.order_by("pk")] == ["accepted", "withdrawn"]
    assert review.counts
    assert Access.objects.get(application=open_one.application).until is not None


def test_who_may_do_what(application: Application, seat: Seat, cast: dict[str, User]) -> None:
    assignment = assigned(application, seat, state="invited")
    runs = {"assign", "keep_assignment", "withdraw_assignment", "ask_for_review", "recuse", "reinstate"}
    assert {part: ASSIGNMENT_POLICY.actions(cast[part], assignment) for part in CAST} == {
        part: runs if part in {"officer", "director"} else set() for part in CAST
    }
    assert ASSIGNMENT_POLICY.actions(account(seat), assignment) == {"accept_review", "decline_review", "recuse"}
    Access.objects.create(application=application, user=cast["officer"], role="barred")
    Access.objects.create(application=application, user=account(seat), role="barred")
    again = Assignment.objects.select_related("application", "seat__reviewer__person").get()
    assert ASSIGNMENT_POLICY.actions(cast["officer"], again) == ASSIGNMENT_POLICY.actions(account(seat), again) == set()
    with pytest.raises(PermissionDenied):
        assigning.unassign(again, by=cast["auditor"])
