"""Reviews at the desk: what waits and is late, each version, sending back, what the applicant is told, the panel's talk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.journal.models import Entry
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Panel
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.reviews.models import Assignment, Remark, Review
from bartholdi.office.reviews.services import reviewing
from tests.cast import CAST
from tests.counting import cost
from tests.office.reviews.judging import a_judged_call, a_member, a_review_form, assigned, reviewed
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
BASE = "/en/desk/reviewing/"
READS = {"officer", "director", "auditor"}
RUNS = {"officer", "director"}


@pytest.fixture
def panel() -> Panel:
    return Panel.objects.filter(call=a_judged_call()).first()  # type: ignore[return-value]


@pytest.fixture
def review(panel: Panel) -> Review:
    assignment = assigned(handed_in(panel.call), a_member(panel))
    by = assignment.seat.reviewer.person.account
    assert by
    made = reviewing.begin(assignment, by=by)
    reviewing.save(made, {"project": Change("4", 0), "team": Change("2", 0), "strengths": Change("Bold.", 0)}, by=by)
    return reviewing.submit_review(made, by=by)


def pages(review: Review) -> list[str]:
    return [f"{BASE}reviews/", f"{BASE}reviews/{review.pk}/", f"{BASE}applications/{review.application_id}/"]


def test_pages_open_for_staff_and_acts_for_who_may(client: Client, cast: dict[str, User], review: Review) -> None:
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        seen = {
            client.get(page.replace("/en/", f"/{language}/")).status_code for page in pages(review) for language in ("en", "fr")
        }
        kept = client.post(f"{BASE}reviews/{review.pk}/for-applicant/", {"text": part}).status_code
        spoke = client.post(
            f"{BASE}applications/{review.application_id}/remark/{review.assignment.seat.panel_id}/", {"text": "x"}
        )
        answers[part] = (seen, kept, spoke.status_code)
    assert answers == {
        part: ({200}, 302, 302) if part in RUNS else ({200}, 403, 403) if part in READS else ({403}, 403, 403) for part in CAST
    }


def test_the_list_writes_scores_as_each_language_does(client: Client, officer: User, review: Review) -> None:
    client.force_login(officer)
    for language, score in (("en", "3.50"), ("fr", "3,50")):
        assert f">{score}</td>" in client.get(f"{BASE}reviews/".replace("/en/", f"/{language}/")).content.decode()


def test_a_barred_or_applying_director_finds_nothing(client: Client, director: User, review: Review) -> None:
    Remark.objects.create(application=review.application, panel=review.assignment.seat.panel, author=director, text="Hm")
    own = {"reviews.submit_review"}
    for role in ("barred", "applicant", "party"):
        row = Access.objects.create(application=review.application, user=director, role=role)
        client.force_login(director)
        listed, one, all_of_it = (client.get(page) for page in pages(review))
        assert review.application.reference not in listed.content.decode()
        assert one.status_code == 404
        assert "Rose Reviewer" not in all_of_it.content.decode()
        assert not set(Entry.objects.visible_to(director).values_list("act", flat=True)) & own
        row.delete()
    assert own <= set(Entry.objects.visible_to(director).values_list("act", flat=True))


def test_what_is_late_is_counted_and_found(client: Client, officer: User, review: Review, panel: Panel) -> None:
    past = timezone.now() - timedelta(days=1)
    late = assigned(handed_in(panel.call), a_member(panel, "Lena Late"), due_at=past)
    client.force_login(officer)
    assert "1 late review" in client.get(BASE).content.decode()
    found = client.get(f"{BASE}reviews/?standing=late&panel={panel.pk}").content.decode()
    assert (late.application.reference in found, review.application.reference in found) == (True, False)


def test_a_review_is_read_returned_and_edited_for_the_applicant(client: Client, officer: User, review: Review) -> None:
    client.force_login(officer)
    page = f"{BASE}reviews/{review.pk}/"
    assert "Bold." in client.get(page).content.decode()
    assert "Saved." in client.post(f"{page}for-applicant/", {"text": "A bold project."}, follow=True).content.decode()
    assert client.post(f"{page}return/", {"message": ""}).status_code == 200
    answer = client.post(f"{page}return/", {"message": "Say more about the team."}, follow=True).content.decode()
    assert "the reviewer is told" in answer
    review.refresh_from_db()
    assert (review.state, review.for_applicant, Notice.objects.count()) == ("returned", "A bold project.", 1)
    journal = " ".join(str(entry.change) for entry in Entry.objects.all())
    assert ("bold" in journal.casefold(), "more about" in journal) == (False, False)
    assert client.post(f"{page}other/").status_code == 404


def test_a_remark_that_is_refused_comes_back_into_its_form(client: Client, officer: User, review: Review, panel: Panel) -> None:
    client.force_login(officer)
    page = f"{BASE}applications/{review.application_id}/"
    typed = {"text": "Long. " * 1_000, "panel": panel.pk}
    answer = client.post(f"{page}remark/{panel.pk}/", typed, headers={"referer": f"http://testserver{page}"}, follow=True)
    assert ("5000 characters" in answer.content.decode(), "Long. Long." in answer.content.decode()) == (True, True)
    assert not Remark.objects.exists()


def test_a_draft_is_its_writers_own(client: Client, officer: User, panel: Panel) -> None:
    assignment = assigned(handed_in(panel.call), a_member(panel))
    by = assignment.seat.reviewer.person.account
    assert by
    draft = reviewing.begin(assignment, by=by)
    reviewing.save(draft, {"strengths": Change("Not yet ripe", 0)}, by=by)
    client.force_login(officer)
    assert "Not yet ripe" not in client.get(f"{BASE}reviews/{draft.pk}/").content.decode()


def test_the_desk_says_which_edition_a_review_answers(client: Client, officer: User, review: Review) -> None:
    client.force_login(officer)
    page = f"{BASE}reviews/{review.pk}/"
    assert "and keeps it" not in client.get(page).content.decode()
    call = review.application.call
    call.review_edition = a_review_form()
    call.save()
    assert "and keeps it" in client.get(page).content.decode()


def test_pages_cost_the_same_for_one_and_for_many(client: Client, officer: User, review: Review, panel: Panel) -> None:
    client.force_login(officer)
    Remark.objects.create(application=review.application, panel=panel, author=officer, text="One")
    shown = [BASE, *pages(review)]
    once = [cost(client, page) for page in shown]
    for number in range(3):
        seat = a_member(panel, f"More {number}")
        reviewed(assigned(review.application, seat), 3)
        assigned(handed_in(panel.call), seat)
        Remark.objects.create(application=review.application, panel=panel, author=officer, text="More")
    assert Assignment.objects.count() == 7
    assert [cost(client, page) for page in shown] == once
