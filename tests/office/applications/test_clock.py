"""The clock of the machine is set, forward or back, while people write: nothing is lost, versions stay in order, what arrived in time is in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services
from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.journal.verify import verify
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.merging import Change
from tests.office.applications.forms import ANSWERS, a_call, begun

pytestmark = pytest.mark.django_db
CLOSES = datetime(2027, 3, 28, 1, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def application(applicant: User) -> Application:
    """A draft, begun a day before its call closes."""
    with time_machine.travel(CLOSES - 24 * HOUR, tick=False):
        return begun(a_call(opens_at=CLOSES - 240 * HOUR, closes_at=CLOSES), applicant, **ANSWERS)


def write(application: Application, by: User, text: str, *, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        change = Change(text, application.response.version)
        saved = services.save(application, {"why": change}, by=by, arrived_at=at)
    assert (saved.changed, saved.conflicts) == ({"why"}, ())


def test_a_clock_set_back_in_mid_draft_loses_no_text_and_keeps_the_order(application: Application, applicant: User) -> None:
    write(application, applicant, "Before.", at=CLOSES - HOUR)
    write(application, applicant, "After, by a clock that says it was earlier.", at=CLOSES - 3 * HOUR)
    write(application, applicant, "Right again.", at=CLOSES - 30 * MINUTE)
    response = Application.objects.get().response
    assert response.answers["why"] == "Right again."
    newest = response.versions.order_by("-number").first()
    assert newest is not None
    assert newest.changes["why"][1] == "Right again."
    assert verify().faults == ()


def test_a_clock_set_forward_past_the_closing_refuses_keeps_and_takes_it_once_it_is_right(
    application: Application, applicant: User
) -> None:
    with time_machine.travel(CLOSES + HOUR, tick=False), pytest.raises(Refused, match="What was saved before is kept"):
        services.save(application, {"why": Change("Late?", 99)}, by=applicant, arrived_at=CLOSES + HOUR)
    assert Application.objects.get().response.answers["why"] == ANSWERS["why"]
    write(application, applicant, "In time.", at=CLOSES - MINUTE)


@pytest.mark.parametrize("now", [CLOSES + 24 * HOUR, CLOSES - 24 * HOUR])
def test_what_arrived_in_time_is_in_wherever_the_clock_is_set_before_it_is_handled(
    application: Application, applicant: User, now: datetime
) -> None:
    arrived = CLOSES - timedelta(milliseconds=1)
    with time_machine.travel(now, tick=False):
        services.submit(application, by=applicant, arrived_at=arrived, token="once")
        services.submit(application, by=applicant, arrived_at=arrived, token="once")
    assert list(Submission.objects.values_list("arrived_at", "submitted_at")) == [(arrived, now)]


def test_a_clock_set_back_after_the_closing_makes_no_second_submission(application: Application, applicant: User) -> None:
    with time_machine.travel(CLOSES - MINUTE, tick=False):
        first = services.submit(application, by=applicant, arrived_at=CLOSES - MINUTE, token="once")
    with time_machine.travel(CLOSES - 5 * HOUR, tick=False):
        again = services.submit(application, by=applicant, arrived_at=CLOSES - 5 * HOUR, token="another")
    assert (first.pk, Submission.objects.count()) == (again.pk, 1)
