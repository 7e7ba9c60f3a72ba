"""What those who apply say of reviewers is read by nobody who judges in the call, staff too, nor by the reviewer in question."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Objection
from bartholdi.office.reviews import consequences, queries
from bartholdi.office.reviews.models import Assignment, Conflict, Review, Seat
from bartholdi.office.reviews.services import conflicts, seats
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import a_reviewer, handed_in

pytestmark = pytest.mark.django_db
SAID = "She took my samples."


@pytest.fixture
def application() -> Application:
    """Its lead asks not to be judged by Rose, who sits on a panel."""
    call = a_judged_call()
    made = handed_in(call)
    a_member(call.panels.order_by("pk")[0], "Rose Reviewer", email="rose@iroise.example")
    Objection.objects.create(application=made, name="Rose Reviewer", email="rose@iroise.example", reason=SAID)
    return made


@pytest.fixture
def judge(application: Application, officer: User) -> User:
    """An officer who sits on a panel of the call."""
    a_member(application.call.panels.order_by("pk")[1], "Olive Officer", account=officer)
    return officer


def found(application: Application, by: User) -> Conflict:
    conflicts.search(application.call, by=by)
    return Conflict.objects.get(reason="named")


def pages(application: Application, client: Client, user: User) -> list[bool]:
    """Where the words stand."""
    conflict, seat = found(application, user), Seat.objects.order_by("pk")[0]
    client.force_login(user)
    names = [
        ("application", [application.pk]),
        ("conflicts", []),
        ("conflict", [conflict.pk]),
        ("reviewer", [seat.reviewer_id]),
        ("board-give", [application.pk, seat.pk]),
        ("journal", []),
    ]
    return [SAID in client.get(reverse(f"desk:{name}", args=args)).content.decode() for name, args in names]


def test_a_colleague_who_does_not_judge_reads_it(application: Application, director: User, client: Client) -> None:
    assert pages(application, client, director)[:3] == [True, True, True]


def test_an_officer_who_judges_reads_it_nowhere(application: Application, judge: User, client: Client) -> None:
    assert pages(application, client, judge) == [False] * 6
    conflict, seat = Conflict.objects.get(reason="named"), Seat.objects.order_by("pk")[0]
    assert (queries.objections(application, judge), list(queries.conflicts_of(judge))) == ([], [])
    assert list(consequences.of(application, seat, user=judge).said) == []
    assert seats.check(seat.panel, seat.reviewer, user=judge).found == ()
    for decide in (conflicts.confirm_conflict, conflicts.dismiss_conflict):
        with pytest.raises(PermissionDenied):
            decide(conflict, why="They never met.", by=judge)
    with pytest.raises(PermissionDenied):
        conflicts.name_conflict(application, seat.reviewer, why=SAID, by=judge)


def test_nor_does_the_reviewer_in_question_who_works_here(application: Application, officer: User, director: User) -> None:
    a_reviewer("Olive Officer", account=officer, email="olive@office.example")
    other = handed_in(application.call, name="Sami Second")
    Objection.objects.create(application=other, name="O. Officer", email="olive@office.example", reason=SAID)
    conflicts.search(application.call, by=director, reviewers=[officer.person.reviewer])
    assert [len(queries.objections(other, each)) for each in (officer, director)] == [0, 1]
    assert [queries.conflicts_of(each).filter(application=other).exists() for each in (officer, director)] == [False, True]


def test_one_that_waits_is_told_among_the_consequences(application: Application, officer: User) -> None:
    seat = Seat.objects.get()
    Objection.objects.update(email="", name="R. Reviewer")  # a hint: it does not bar yet
    found(application, officer)
    assert [SAID in each for each in consequences.of(application, seat, user=officer).said].count(True) == 1
    (candidate,) = consequences.candidates(application, seat.panel, user=officer)
    assert (candidate.hinted, candidate.barred) == (True, False)


def test_confirmed_it_takes_the_review_off_without_its_words(application: Application, director: User) -> None:
    review = reviewed(assigned(application, Seat.objects.get()), 4)
    conflicts.confirm_conflict(found(application, director), why="They fight over ice.", by=director)
    review = Review.objects.get(pk=review.pk)
    assert (review.counts, review.why_not, Assignment.objects.get().reason) == (False, "A conflict of interest.", "")


def test_others_on_the_panel_do_not_read_why_a_review_does_not_count(
    application: Application, director: User, client: Client
) -> None:
    """What was found names who applies, and the call may be blind."""
    seat = Seat.objects.get()
    reviewed(
        assigned(application, seat), 4, counts=False, why_not="A conflict of interest: both belong to the University of Iroise."
    )
    other = a_member(seat.panel, "Otto Other")
    mine = assigned(application, other)
    reviewed(mine, 3)
    client.force_login(other.reviewer.person.account)
    page = client.get(reverse("portal:review", args=[mine.pk])).content.decode()
    assert ["Does not count" in page, "University of Iroise" in page] == [True, False]
