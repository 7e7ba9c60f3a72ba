"""A panel meets: who runs it, who leaves for what, ballots, decisions, and minutes whose digest the journal keeps."""

import hashlib
from io import BytesIO

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews import meeting_queries as queries
from bartholdi.office.reviews.models import Ballot, Meeting, MeetingItem
from bartholdi.office.reviews.permissions import ITEM_POLICY, MEETING_POLICY
from bartholdi.office.reviews.services import discussion, meetings
from tests.cast import CAST
from tests.office.reviews.meeting import a_meeting, a_ranked_call, account, barred

pytestmark = pytest.mark.django_db


def items(meeting: Meeting) -> list[MeetingItem]:
    return list(meeting.items.select_related("meeting__call"))


def test_the_agenda_is_the_ranking_and_one_application_is_open_at_a_time(officer: User) -> None:
    meeting, _seats, applications = a_meeting(officer)
    first, second, _third = items(meeting)
    assert [(item.position, item.application_id) for item in items(meeting)] == list(enumerate((a.pk for a in applications), 1))
    discussion.open_item(first, by=officer)
    with pytest.raises(Refused, match="another application is being discussed"):
        discussion.open_item(second, by=officer)
    discussion.close_item(first, by=officer)
    discussion.open_item(second, by=officer)
    assert [item.state for item in items(meeting)] == ["postponed", "open", "waiting"]


def test_the_agenda_is_whole_also_where_whoever_plans_it_must_not_see_it_all(officer: User) -> None:
    call, seats, applications = a_ranked_call()
    applications[0].access.create(user=officer, role="barred")
    meeting = meetings.plan_meeting(call, seats[0].panel, begins_at=timezone.now(), minutes_each=5, by=officer)
    assert [item.application_id for item in items(meeting)] == [each.pk for each in applications]
    assert [item.application_id for item in queries.agenda(meeting, officer)] == [each.pk for each in applications[1:]]


def test_each_act_is_for_those_who_may(officer: User, cast: dict[str, User]) -> None:
    meeting, (chair, member), _applications = a_meeting(officer)
    item = items(meeting)[0]
    people = {**cast, "chair": account(chair), "member": account(member)}
    runs = {"officer", "director", "chair"}
    acts = [(MEETING_POLICY, "start_meeting", meeting), (MEETING_POLICY, "close_meeting", meeting)]
    acts += [(ITEM_POLICY, name, item) for name in ("open_item", "close_item", "decide_item")]
    assert {name: {who for who in people if p.allows(people[who], name, on)} for p, name, on in acts} == {
        name: runs for _policy, name, _on in acts
    }
    assert {who for who in people if ITEM_POLICY.allows(people[who], "vote", item)} == {"chair", "member"}
    seen = {who for who in people if Meeting.objects.visible_to(people[who]).exists()}
    assert seen == {"officer", "director", "auditor", "chair", "member"}
    for seat in (chair, member):
        barred(item.application, seat)
    barred_staff = cast["officer"]
    item.application.access.create(user=barred_staff, role="barred")
    allowed = {name: {who for who in people if ITEM_POLICY.allows(people[who], name, item)} for name in ITEM_POLICY.rules}
    assert allowed == {"open_item": {"director"}, "close_item": {"director"}, "decide_item": {"director"}, "vote": set()}
    assert set(CAST) < set(people)


def test_a_member_has_one_ballot_while_it_is_open(officer: User) -> None:
    meeting, (_chair, member), _applications = a_meeting(officer)
    item = items(meeting)[0]
    with pytest.raises(Refused, match="not being discussed"):
        discussion.vote(item, "fund", by=account(member))
    discussion.open_item(item, by=officer)
    discussion.vote(item, "fund", by=account(member))
    discussion.vote(item, "reserve", by=account(member))
    with pytest.raises(Refused, match="choose one"):
        discussion.vote(item, "perhaps", by=account(member))
    assert list(Ballot.objects.values_list("seat", "choice")) == [(member.pk, "reserve")]
    assert [number for _value, _label, number in queries.counted(item)] == [0, 1, 0, 0]
    assert "choice" not in str(
        Entry.objects.get(act="reviews.vote", change__seat=member.pk, pk=Entry.objects.latest("pk").pk).change
    )


def test_who_has_to_do_with_it_is_absent_and_does_not_vote(officer: User) -> None:
    meeting, (_chair, member), applications = a_meeting(officer)
    barred(applications[1], member)
    item = items(meeting)[1]
    discussion.open_item(item, by=officer)
    assert [absence.seat_id for absence in item.absences.all()] == [member.pk]
    with pytest.raises(PermissionDenied):
        discussion.vote(item, "fund", by=account(member))
    assert [i.application_id for i in queries.agenda(meeting, account(member))] == [applications[0].pk, applications[2].pk]
    assert queries.is_away(meeting, account(member))


def test_a_conflict_that_is_found_in_the_middle_takes_the_ballot_away(officer: User) -> None:
    meeting, (_chair, member), applications = a_meeting(officer)
    item = items(meeting)[0]
    discussion.open_item(item, by=officer)
    discussion.vote(item, "fund", by=account(member))
    barred(applications[0], member)
    discussion.decide_item(item, outcome="fund", reason="Clear.", by=officer)
    assert (item.ballots.count(), [absence.seat_id for absence in item.absences.all()]) == (0, [member.pk])


def test_of_two_who_decide_at_once_the_second_is_told(officer: User, director: User) -> None:
    meeting, _seats, _applications = a_meeting(officer)
    item, same = items(meeting)[0], items(meeting)[0]
    discussion.open_item(item, by=officer)
    same.refresh_from_db()
    discussion.decide_item(item, outcome="fund", reason="The best of all.", by=officer)
    with pytest.raises(Refused, match="the state is now “Decided”"):
        discussion.decide_item(same, outcome="decline", reason="Too dear.", by=director)
    same.refresh_from_db()
    assert (same.outcome, same.reason, same.state) == ("fund", "The best of all.", "decided")


def test_the_minutes_are_kept_and_the_journal_has_their_digest(officer: User) -> None:
    meeting, (chair, member), applications = a_meeting(officer)
    barred(applications[1], member)
    meetings.note_presence(meeting, chair, present=True, by=account(chair))
    for item, outcome in zip(items(meeting)[:2], ("fund", "reserve"), strict=True):
        discussion.open_item(item, by=officer)
        with pytest.raises(Refused, match="still being discussed"):
            meetings.close_meeting(meeting, by=officer)
        discussion.vote(item, "fund", by=account(chair))
        discussion.decide_item(item, outcome=outcome, reason="Sound – très solide.", by=account(chair))
    kept = meetings.close_meeting(meeting, by=officer)
    with kept.file.open() as file:
        content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    assert (kept.digest, Entry.objects.get(act="reviews.close_meeting").change["sha256"]) == (digest, digest)
    said = " ".join("\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).split())
    assert said.count("Sound – très solide.") == 4
    assert f"{chair.reviewer} (présidence), du " in said
    assert [said.count(words) for words in ("Minutes ", "Rose Chair", "Ruth Member", applications[2].reference)] > [0, 0, 0, 0]
    assert [item.state for item in items(meeting)] == ["decided", "decided", "waiting"]
