"""What reviewing, decisions, awards and dispatches have for today: for whoever can act, in the order of urgency, at the same cost."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.services.answering import decline_award
from bartholdi.office.decisions.services import announcing, deciding, promoting
from bartholdi.office.directory.models import Person
from bartholdi.office.dispatches.models import Addressee, Mailbox
from bartholdi.office.reviews.models import Assignment, Conflict, Meeting
from tests.counting import cost
from tests.office.awards.offered import laureate, offered
from tests.office.decisions.deciding import approved, in_review
from tests.office.dispatches.sealers import a_dispatch, a_mailbox
from tests.office.reviews.judging import a_judged_call, a_member, assigned
from tests.office.reviews.meeting import a_meeting
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
URL = "/en/desk/"


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


def waiting(client: Client, user: User) -> list[tuple[str, str]]:
    client.force_login(user)
    return [(task["title"], task["tone"]) for task in client.get(URL).context["tasks"]]


def late_reviews(count: int) -> list[Assignment]:
    panel = a_judged_call().panels.first()
    seat = a_member(panel)
    rows = [assigned(handed_in(panel.call), seat) for _turn in range(count)]
    Assignment.objects.update(due_at=timezone.now() - timedelta(days=1))
    return rows


def test_late_reviews_and_open_conflicts_wait_for_who_runs_reviewing(client: Client, cast: dict[str, User]) -> None:
    rows = late_reviews(2)
    Conflict.objects.create(application=rows[0].application, reviewer=rows[0].seat.reviewer, reason="same_domain")
    found = [("2 reviews are late", "attention"), ("1 conflict of interest is to be decided", "waiting")]
    assert waiting(client, cast["officer"]) == found
    assert waiting(client, cast["auditor"]) == []
    Access.objects.create(application=rows[0].application, user=cast["officer"], role=Access.Role.BARRED)
    assert waiting(client, cast["officer"]) == [("1 review is late", "attention")]


def test_a_meeting_that_runs_or_comes_soon_is_shown_with_its_instant(client: Client, cast: dict[str, User]) -> None:
    meeting, _seats, _applications = a_meeting(cast["officer"])
    (title,) = [f"{meeting.call.title} – {meeting.panel} meets"]
    assert waiting(client, cast["officer"]) == [(title, "good")]
    Meeting.objects.update(state="planned", started_at=None)
    assert waiting(client, cast["officer"]) == [(title, "info")]
    Meeting.objects.update(begins_at=timezone.now() + timedelta(days=9))
    assert waiting(client, cast["officer"]) == []


def test_nothing_of_a_case_waits_for_who_reads_none(client: Client, cast: dict[str, User]) -> None:
    """Not even where they applied themselves, or sit on the panel: their own pages are in the portal."""
    [row, *_more] = late_reviews(2)
    _meeting, seats, _applications = a_meeting(cast["officer"])
    Person.objects.filter(reviewer=seats[0].reviewer_id).update(account=cast["editor"])
    Application.objects.filter(pk=row.application_id).update(state="submitted", finding=Application.Finding.NEEDS_OFFICER)
    Access.objects.create(application=row.application, user=cast["administrator"], role=Access.Role.APPLICANT)
    assert len(waiting(client, cast["director"])) >= 3
    assert [waiting(client, cast[part]) for part in ("editor", "administrator")] == [[], []]


def test_a_free_place_waits_for_the_next_of_the_reserve(client: Client, cast: dict[str, User]) -> None:
    officer, director = cast["officer"], cast["director"]
    applications = in_review(3)
    rows = approved(applications, outcomes=("fund", "reserve", "reserve"), by=officer, then=director)
    announcing.go_on(announcing.announce(applications[0].call, by=officer))
    line = ("1 place is free for the reserve list", "waiting")
    assert line not in waiting(client, officer)
    award = Award.objects.get()
    decline_award(award, "", by=laureate(award))
    assert (line in waiting(client, officer), line in waiting(client, cast["auditor"])) == (True, False)
    assert "#reserve-title" in client.get(f"/fr/desk/awards/{award.pk}/").content.decode()
    promoting.promote(rows[1], by=officer)
    assert line not in waiting(client, officer)


def test_decisions_wait_for_another_person_and_then_for_their_announcement(client: Client, cast: dict[str, User]) -> None:
    officer, director = cast["officer"], cast["director"]
    applications = in_review(2)
    for application in applications:
        deciding.draft_decision(application, outcome="fund", by=officer)
    deciding.propose(applications[0].call, by=officer)
    assert waiting(client, officer) == []
    assert waiting(client, director) == [("2 decisions wait for your approval", "waiting")]
    deciding.approve(applications[0].call, by=director)
    assert waiting(client, officer) == [("2 decisions can be announced", "waiting")]
    assert waiting(client, cast["auditor"]) == []


def test_awards_that_nobody_answered_in_time_are_late(client: Client, cast: dict[str, User]) -> None:
    offered(2, by=cast["officer"], then=cast["director"])
    assert ("2 awards were not answered in time", "attention") not in waiting(client, cast["officer"])
    Award.objects.update(answer_by=timezone.now() - timedelta(days=1))
    assert ("2 awards were not answered in time", "attention") in waiting(client, cast["officer"])
    assert ("2 awards were not answered in time", "attention") not in waiting(client, cast["auditor"])
    assert waiting(client, cast["editor"]) == []


def test_dispatches_wait_for_those_who_hold_their_mailbox_alone(client: Client, cast: dict[str, User]) -> None:
    paris, washington = a_mailbox("PARIS"), a_mailbox("WASHINGTON", holders=(cast["editor"],))
    for late in (True, False):
        sent(paris, washington, late=late)
    found = [("1 dispatch was not opened in time", "attention"), ("1 dispatch waits to be opened", "waiting")]
    assert waiting(client, cast["editor"]) == found
    assert waiting(client, cast["director"]) == []


def sent(sender: Mailbox, to: Mailbox, *, late: bool) -> None:
    now = timezone.now()
    dispatch = a_dispatch(sender, to)
    due = now + timedelta(hours=-1 if late else 1)
    Addressee.objects.filter(dispatch=dispatch).update(stored_at=now, due_at=due, outcome="")


@pytest.mark.once
def test_costs_the_same_for_few_and_for_many(client: Client, officer: User, director: User) -> None:
    client.force_login(officer)
    paris, washington = a_mailbox("PARIS"), a_mailbox("WASHINGTON", holders=(officer,))
    costs = []
    call = offered(1, by=officer, then=director)[0].decision.application.call
    for _turn in range(2):
        late_reviews(3)
        sent(paris, washington, late=True)
        offered(1, call=call, by=officer, then=director)
        Award.objects.update(answer_by=timezone.now() - timedelta(days=1))
        costs.append(cost(client, URL))
    assert costs[0] == costs[1]


def test_letters_that_left_as_they_should_are_no_news(client: Client, cast: dict[str, User]) -> None:
    offered(1, by=cast["officer"], then=cast["director"])
    client.force_login(cast["director"])
    assert "notices" not in {entry.act.partition(".")[0] for entry in client.get(URL).context["latest"]}
