"""A letter at the desk: read by officers only, each time with a trace; accepted late; given more time."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Letter
from bartholdi.office.applications.people import Somebody
from bartholdi.office.applications.services import letter_files, letter_writing
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from tests.counting import statements
from tests.factories import ApplicationFactory
from tests.lettering import NOETHER, asked, requirement, sent, signed_in
from tests.office.lib.test_files import pdf

pytestmark = pytest.mark.django_db
WORDS = "An unmistakable sentence"


@pytest.fixture
def letter(applicant: User) -> Letter:
    application = ApplicationFactory(applicant=applicant)
    letter = asked(application, requirement(application.call), by=applicant)
    letter_files.keep_file(letter, SimpleUploadedFile("letter.pdf", pdf()))
    letter_writing.save_draft(letter, text=WORDS, version=1)
    return letter


def desk(letter: Letter, more: str = "") -> str:
    return f"/en/desk/letters/{letter.pk}/{more}"


def test_officers_read_it_and_auditors_see_its_state_only(letter: Letter, cast: dict[str, User]) -> None:
    sent(letter, WORDS, at=timezone.now())
    answers = {part: signed_in(user).get(desk(letter)) for part, user in cast.items()}
    reads = {"officer", "director", "auditor"}
    assert {part: answer.status_code for part, answer in answers.items()} == {
        part: 200 if part in reads else 403 for part in cast
    }
    assert {part for part, answer in answers.items() if WORDS in answer.content.decode()} == {"officer", "director"}
    readers = Entry.objects.filter(act="applications.read_letter").values_list("actor_key", flat=True)
    assert set(readers) == {cast["officer"].journal_key, cast["director"].journal_key}


def test_its_file_is_sent_to_who_may_read_it(letter: Letter, officer: User, auditor: User) -> None:
    sent(letter, WORDS, at=timezone.now())
    answer = signed_in(officer).get(desk(letter, "file/"))
    assert signed_in(auditor).get(desk(letter, "file/")).status_code == 403
    assert answer.getvalue() == pdf()
    answer.close()


def test_for_barred_staff_it_does_not_exist(letter: Letter, officer: User) -> None:
    Access.objects.create(application=letter.application, user=officer, role=Access.Role.BARRED)
    assert [signed_in(officer).get(desk(letter, more)).status_code for more in ("", "file/")] == [404, 404]
    assert signed_in(officer).post(desk(letter, "accept/")).status_code == 404


def test_a_late_letter_waits_and_is_accepted(letter: Letter, officer: User, auditor: User) -> None:
    with pytest.raises(Refused):
        sent(letter, WORDS, at=timezone.now() + timedelta(days=50))
    assert "It came too late" in signed_in(officer).get(desk(letter)).content.decode()
    assert signed_in(auditor).post(desk(letter, "accept/")).status_code == 403
    signed_in(officer).post(desk(letter, "accept/"))
    assert Letter.objects.get().state == "received"


def test_more_time_is_typed_by_the_clock_of_the_call(letter: Letter, officer: User) -> None:
    client = signed_in(officer)
    client.post(desk(letter), {"until": "2099-07-01T12:00", "reason": "Ill"})
    until = Letter.objects.get().extended_until
    assert until is not None
    assert until.isoformat() == "2099-07-01T16:00:00+00:00"


def part(letter: Letter) -> str:
    application = Application.objects.select_related("call").get(pk=letter.application_id)
    return " ".join(render_to_string("desk/parts/letters.html", {"application": application}).split())


def test_the_case_file_shows_who_is_asked_and_what_is_missing_and_no_word_of_any(letter: Letter, applicant: User) -> None:
    wanted = letter.requirement
    wanted.minimum = wanted.maximum = 2
    wanted.save()
    asked(letter.application, wanted, NOETHER, by=applicant)
    sent(letter, WORDS, at=timezone.now())
    shown = part(letter)
    assert [f'href="/en/desk/letters/{each.pk}/"' in shown for each in Letter.objects.all()] == [True, True]
    assert "1 letter is missing" in shown
    assert WORDS not in shown


def test_the_part_costs_the_same_for_one_letter_and_for_more(letter: Letter, applicant: User) -> None:
    one = len(statements(lambda: part(letter)))
    wanted = requirement(letter.application.call, key="host", role="host", not_also=[], maximum=3)
    for name in ("Ada Byron", "Grace Hopper", "Lise Meitner"):
        somebody = Somebody(name=name, email=f"{name.split()[0].lower()}@example.org")
        asked(letter.application, wanted, somebody, by=applicant)
    assert len(statements(lambda: part(letter))) == one
