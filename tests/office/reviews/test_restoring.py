"""A review that is in counts again once its conflict was none, unless something else speaks against it; then the desk says so."""

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.hidden import from_person
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Assignment, Conflict, Review
from bartholdi.office.reviews.services import assigning, conflicts, restoring
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    panel = Panel.objects.filter(call=a_judged_call()).first()
    assert panel
    return reviewed(assigned(handed_in(panel.call), a_member(panel)), 4)


def found(review: Review, reason: str = "same_domain") -> Conflict:
    return Conflict.objects.create(
        application=review.application, reviewer=review.assignment.seat.reviewer, reason=reason, evidence={"en": "x", "fr": "x"}
    )


def state(review: Review) -> tuple[str, bool, str]:
    review.refresh_from_db()
    return Assignment.objects.get(review=review).state, review.counts, review.why_not


def roles(review: Review) -> set[str]:
    account = review.assignment.seat.reviewer.person.account
    return set(Access.objects.current().filter(user=account).values_list("role", flat=True))


def test_a_dismissed_conflict_brings_the_review_back(review: Review, director: User) -> None:
    conflict = found(review)
    conflicts.confirm_conflict(conflict, by=director)
    assert (state(review)[:2], roles(review)) == (("recused", False), {"barred"})
    conflicts.dismiss_conflict(conflict, why="Another laboratory.", by=director)
    assert (state(review), roles(review)) == (("accepted", True, ""), {"reviewer"})
    assert Entry.objects.filter(act="reviews.reinstate").count() == 1


def test_while_another_conflict_stands_it_stays_out(review: Review, director: User) -> None:
    one, two = found(review), found(review, "wrote_together")
    for each in (one, two):
        conflicts.confirm_conflict(each, by=director)
    conflicts.dismiss_conflict(one, why="No.", by=director)
    assert (state(review)[:2], roles(review)) == (("recused", False), {"barred"})
    conflicts.dismiss_conflict(two, why="No.", by=director)
    assert state(review)[:2] == ("accepted", True)


def test_who_declared_in_person_stays_out_and_the_desk_says_so(client: Client, review: Review, director: User) -> None:
    by = review.assignment.seat.reviewer.person.account
    assert by
    assigning.recuse(review.assignment, reason="My cousin.", by=by)
    conflict = Conflict.objects.get()
    client.force_login(director)
    page = f"/en/desk/reviewing/conflicts/{conflict.pk}/"
    answer = client.post(page, {"act": "dismiss", "why": "No cousin."}, follow=True).content.decode()
    assert (state(review)[:2], roles(review)) == (("recused", False), set())
    said = "the reviewer declared a conflict of interest in person"
    assert (said in answer, said in client.get(page).content.decode()) == (True, True)


def test_what_ended_otherwise_stays_out(review: Review, director: User) -> None:
    conflict = found(review)
    assigning.unassign(review.assignment, by=director)
    conflicts.confirm_conflict(conflict, by=director)
    conflicts.dismiss_conflict(conflict, why="No.", by=director)
    assert state(review)[:2] == ("withdrawn", False)
    out = restoring.left_out(conflict)
    assert out is not None
    assert "the assignment has ended" in restoring.why_out(conflict, out)


def test_the_journal_of_a_review_is_hidden_with_its_application(review: Review, director: User, officer: User) -> None:
    conflict = found(review)
    conflicts.confirm_conflict(conflict, by=officer)
    conflicts.dismiss_conflict(conflict, why="No.", by=officer)
    assert review.journal_key == f"applications.application:{review.application_id}"
    rows = Entry.objects.filter(subject_key=review.journal_key)
    assert rows.filter(act="reviews.reinstate").exists()
    Access.objects.create(application=review.application, user=director, role="barred")
    assert not rows.exclude(from_person(director, "subject_key")).exists()
