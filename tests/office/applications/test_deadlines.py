"""A second before closing is in, a second after is out: on every change of the clocks of Paris and Washington, with grace and extension."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import queries, services
from bartholdi.office.applications.models import Application, Extension
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call
from bartholdi.office.questionnaires.merging import Change
from tests.factories import ApplicationFactory
from tests.office.applications.forms import ANSWERS, a_call, begun

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
# The days on which clocks change in 2027, and the hours around it; fold 1 is the second of two equal hours.
CHANGES = [
    ("Europe/Paris", 2027, 3, 28, 3, 0, 0),
    ("Europe/Paris", 2027, 10, 31, 2, 30, 0),
    ("Europe/Paris", 2027, 10, 31, 2, 30, 1),
    ("America/New_York", 2027, 3, 14, 3, 0, 0),
    ("America/New_York", 2027, 11, 7, 1, 30, 0),
    ("America/New_York", 2027, 11, 7, 1, 30, 1),
    ("Etc/GMT+12", 2027, 3, 14, 23, 59, 0),
]


def closing_at(at: datetime, **more: object) -> Application:
    made = ApplicationFactory(call=a_call(opens_at=at - timedelta(days=30), closes_at=at, **more))
    return Application.objects.select_related("call").get(pk=made.pk)


@pytest.mark.parametrize(("zone", "year", "month", "day", "hour", "minute", "fold"), CHANGES)
def test_a_second_decides_on_each_change_of_the_clocks(
    zone: str, year: int, month: int, day: int, hour: int, minute: int, fold: int
) -> None:
    closes = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)
    application = closing_at(closes, zone=zone)
    assert [queries.in_time(application, at=closes + step) for step in (-SECOND, 0 * SECOND, SECOND)] == [True, False, False]
    assert queries.in_time(application, at=application.call.opens_at or closes)
    assert not queries.in_time(application, at=(application.call.opens_at or closes) - SECOND)


def test_the_two_hours_that_are_called_the_same_are_told_apart() -> None:
    first, second = (datetime(2027, 10, 31, 2, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=fold).astimezone(UTC) for fold in (0, 1))
    assert second - first == timedelta(hours=1)
    application = closing_at(first)
    assert not queries.in_time(application, at=second - SECOND)


def test_grace_counts_and_is_not_shown() -> None:
    closes = datetime(2027, 3, 28, 1, tzinfo=UTC)
    application = closing_at(closes, grace_minutes=10)
    grace = timedelta(minutes=10)
    assert [queries.in_time(application, at=closes + grace + step) for step in (-SECOND, 0 * SECOND)] == [True, False]
    assert queries.may_change_until(application) == closes


def test_an_extension_is_for_whom_it_was_given(applicant: User, stranger: User) -> None:
    closes = datetime(2027, 3, 28, 1, tzinfo=UTC)
    application = closing_at(closes)
    call, hour = application.call, timedelta(hours=1)
    Extension.objects.create(call=call, user=applicant, until=closes + hour, reason="Ill")
    late = closes + hour - SECOND
    assert [queries.in_time(application, at=late, user=user) for user in (applicant, stranger, None)] == [True, False, False]
    Extension.objects.create(call=call, application=application, until=closes + 2 * hour, reason="Storm")
    Extension.objects.create(call=call, until=closes - hour, reason="An earlier one takes nothing away")
    assert queries.may_change_until(application, user=stranger) == closes + 2 * hour
    Extension.objects.create(call=call, until=closes + 3 * hour, reason="Everybody")
    assert queries.in_time(application, at=closes + 3 * hour - SECOND)
    assert not queries.in_time(application, at=closes + 3 * hour)


def test_saving_and_submitting_look_at_when_it_arrived(applicant: User) -> None:
    call = a_call()
    draft = begun(call, applicant, **ANSWERS)
    now = call.moment()
    Call.objects.update(closes_at=now)
    draft = Application.objects.select_related("call", "response").get()
    with pytest.raises(Refused, match="arrived after the closing time"):
        services.submit(draft, by=applicant, arrived_at=now)
    assert services.submit(draft, by=applicant, arrived_at=now - SECOND).arrived_at == now - SECOND


def test_what_arrived_in_time_and_is_sent_again_too_late_stands(applicant: User) -> None:
    call = a_call()
    draft = begun(call, applicant, **ANSWERS)
    now, seen = call.moment(), draft.response.version
    typed = {"why": Change("It melts.", seen)}
    first = services.save(draft, typed, by=applicant, arrived_at=now, tab="one")
    Call.objects.update(closes_at=now)
    draft = Application.objects.select_related("call", "response").get()
    again = services.save(draft, typed, by=applicant, arrived_at=now + SECOND, tab="one")
    assert (again.version, again.changed, again.conflicts) == (first.version, frozenset(), ())
    for late in ({"why": Change("It melted.", again.version)}, typed | {"title": Change("Ice", again.version)}, {}):
        with pytest.raises(Refused, match="is over"):
            services.save(draft, late, by=applicant, arrived_at=now + SECOND, tab="one")


def test_a_rehearsal_has_a_clock_of_its_own(applicant: User) -> None:
    closes = datetime(2031, 1, 1, tzinfo=UTC)
    call = a_call(opens_at=closes - timedelta(days=9), closes_at=closes, rehearsed_at=closes - SECOND)
    draft = begun(call, applicant, **ANSWERS)
    services.submit(draft, by=applicant, arrived_at=datetime(2027, 1, 1, tzinfo=UTC))
    Call.objects.update(rehearsed_at=closes)
    draft = Application.objects.select_related("call", "response").get()
    with pytest.raises(Refused):
        services.save(draft, {}, by=applicant, arrived_at=datetime(2027, 1, 1, tzinfo=UTC))


@given(st.integers(-(10**6), 10**6), st.integers(0, 600))
def test_in_time_is_exactly_before_closing_and_grace(seconds: int, grace: int) -> None:
    closes = datetime(2027, 3, 28, 1, tzinfo=UTC)
    call = Call(state="announced", opens_at=closes - timedelta(days=300), closes_at=closes, grace_minutes=grace)
    application = Application(call=call)
    application.state, application.returned_until = "returned", closes  # asked of no database
    assert queries.in_time(application, at=closes + timedelta(seconds=seconds)) is (seconds < grace * 60)
