"""What a panel decided becomes drafts: read beforehand, once, without what went further, and never over what somebody has not read."""

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.decisions.models import Decision
from bartholdi.office.decisions.services import deciding, taking
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews.models import Meeting, MeetingItem
from bartholdi.office.reviews.services import discussion, meetings
from tests.office.reviews.meeting import a_meeting

pytestmark = pytest.mark.django_db
OUTCOMES = ("fund", "reserve", "decline")


def decided(officer: User, outcomes: tuple[str, ...] = OUTCOMES) -> tuple[Meeting, list[Application]]:
    """A meeting that is closed; an empty outcome was not decided."""
    meeting, _seats, applications = a_meeting(officer)
    Application.objects.update(state="in_review")
    for item, outcome in zip(MeetingItem.objects.order_by("position"), outcomes, strict=True):
        if outcome:
            discussion.open_item(item, by=officer)
            discussion.decide_item(item, outcome=outcome, reason=f"Because of {outcome}.", by=officer)
    meetings.close_meeting(meeting, by=officer)
    return Meeting.objects.get(), applications


def taken(meeting: Meeting, by: User) -> int:
    return taking.take_over(meeting, seen=taking.digest(taking.lines(meeting, user=by)), by=by)


def fates(meeting: Meeting, user: User) -> list[str]:
    return [each.fate for each in taking.lines(meeting, user=user)]


def drafts() -> list[tuple[str, int | None, str, str]]:
    return list(Decision.objects.order_by("application__serial").values_list("outcome", "place", "reason", "state"))


def test_each_outcome_becomes_a_draft_with_the_panels_reason(officer: User) -> None:
    meeting, _applications = decided(officer)
    assert fates(meeting, officer) == ["new", "new", "new"]
    assert taken(meeting, officer) == 3
    assert drafts() == [
        ("fund", None, "Because of fund.", "draft"),
        ("reserve", 1, "Because of reserve.", "draft"),
        ("decline", None, "Because of decline.", "draft"),
    ]
    assert Entry.objects.get(act="decisions.take_over").change == {"written": 3}
    assert fates(meeting, officer) == ["same", "same", "same"]
    with pytest.raises(Refused, match="stands already"):
        taken(meeting, officer)


def test_what_went_further_or_was_not_decided_stays_as_it_is(officer: User, director: User) -> None:
    meeting, applications = decided(officer, ("fund", "", "reserve"))
    deciding.draft_decision(applications[0], meeting.panel and meeting.panel.side, outcome="decline", by=officer)
    Decision.objects.update(state="proposed", proposed_by=officer)
    assert fates(meeting, director) == ["settled", "undecided", "new"]
    assert taken(meeting, director) == 1
    assert drafts() == [("decline", None, "", "proposed"), ("reserve", 1, "Because of reserve.", "draft")]


def test_the_reserve_goes_on_after_another_panels(officer: User) -> None:
    meeting, applications = decided(officer, ("reserve", "reserve", ""))
    side = meeting.panel.side if meeting.panel else None
    Decision.objects.create(application=applications[2], side=side, outcome="reserve", place=4)
    MeetingItem.objects.filter(application=applications[2]).delete()
    assert [each.place for each in taking.lines(meeting, user=officer)] == [5, 6]


def test_nobody_writes_over_what_they_have_not_read(officer: User, director: User) -> None:
    meeting, applications = decided(officer)
    seen = taking.digest(taking.lines(meeting, user=officer))
    deciding.draft_decision(applications[0], meeting.panel and meeting.panel.side, outcome="decline", by=director)
    with pytest.raises(Refused, match="changed meanwhile"):
        taking.take_over(meeting, seen=seen, by=officer)
    assert drafts() == [("decline", None, "", "draft")]
    assert fates(meeting, officer) == ["changed", "new", "new"]


def test_a_meeting_that_goes_on_is_not_taken_over(officer: User) -> None:
    meeting, _seats, _applications = a_meeting(officer)
    with pytest.raises(Refused, match="not closed yet"):
        taken(meeting, officer)


def test_who_is_barred_from_one_sees_and_writes_the_others(officer: User, cast: dict[str, User]) -> None:
    meeting, applications = decided(officer)
    director = cast["director"]
    Access.objects.create(application=applications[0], user=director, role=Access.Role.BARRED)
    assert taken(meeting, director) == 2
    assert [outcome for outcome, *_rest in drafts()] == ["reserve", "decline"]
    with pytest.raises(PermissionDenied):
        taken(meeting, cast["auditor"])


@pytest.mark.parametrize("change", [{"reason": "Another reason."}, {"place": 7}])
def test_a_draft_whose_reason_or_place_changed_meanwhile_is_read_again(officer: User, change: dict[str, object]) -> None:
    meeting, applications = decided(officer, ("reserve", "", ""))
    deciding.draft_decision(applications[0], meeting.panel and meeting.panel.side, outcome="reserve", place=3, by=officer)
    seen = taking.digest(taking.lines(meeting, user=officer))
    Decision.objects.update(**change)
    with pytest.raises(Refused, match="changed meanwhile"):
        taking.take_over(meeting, seen=seen, by=officer)
