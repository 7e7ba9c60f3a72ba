"""Ranking and meetings at the desk and in the portal: for whom, at what cost, live, and what a barred person finds."""

import re

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.reviews.models import Meeting, MeetingItem, Seat
from bartholdi.office.reviews.services import discussion, meetings, rankings
from tests.cast import CAST
from tests.counting import cost, statements
from tests.factories import AccountFactory
from tests.office.reviews.judging import a_member, assigned, reviewed
from tests.office.reviews.meeting import a_meeting, a_ranked_call, account, barred
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
READS = {"officer", "director", "auditor"}


def bare(page: str) -> str:
    """Without what is new on each page: the form's token, and the address for news, which tells that somebody acted."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"|data-meeting="[^"]*"|data-tag="[^"]*"', "", page)


def room(meeting: object) -> str:
    return f"/en/portal/meetings/{meeting.pk}/"  # type: ignore[attr-defined]


def opened(client: Client, page: str) -> int:
    """Read to its end: a file that is sent is closed then."""
    answer = client.get(page)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code


def test_the_desk_pages_open_for_staff_in_both_languages(client: Client, officer: User, cast: dict[str, User]) -> None:
    meeting, _seats, _applications = a_meeting(officer)
    base = "/{}/desk/reviewing/"
    pages = [f"{base}ranking/{meeting.call.slug}/", f"{base}meetings/{meeting.call.slug}/", f"{base}meeting/{meeting.pk}/"]
    pages += [f"{base}ranking/{meeting.call.slug}/file/{kind}/" for kind in ("csv", "xlsx")]
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = {opened(client, page.format(language)) for page in pages for language in ("en", "fr")}
    assert answers == {part: {200} if part in READS else {403} for part in CAST}


def test_the_agenda_leads_to_what_was_written_for_staff_alone(client: Client, officer: User) -> None:
    meeting, seats, applications = a_meeting(officer)
    for user, page, led in (
        (officer, f"/en/desk/reviewing/meeting/{meeting.pk}/", True),
        (account(seats[0]), room(meeting), False),
    ):
        client.force_login(user)
        shown = client.get(page).content.decode()
        assert [f"/en/desk/reviewing/applications/{each.pk}/" in shown for each in applications] == [led] * len(applications)


def test_an_officer_asks_for_the_order_and_reads_it(client: Client, officer: User) -> None:
    call, _seats, applications = a_ranked_call()
    client.force_login(officer)
    page = f"/en/desk/reviewing/ranking/{call.slug}/"
    client.post(f"{page}ask/", {"places": "2"})
    assert "being computed" in client.get(page).content.decode()
    rankings.compute_ranking(call.rankings.get().pk)
    shown = client.get(page).content.decode()
    assert ("chart-svg" in shown, applications[0].reference in shown, "How severe each reviewer is" in shown) == (
        True,
        True,
        True,
    )
    rows = b"".join(client.get(f"{page}file/csv/").streaming_content).decode().splitlines()
    assert [row.split(",")[:3] for row in rows[1:]] == [[str(n), str(n), a.reference] for n, a in enumerate(applications, 1)]
    assert client.get(f"{page}?panel=no").status_code == 404
    client.post(f"{page}ask/", {"places": "many"})
    assert "a number from 1 on" in client.get(page).content.decode()


def test_pages_cost_the_same_for_one_and_for_many(client: Client, officer: User) -> None:
    meeting, seats, _applications = a_meeting(officer)
    client.force_login(officer)
    pages = [f"/en/desk/reviewing/ranking/{meeting.call.slug}/", f"/en/desk/reviewing/meeting/{meeting.pk}/"]
    client_of_member = Client()
    client_of_member.force_login(account(seats[1]))
    before = cost(client, *pages), cost(client_of_member, room(meeting))
    for place in range(4, 8):
        application = handed_in(meeting.call)
        for seat in seats:
            reviewed(assigned(application, seat), 2)
        MeetingItem.objects.create(meeting=meeting, application=application, position=place)
        a_member(meeting.panel, f"Member {place}")
    assert (cost(client, *pages), cost(client_of_member, room(meeting))) == before


def test_a_page_that_waits_is_answered_304_by_one_query_until_something_is_new(client: Client, officer: User) -> None:
    meeting, (_chair, member), applications = a_meeting(officer)
    client.force_login(account(member))
    shown = client.get(room(meeting))
    address, tag = f"/en/reviewing/news/{shown.context['news_key']}/", shown.context["news_tag"]
    anonymous = Client()
    answers = []

    def ask() -> None:
        answer = anonymous.get(address, headers={"If-None-Match": tag})
        answers.append((answer.status_code, answer.content))

    ask()
    assert len(statements(ask)) == 1
    discussion.open_item(meeting.items.get(position=1), by=officer)
    ask()
    tag = anonymous.get(address)["ETag"]
    ask()
    barred(applications[0], member)
    ask()
    assert answers == [(304, b""), (304, b""), (204, b""), (304, b""), (204, b"")]
    assert anonymous.get(f"/en/reviewing/news/{shown.context['news_key']}x/").status_code == 404


def test_a_barred_member_is_told_to_leave_and_nothing_else(client: Client, officer: User) -> None:
    """Whatever the title is, not one byte of it; and its guessed acts are not found."""
    meeting, (chair, member), applications = a_meeting(officer)
    barred(applications[1], member)
    meetings.note_presence(meeting, chair, present=True, by=officer)
    item = meeting.items.get(application=applications[1])
    discussion.open_item(item, by=officer)
    client.force_login(account(member))
    shown = client.get(room(meeting)).content.decode()
    assert ("Please leave the room" in shown, applications[1].reference in shown) == (True, False)
    Application.objects.filter(pk=applications[1].pk).update(title="Another", reference="OTHER-1")
    discussion.vote(item, "decline", by=account(chair))
    assert bare(client.get(room(meeting)).content.decode()) == bare(shown)
    guessed = [
        client.post(room(meeting), {"act": act, "item": item.pk, "choice": "fund"}).status_code
        for act in ("vote", "open", "close")
    ]
    assert (guessed, item.ballots.filter(seat=member).count()) == ([404, 404, 404], 0)
    assert client.post(room(meeting), {"act": "vote", "item": "x"}).status_code == 404
    discussion.decide_item(item, outcome="decline", reason="Weak.", by=officer)
    after = client.get(room(meeting)).content.decode()
    assert ("Please leave" in after, applications[1].reference in after, "Weak." in after) == (False, False, False)


def test_strangers_and_members_of_another_panel_find_no_meeting(client: Client, officer: User) -> None:
    meeting, _seats, _applications = a_meeting(officer)
    other = a_member(meeting.call.panels.last(), "Olga Other")
    gone = a_member(meeting.panel, "Gaston Gone")
    Seat.objects.filter(pk=gone.pk).update(state="left")
    found = {}
    for name, user in (("other", account(other)), ("gone", account(gone)), ("stranger", AccountFactory())):
        client.force_login(user)
        found[name] = client.get(room(meeting)).status_code
    assert found == {"other": 404, "gone": 404, "stranger": 404}


def test_the_chair_runs_the_meeting_from_the_portal(client: Client, officer: User) -> None:
    meeting, (chair, _member), _applications = a_meeting(officer)
    item = meeting.items.get(position=1)
    client.force_login(account(chair))
    assert "Meeting " in client.get("/en/portal/").content.decode()
    client.post(room(meeting), {"act": "here", "seat": chair.pk, "present": "yes"})
    client.post(room(meeting), {"act": "open", "item": item.pk})
    client.post(room(meeting), {"act": "vote", "item": item.pk, "choice": "fund"})
    lacking = client.post(room(meeting), {"act": "decide", "item": item.pk, "outcome": "fund", "reason": ""})
    client.post(room(meeting), {"act": "decide", "item": item.pk, "outcome": "fund", "reason": "Clearly."})
    late = client.post(room(meeting), {"act": "decide", "item": item.pk, "outcome": "decline", "reason": "My long reason."})
    client.post(room(meeting), {"act": "end"})
    item.refresh_from_db()
    meeting.refresh_from_db()
    assert (lacking.status_code, item.outcome, meeting.state) == (200, "fund", "closed")
    assert ("My long reason." in late.content.decode(), "state is now" in late.content.decode()) == (True, True)


def test_minutes_are_for_staff_who_may_know_all_of_them(client: Client, officer: User, director: User) -> None:
    meeting, (chair, _member), applications = a_meeting(officer)
    meetings.close_meeting(meeting, by=officer)
    applications[0].access.create(user=director, role="barred")
    answers = {}
    for name, user in (("officer", officer), ("director", director), ("chair", account(chair))):
        client.force_login(user)
        answers[name] = opened(client, f"/en/desk/reviewing/meeting/{meeting.pk}/minutes/")
    assert answers == {"officer": 200, "director": 404, "chair": 403}


def test_an_officer_plans_a_meeting_and_is_told_where_there_is_nothing_to_talk_about(
    client: Client, officer: User, auditor: User
) -> None:
    call, _seats, applications = a_ranked_call()
    page = f"/en/desk/reviewing/meetings/{call.slug}/"
    given = {"panel": "", "begins_on": "2027-03-02", "begins_at": "14:30", "minutes_each": "12"}
    client.force_login(auditor)
    assert client.post(page, given).status_code == 403
    client.force_login(officer)
    assert client.post(page, given).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.panel, meeting.minutes_each, meeting.items.count()) == (None, 12, len(applications))
    assert meeting.begins_at.isoformat() == "2027-03-02T19:30:00+00:00"
    refused = client.post(page, {**given, "panel": str(call.panels.last().pk)}).content.decode()
    assert ("No meeting was planned" in refused, "14:30" in refused) == (True, True)
