"""Who may do what with a review and with what was said of it: the whole set, for everybody, at every state."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Assignment, Remark, Review
from bartholdi.office.reviews.permissions import JUDGING_POLICY, REVIEW_POLICY
from bartholdi.office.reviews.services.remarks import may_talk
from tests.factories import AccountFactory
from tests.office.reviews.judging import a_judged_call, a_member, assigned, reviewed
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
WRITES, DIRECTS = {"write_review", "submit_review", "abstain"}, {"return_review", "edit_for_applicant"}


@pytest.fixture
def review(applicant: User) -> Review:
    call = a_judged_call()
    own, _other = Panel.objects.filter(call=call)
    application = handed_in(call, by=applicant)
    Access.objects.get_or_create(application=application, user=applicant, role="applicant", until=None)
    return reviewed(assigned(application, a_member(own)), 4)


@pytest.fixture
def people(review: Review, cast: dict[str, User]) -> dict[str, User]:
    """With the reviewer, a colleague who has not judged yet, somebody of the other panel, and a barred officer."""
    application, own = review.application, review.assignment.seat.panel
    other = Panel.objects.filter(call=application.call).exclude(pk=own.pk).get()
    colleague, elsewhere = a_member(own, "Carl Colleague"), a_member(other, "Elsa Elsewhere")
    assigned(application, colleague)
    reviewed(assigned(application, elsewhere), 2)
    barred = AccountFactory(name="Bea Barred", roles=["officer"])
    Access.objects.create(application=application, user=barred, role="barred")
    members = {
        "reviewer": review.assignment.seat.reviewer.person.account,
        "colleague": colleague.reviewer.person.account,
        "elsewhere": elsewhere.reviewer.person.account,
        "barred": barred,
    }
    return {**cast, **{name: User.objects.get(pk=each.pk) for name, each in members.items() if each}}


def fresh(review: Review) -> Review:
    """As another request would find it: standing is remembered with the row."""
    return Review.objects.select_related("assignment__application", "application").get(pk=review.pk)


def may(people: dict[str, User], review: Review) -> dict[str, set[str]]:
    found = {}
    for name, user in people.items():
        row = fresh(review)
        acts = REVIEW_POLICY.actions(user, row) | JUDGING_POLICY.actions(user, row.assignment)
        found[name] = acts
    return {name: acts for name, acts in found.items() if acts}


def test_what_each_may_do(people: dict[str, User], review: Review) -> None:
    everybody = {"reviewer": {*WRITES, "begin_review"}, "officer": DIRECTS, "director": DIRECTS}
    for state in ("invited", "accepted"):
        Assignment.objects.filter(pk=review.assignment_id).update(state=state)
        assert may(people, review) == everybody
    for state in ("proposed", "declined", "recused", "withdrawn"):
        Assignment.objects.filter(pk=review.assignment_id).update(state=state)
        assert may(people, review) == {"officer": DIRECTS, "director": DIRECTS}


def test_nobody_runs_their_own_review(people: dict[str, User], review: Review) -> None:
    people["reviewer"].roles = ["officer"]
    people["reviewer"].save()
    assert REVIEW_POLICY.actions(people["reviewer"], fresh(review)) == WRITES


def test_whoever_reads_it_and_talks_of_it(people: dict[str, User], review: Review) -> None:
    panel = review.assignment.seat.panel
    Remark.objects.create(application=review.application, panel=panel, author=people["officer"], text="Hm")

    def seeing() -> tuple[set[str], set[str], set[str]]:
        reads = {name for name, user in people.items() if Review.objects.visible_to(user).filter(pk=review.pk).exists()}
        hears = {name for name, user in people.items() if Remark.objects.visible_to(user).exists()}
        talks = {name for name, user in people.items() if may_talk(fresh(review).application, panel, user)}
        return reads, hears, talks

    office = {"officer", "director", "auditor"}
    runs = {"officer", "director"}
    assert seeing() == ({*office, "reviewer"}, {*office, "reviewer"}, {*runs, "reviewer"})
    Review.objects.filter(pk=review.pk).update(state="returned")
    assert seeing() == ({*office, "reviewer"}, office, runs)
    Review.objects.filter(pk=review.pk).update(state="submitted")
    reviewed(Assignment.objects.get(seat__reviewer__person__name="Carl Colleague"), 3)
    assert seeing() == ({*office, "reviewer", "colleague"}, {*office, "reviewer", "colleague"}, {*runs, "reviewer", "colleague"})
    Access.objects.create(application=review.application, user=people["reviewer"], role="barred")
    assert seeing() == ({*office, "colleague"}, {*office, "colleague"}, {*runs, "colleague"})
