"""Members read the minutes of their panel in the portal: outcomes and ballots, and no byte of what they had to leave for or of who left."""

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.reviews.models import Meeting, MeetingItem, Presence, Seat
from bartholdi.office.reviews.services import discussion, meetings
from tests.cast import CAST
from tests.counting import cost
from tests.office.reviews.judging import a_member
from tests.office.reviews.meeting import a_meeting, account, barred
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
REASON = "Sound, and better than all others."
LIST = "/en/portal/reviewing/minutes/"


def met(officer: User, *, away: bool = True) -> tuple[Meeting, list[Seat], list[Application]]:
    """Both were there, the chair voted on each; where `away`, Ruth had to leave for the second application."""
    meeting, seats, applications = a_meeting(officer)
    if away:
        barred(applications[1], seats[1])
    for seat in seats:
        meetings.note_presence(meeting, seat, present=True, by=officer)
    for item, outcome in zip(meeting.items.select_related("meeting__call"), ("fund", "reserve", "decline"), strict=True):
        discussion.open_item(item, by=officer)
        discussion.vote(item, outcome, by=account(seats[0]))
        discussion.decide_item(item, outcome=outcome, reason=REASON, by=officer)
    meetings.close_meeting(meeting, by=officer)
    return meeting, seats, applications


def page(meeting: Meeting, language: str = "en") -> str:
    return f"/{language}/portal/meetings/{meeting.pk}/minutes/"


def read(client: Client, who: User, url: str) -> str:
    """What the page says, without the forms about it."""
    client.force_login(who)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_only_who_sits_on_the_panel_finds_them(client: Client, cast: dict[str, User], officer: User) -> None:
    meeting, (chair, member), _applications = met(officer)
    other, gone = a_member(meeting.call.panels.last(), "Olga Other"), a_member(meeting.panel, "Gaston Gone")
    Seat.objects.filter(pk=gone.pk).update(state="left")
    a_member(meeting.panel, "Didier Director", account=cast["director"])
    people = {**cast, "chair": account(chair), "member": account(member), "other": account(other), "gone": account(gone)}
    found = {}
    for name, user in people.items():
        client.force_login(user)
        found[name] = {client.get(page(meeting, language)).status_code for language in ("en", "fr")}
    assert {name for name, codes in found.items() if codes == {200}} == {"chair", "member", "director"}
    assert {frozenset(codes) for name, codes in found.items() if name not in {"chair", "member", "director"}} == {
        frozenset({404})
    }
    assert set(CAST) < set(found)
    client.logout()
    assert client.get(page(meeting)).status_code == 302


def test_they_are_there_once_the_meeting_is_closed(client: Client, officer: User) -> None:
    meeting, (chair, _member), _applications = a_meeting(officer)
    client.force_login(account(chair))
    assert client.get(page(meeting)).status_code == 404
    assert page(meeting) not in client.get(LIST).content.decode()
    meetings.close_meeting(meeting, by=officer)
    assert page(meeting) in client.get(LIST).content.decode()
    assert page(meeting) in client.get(f"/en/portal/meetings/{meeting.pk}/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Minutes ", "Rose Chair (chair), from", "Reserve list 1")),
        ("fr", ("Procès-verbal ", "Rose Chair (présidence), du", " 1")),
    ],
)
def test_they_say_who_was_there_the_ballots_and_the_outcomes(
    client: Client, officer: User, language: str, words: tuple[str, ...]
) -> None:
    meeting, (chair, _member), applications = met(officer)
    shown = read(client, account(chair), page(meeting, language))
    assert [each for each in words if each not in shown] == []
    assert [each.reference for each in applications if each.reference not in shown] == []


def test_where_nobody_had_to_leave_the_reasons_are_told(client: Client, officer: User) -> None:
    meeting, (chair, member), _applications = met(officer, away=False)
    assert [read(client, account(seat), page(meeting)).count(REASON) for seat in (chair, member)] == [3, 3]


def test_where_somebody_had_to_leave_neither_that_nor_any_typed_reason_is_told(client: Client, officer: User) -> None:
    meeting, (chair, member), _applications = met(officer)
    room = f"/en/portal/meetings/{meeting.pk}/"
    for seat in (chair, member):
        assert [REASON in read(client, account(seat), url) for url in (page(meeting), room)] == [False, False]
        assert "conflict of interest" not in read(client, account(seat), page(meeting))


def test_what_a_member_had_to_leave_for_is_not_there_whatever_it_is(client: Client, officer: User) -> None:
    meeting, (_chair, member), applications = met(officer)
    before = read(client, account(member), page(meeting))
    assert [each.reference in before for each in applications] == [True, False, True]
    Application.objects.filter(pk=applications[1].pk).update(title="Another", reference="OTHER-1")
    item = MeetingItem.objects.get(application=applications[1])
    item.ballots.update(choice="decline")
    MeetingItem.objects.filter(pk=item.pk).update(outcome="fund", reason="Quite another reason.", used=999, position=2)
    assert read(client, account(member), page(meeting)) == before


def test_what_turns_out_later_hides_it_too(client: Client, officer: User) -> None:
    meeting, (_chair, member), applications = met(officer, away=False)
    barred(applications[0], member)
    shown = read(client, account(member), page(meeting))
    assert [shown.count(applications[0].reference), shown.count(REASON)] == [0, 0]


def test_the_pages_cost_the_same_for_one_and_for_many(client: Client, officer: User) -> None:
    meeting, (chair, _member), _applications = met(officer)
    client.force_login(account(chair))
    once = cost(client, page(meeting), LIST)
    for place in range(4, 8):
        item = MeetingItem.objects.create(meeting=meeting, application=handed_in(meeting.call), position=place)
        seat = a_member(meeting.panel, f"Member {place}")
        Presence.objects.create(meeting=meeting, seat=seat, left_at=meeting.closed_at)
        item.ballots.create(seat=seat, choice="fund")
        number = Meeting.objects.count() + 1
        Meeting.objects.create(call=meeting.call, panel=meeting.panel, number=number, begins_at=meeting.begins_at, state="closed")
    assert cost(client, page(meeting), LIST) == once
