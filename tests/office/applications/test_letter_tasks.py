"""Reminders leave by their schedule, once each, in the writer's language; what did not leave is told."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Letter
from bartholdi.office.applications.services import letter_writing
from bartholdi.office.applications.services.letters import cancel_letter, correct_address
from bartholdi.office.applications.tasks import look_after_letters
from bartholdi.office.notices.models import Notice
from tests.counting import statements
from tests.factories import ApplicationFactory, CallFactory
from tests.lettering import CURIE, NOETHER, asked, kinds_to, requirement, sent

pytestmark = pytest.mark.django_db

CLOSES = datetime(2027, 3, 15, 16, tzinfo=UTC)  # noon in Washington, the day after its clocks changed
ASKED = CLOSES - timedelta(days=30)


@pytest.fixture
def application(applicant: User) -> Application:
    call = CallFactory(opens_at=CLOSES - timedelta(days=90), closes_at=CLOSES, grace_minutes=60)
    made: Application = ApplicationFactory(applicant=applicant, call=call)
    return made


@pytest.fixture
def letter(application: Application, applicant: User) -> Letter:
    with time_machine.travel(ASKED, tick=False):
        return asked(application, requirement(application.call, maximum=3), NOETHER, by=applicant)


def run(*moments: datetime) -> list[int]:
    found = []
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            found.append(look_after_letters.call())
    return found


def before(**time: float) -> datetime:
    return CLOSES - timedelta(**time)


def test_each_step_of_the_schedule_is_mailed_once_in_the_writers_language(letter: Letter) -> None:
    hours = [before(days=15), before(days=14), before(days=13), before(days=7), before(days=7), before(days=3), before(days=2)]
    assert run(*hours, before(hours=1)) == [0, 1, 0, 1, 0, 0, 1, 0]
    assert kinds_to(NOETHER.email) == ["letter_request", *["letter_reminder"] * 3]
    newest = Notice.objects.filter(address=NOETHER.email)[0]
    assert newest.subject.startswith("Il manque encore votre lettre")
    assert "mars 2027 à 12\u00a0h\u00a000 (Washington) · 17\u00a0h\u00a000 (Paris)" in newest.text


def test_a_missed_turn_is_not_made_up_for(letter: Letter) -> None:
    assert run(before(days=1), before(hours=2)) == [1, 0]


def test_who_was_asked_late_is_not_reminded_at_once(application: Application, applicant: User) -> None:
    with time_machine.travel(before(days=6), tick=False):
        asked(application, requirement(application.call), CURIE, by=applicant)
    assert run(before(days=6), before(days=3), before(days=2)) == [0, 0, 1]


def test_when_the_last_instant_and_its_grace_have_passed_both_are_told_once(letter: Letter, applicant: User) -> None:
    moments = [CLOSES + timedelta(minutes=59), CLOSES + timedelta(minutes=60), CLOSES + timedelta(hours=3)]
    run(before(hours=1))
    assert run(*moments) == [0, 1, 0]
    assert kinds_to(NOETHER.email)[-1] == "letter_passed"
    assert kinds_to(applicant.email) == ["letter_told"]


def test_nobody_is_reminded_of_what_came_or_ended(letter: Letter, application: Application, applicant: User) -> None:
    with time_machine.travel(before(days=20), tick=False):
        other = asked(application, letter.requirement, CURIE, by=applicant)
        sent(letter, at=before(days=20))
        cancel_letter(other, by=applicant)
    assert run(before(days=14), before(days=2), CLOSES + timedelta(hours=2)) == [0, 0, 0]


@pytest.mark.parametrize("columns", [{"state": "cancelled"}, {"state": "concluded"}])
def test_a_call_that_does_not_run_reminds_nobody(letter: Letter, columns: dict[str, str]) -> None:
    type(letter.application.call).objects.update(**columns)
    assert run(before(days=14)) == [0]


def test_a_mail_that_did_not_leave_is_told_once_for_each_address(letter: Letter, applicant: User) -> None:
    Notice.objects.filter(address=NOETHER.email).update(state="failed")
    assert run(before(days=29), before(days=28)) == [1, 0]
    assert "could not be delivered" in Notice.objects.filter(address=applicant.email)[0].subject
    with time_machine.travel(before(days=28), tick=False):
        correct_address(Letter.objects.get(pk=letter.pk), email="emmy@example.org", by=applicant)
    assert run(before(days=27)) == [0]
    Notice.objects.filter(address="emmy@example.org").update(state="failed")
    assert run(before(days=26)) == [1]


def test_looking_costs_the_same_for_one_letter_and_for_many(letter: Letter, application: Application, applicant: User) -> None:
    with time_machine.travel(before(days=20), tick=False):
        one = len(statements(look_after_letters.call))
        for number in range(3):
            asked(application, letter.requirement, type(CURIE)(name=f"R {number}", email=f"r{number}@example.org"), by=applicant)
        assert len(statements(look_after_letters.call)) == one


def test_a_new_link_is_sent_once_an_hour_to_the_address_that_is_known(letter: Letter) -> None:
    with time_machine.travel(before(days=10), tick=False):
        for _twice in range(2):
            letter_writing.renew_link(Letter.objects.get(pk=letter.pk), by=letter_writing.Writer(letter.party))
    assert kinds_to(NOETHER.email) == ["letter_request", "letter_link"]
