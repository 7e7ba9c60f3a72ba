"""The figures of a call: counted by the days of its zone, and of what the reader may see."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import desk_queries
from bartholdi.office.applications.figures import DayCount, Split, figures
from bartholdi.office.applications.letter_queries import lacks_letters
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.programmes.models import Call
from tests.counting import statements
from tests.factories import ApplicationFactory
from tests.lettering import NOETHER, asked, requirement, sent
from tests.office.applications.forms import a_call

pytestmark = pytest.mark.django_db
EVENING = datetime(2027, 1, 11, 3, 30, tzinfo=UTC)  # in Washington still the 10th


@pytest.fixture
def call() -> Call:
    return a_call(zone="America/New_York")


def some(call: Call) -> list[Application]:
    us, fr = call.sides.order_by("letter")
    rows = [
        ("submitted", us, "Physics", "needs_officer"),
        ("submitted", fr, "Physics", "eligible"),
        ("draft", fr, "Biology", "unknown_yet"),
        ("withdrawn", None, "", "unknown_yet"),
        ("ineligible", us, "Biology", "not"),
    ]
    return [
        ApplicationFactory(
            call=call, state=state, side=side, field=field, finding=finding, started_at=EVENING, submitted_at=EVENING
        )
        for state, side, field, finding in rows
    ]


def test_they_count_what_is_there(call: Call, officer: User) -> None:
    some(call)
    ApplicationFactory(call=a_call(code="OTHER"))
    found = figures(call, officer)
    assert (found.started, found.submitted, found.withdrawn, found.ineligible, found.needs_officer) == (5, 3, 1, 1, 1)
    assert found.by_state == {"submitted": 2, "draft": 1, "withdrawn": 1, "ineligible": 1}
    assert found.by_side == (Split("FR", 2, 1), Split("US", 2, 2), Split("", 1, 0))
    assert found.by_field == (Split("Biology", 2, 1), Split("Physics", 2, 2), Split("", 1, 0))
    assert found.by_day == (DayCount(date(2027, 1, 10), 5, 3),)


def test_the_letters_that_are_missing_are_those_of_what_was_submitted(call: Call, officer: User, applicant: User) -> None:
    rows = some(call)
    assert figures(call, officer).letters_missing is None  # none is asked for
    both = requirement(call, minimum=2, maximum=3)
    requirement(call, key="host", role="host", side=call.sides.get(country="FR"))
    Access.objects.create(application=rows[0], user=applicant, role=Access.Role.APPLICANT)
    sent(asked(rows[0], both, by=applicant), at=timezone.now())
    found = figures(call, officer)
    assert (found.letters_missing, [(each.label, each.letters_missing) for each in found.by_side]) == (
        4,
        [("FR", 3), ("US", 1), ("", 0)],
    )
    assert [(each.label, each.letters_missing) for each in found.by_field] == [("Biology", 0), ("Physics", 4), ("", 0)]
    lacking = Application.objects.filter(lacks_letters(), state="submitted").order_by("pk")
    assert list(lacking) == [rows[0], rows[1]]
    sent(asked(rows[0], both, NOETHER, by=applicant), at=timezone.now())
    assert list(lacking.all()) == [rows[1]]


def test_a_zone_of_half_hours_has_its_own_days(officer: User) -> None:
    call = a_call(zone="Asia/Kolkata")
    ApplicationFactory(call=call, started_at=datetime(2027, 1, 10, 18, 29, tzinfo=UTC))
    ApplicationFactory(call=call, started_at=datetime(2027, 1, 10, 18, 31, tzinfo=UTC))
    assert [(each.day.day, each.started) for each in figures(call, officer).by_day] == [(10, 1), (11, 1)]


def test_what_is_hidden_from_somebody_is_in_none_of_their_numbers(call: Call, officer: User, director: User) -> None:
    rows = some(call)
    before = figures(call, director)
    for row in rows[1:]:
        Access.objects.create(application=row, user=officer, role=Access.Role.BARRED)
    found = figures(call, officer)
    assert (found.started, found.submitted, found.by_field) == (1, 1, (Split("Physics", 1, 1),))
    assert figures(call, director) == before
    now = call.moment()
    assert desk_queries.waiting(officer, now)["needs_officer"] == 1
    assert [(each.started, each.submitted) for each in desk_queries.closing_soon(officer, now)] == []


def test_a_call_without_applications_has_figures_too(call: Call, officer: User) -> None:
    found = figures(call, officer)
    assert (found.started, found.by_side, found.by_field, found.by_day) == (0, (), (), ())


def test_they_ask_the_database_five_times(call: Call, officer: User) -> None:
    some(call)
    requirement(call)
    figures(call, officer)  # the roles of a person are asked once a request
    assert len(statements(lambda: figures(call, officer))) == 5
