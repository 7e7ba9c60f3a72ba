"""Reviews: begun on the form of the moment, kept each time they are handed in, sent back, abstained from; a conflict stops them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.applications.services.sending import Incomplete
from bartholdi.office.journal.verify import verify
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Panel
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.reviews.models import Assignment, Conflict, Remark, Review
from bartholdi.office.reviews.services import assigning, conflicts, remarks, reminding, reviewing
from tests.factories import AccountFactory
from tests.office.reviews.judging import a_judged_call, a_member, a_review_form, assigned, reviewed
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel() -> Panel:
    found = Panel.objects.filter(call=a_judged_call()).first()
    assert found
    return found


@pytest.fixture
def assignment(panel: Panel) -> Assignment:
    return assigned(handed_in(panel.call), a_member(panel), state="invited")


def account(assignment: Assignment) -> User:
    found = assignment.seat.reviewer.person.account
    assert found
    return found


def begun(assignment: Assignment, **answers: str) -> Review:
    by = account(assignment)
    review = reviewing.begin(assignment, by=by)
    reviewing.save(review, {key: Change(value, review.response.version) for key, value in answers.items()}, by=by)
    return review


def test_to_begin_accepts_and_twice_is_once(assignment: Assignment) -> None:
    first = reviewing.begin(assignment, by=account(assignment))
    assert reviewing.begin(assignment, by=account(assignment)) == first
    assert (assignment.state, first.state) == ("accepted", "draft")
    assert first.response.edition == assignment.application.call.review_edition
    assert verify().faults == ()


def test_what_is_missing_is_told_and_what_was_written_is_kept(assignment: Assignment) -> None:
    review = begun(assignment, project="4")
    with pytest.raises(Incomplete) as told:
        reviewing.submit_review(review, by=account(assignment))
    assert [fault.key for fault in told.value.faults] == ["team"]
    review.refresh_from_db()
    assert (review.state, review.response.answers) == ("draft", {"project": "4"})


def test_each_time_is_kept_and_the_last_counts(assignment: Assignment) -> None:
    by = account(assignment)
    review = begun(assignment, project="4", team="2")
    reviewing.submit_review(review, by=by)
    reviewing.submit_review(review, by=by)  # one click too many
    reviewing.save(review, {"team": Change("4", review.response.version)}, by=by)
    assert Review.objects.get().score == Decimal("3.5")  # until it is submitted again
    reviewing.submit_review(review, by=by)
    kept = [(each.number, each.score, each.answers) for each in review.submitted.all()]
    assert kept == [
        (2, Decimal("4.0000"), {"project": "4", "team": "4"}),
        (1, Decimal("3.5000"), {"project": "4", "team": "2"}),
    ]
    assert len({each.digest for each in review.submitted.all()}) == 2
    assert list(Review.objects.counting()) == [review]


def test_a_criterion_changed_in_mid_review_leaves_what_was_begun_alone(assignment: Assignment, panel: Panel) -> None:
    review = begun(assignment, project="4", team="2")
    call = panel.call
    call.review_edition = a_review_form()
    call.save()
    reviewing.submit_review(review, by=account(assignment))
    other = assigned(handed_in(call), a_member(panel, "Oscar Other"))
    later = reviewing.begin(Assignment.objects.get(pk=other.pk), by=account(other))
    assert (review.response.edition == call.review_edition, later.response.edition == call.review_edition) == (False, True)


def test_who_abstains_says_why_is_in_and_does_not_count(assignment: Assignment) -> None:
    by = account(assignment)
    review = begun(assignment, project="4", team="2")
    with pytest.raises(Refused, match="say in a sentence"):
        reviewing.abstain(review, " ", by=by)
    reviewing.submit_review(review, by=by)
    reviewing.abstain(review, "Far from my field.", by=by)
    assert (review.state, review.abstains, review.score, review.why_not) == ("submitted", True, None, "Far from my field.")
    assert list(Review.objects.counting()) == []
    with pytest.raises(Refused, match="you have abstained"):
        reviewing.submit_review(review, by=by)
    assert review.submitted.count() == 1


def test_a_review_is_returned_with_a_letter_and_comes_back(assignment: Assignment, officer: User) -> None:
    by = account(assignment)
    review = begun(assignment, project="4", team="2")
    reviewing.submit_review(review, by=by)
    with pytest.raises(Refused, match="say what is needed"):
        reviewing.return_review(review, "", by=officer)
    reviewing.return_review(review, "Say more about the team.", by=officer)
    assert list(Review.objects.counting()) == []
    letter = Notice.objects.get()
    assert (letter.address, "Say more about the team." in letter.text) == (by.email, True)
    assert f"/portal/reviewing/{assignment.pk}/" in letter.text
    reviewing.submit_review(review, by=by)
    assert (review.state, review.returned_message, review.submitted.count()) == ("submitted", "", 2)


def test_the_call_is_over_and_what_was_written_is_kept(assignment: Assignment) -> None:
    review = begun(assignment, project="4", team="2")
    Application.objects.update(state="declined")
    review.refresh_from_db()
    by = account(assignment)
    for act in (
        lambda: reviewing.save(review, {"team": Change("5", 9)}, by=by),
        lambda: reviewing.submit_review(review, by=by),
        lambda: reviewing.abstain(review, "Why", by=by),
    ):
        with pytest.raises(Refused, match="What was saved before is kept"):
            act()


def test_a_conflict_declared_after_the_review_is_in_stops_it_and_keeps_it(assignment: Assignment, officer: User) -> None:
    by = account(assignment)
    review = begun(assignment, project="4", team="2")
    reviewing.submit_review(review, by=by)
    assigning.recuse(assignment, reason="We wrote together last year.", by=by)
    review = Review.objects.get()
    assert (review.counts, review.state, review.submitted.count()) == (False, "submitted", 1)
    assert review.why_not_said() == "A conflict of interest: We wrote together last year."
    assert list(Review.objects.counting()) == []
    assert Assignment.objects.get().state == "recused"
    standing = [(each.role, each.until is None) for each in Access.objects.filter(user=by).order_by("role")]
    assert standing == [("barred", True), ("reviewer", False)]
    assert list(Application.objects.visible_to(by)) == []
    assert Conflict.objects.get().evidence["en"] == "We wrote together last year."
    with pytest.raises(PermissionDenied):
        reviewing.submit_review(review, by=by)
    assert verify().faults == ()


def test_a_confirmed_conflict_stops_a_review_too(assignment: Assignment, officer: User) -> None:
    review = begun(assignment, project="4", team="2")
    reviewing.submit_review(review, by=account(assignment))
    found = Conflict.objects.create(application=review.application, reviewer=assignment.seat.reviewer, reason="same_domain")
    conflicts.confirm_conflict(found, by=officer)
    assert (Review.objects.get().counts, Assignment.objects.get().state) == (False, "recused")


def test_others_are_hidden_until_ones_own_is_in(panel: Panel) -> None:
    application = handed_in(panel.call)
    mine, other = (assigned(application, a_member(panel, name)) for name in ("Rose", "Oscar"))
    reviewed(other, 3)
    by = account(mine)
    assert list(Review.objects.visible_to(by)) == []
    review = begun(mine, project="4", team="2")
    assert list(Review.objects.visible_to(by)) == [review]
    reviewing.submit_review(review, by=by)
    assert Review.objects.visible_to(by).count() == 2
    reviewing.return_review(review, "More, please.", by=AccountFactory(roles=["officer"]))
    assert list(Review.objects.visible_to(by)) == [review]


def test_a_remark_is_for_those_whose_own_review_is_in(panel: Panel, officer: User, stranger: User) -> None:
    application = handed_in(panel.call)
    mine, other, third = (assigned(application, a_member(panel, name)) for name in ("Rose Reviewer", "Oscar Other", "Tina Third"))
    reviewed(mine, 4)
    reviewed(other, 2)
    rose, oscar, tina = (account(each) for each in (mine, other, third))
    for outside in (tina, stranger):
        with pytest.raises(PermissionDenied):
            remarks.say_remark(application, panel, text="Hello", by=outside)
    with pytest.raises(Refused, match="empty"):
        remarks.say_remark(application, panel, text=" ", by=rose)
    said = remarks.say_remark(application, panel, text="@Oscar Other and @Tina Third, why?", by=rose, to=[stranger.pk])
    assert list(said.mentions.all()) == [oscar]
    assert [(each.address, "why?" in each.text) for each in Notice.objects.all()] == [(oscar.email, False)]
    seen = {each.name: Remark.objects.visible_to(each).count() for each in (rose, oscar, tina, stranger, officer)}
    assert seen == {"Rose Reviewer": 1, "Oscar Other": 1, "Tina Third": 0, stranger.name: 0, officer.name: 1}
    remarks.say_remark(application, panel, text="The office asks too.", by=officer, to=[rose.pk])
    assert officer in remarks.can_be_named(application, panel, besides=rose)
    held = list(officer.groups.all())
    officer.groups.clear()  # who reads no cases any more is not written to about one
    assert officer not in remarks.can_be_named(application, panel, besides=rose)
    officer.groups.set(held)
    assigning.recuse(other, reason="A cousin.", by=oscar)
    assert Remark.objects.visible_to(oscar).count() == 0
    Access.objects.create(application=application, user=officer, role="barred")
    assert Remark.objects.visible_to(officer).count() == 0


def test_each_reminder_leaves_once_and_one_letter_is_for_all_of_a_seat(panel: Panel) -> None:
    seat, now = a_member(panel), timezone.now()
    due = now + timedelta(days=10)
    rows = [assigned(handed_in(panel.call), seat, due_at=due) for _number in range(3)]
    reviewed(rows[0], 4)
    steps = [now, due - timedelta(days=6), due - timedelta(days=6), due - timedelta(hours=3), due + timedelta(days=1)]
    written = [reminding.look_after_reviews(at) for at in (*steps, due + timedelta(days=1), due + timedelta(days=8))]
    assert written == [0, 1, 0, 1, 1, 0, 1]
    kinds = [each.kind for each in Notice.objects.order_by("pk")]
    assert kinds == ["reviews.review_due"] * 2 + ["reviews.review_late"] * 2
    said = Notice.objects.order_by("pk")[0].text
    assert [each.application.reference in said for each in rows] == [False, True, True]
