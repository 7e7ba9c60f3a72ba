"""What a reviewer opens beside the application: its files and letters; of a blind call only what names nobody; nothing once recused."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Party, SentLetter, Submission
from bartholdi.office.journal.models import Entry
from bartholdi.office.programmes.models import Panel
from bartholdi.office.questionnaires import services as responses
from bartholdi.office.questionnaires.models import Attachment
from bartholdi.office.reviews.models import Assignment
from tests.counting import cost
from tests.factories import EditionFactory
from tests.lettering import requirement
from tests.office.lib.test_files import pdf
from tests.office.reviews.judging import a_judged_call, a_member, assigned
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
BASE = "/en/portal/reviewing/"
ASKED = {
    "format": 1,
    "sections": [
        {
            "key": "files",
            "title": {"en": "Files", "fr": "Fichiers"},
            "fields": [
                {"key": "cv", "kind": "file", "label": {"en": "CV", "fr": "CV"}, "identifies": True},
                {"key": "project", "kind": "file", "label": {"en": "Project", "fr": "Projet"}},
            ],
        }
    ],
}


@pytest.fixture
def assignment(applicant: User) -> Assignment:
    """Of an application with a CV and a project, whose newest submission names both."""
    panel = Panel.objects.filter(call=a_judged_call()).first()
    assert panel
    application = handed_in(panel.call)
    edition = EditionFactory(spec=ASKED)
    application.response.edition = edition
    application.response.save()
    for pages, key in enumerate(("cv", "project"), 1):
        responses.attach(application.response, key, SimpleUploadedFile(f"lea-lead-{key}.pdf", pdf(pages=pages)), by=applicant)
    application.response.refresh_from_db()
    now = timezone.now()
    facts = {"digest": "0" * 64, "arrived_at": now, "submitted_at": now, "by_label": "Léa"}
    Submission.objects.create(application=application, number=1, edition=edition, answers=application.response.answers, **facts)
    application.submitted_at = now
    application.save()
    return assigned(application, a_member(panel))


@pytest.fixture
def reviewer(client: Client, assignment: Assignment) -> Client:
    account = assignment.seat.reviewer.person.account
    assert account
    client.force_login(account)
    return client


def a_letter(assignment: Assignment, text: str = "She is excellent.", **more: Any) -> str:
    application = assignment.application
    kind = application.call.letters.first() or requirement(application.call, maximum=9)
    party = Party.objects.create(application=application, role="referee", name="Marie Curie", email="curie@example.org")
    now = timezone.now()
    letter = application.letters.create(requirement=kind, party=party, state="received", asked_at=now, received_at=now)
    SentLetter.objects.create(letter=letter, number=1, text=text, digest="0" * 64, arrived_at=now, **more)
    return f"{BASE}{assignment.pk}/letters/{letter.pk}/"


def address(assignment: Assignment, key: str) -> str:
    return f"{BASE}{assignment.pk}/files/{Attachment.objects.get(field_key=key).pk}/"


def downloaded(client: Client, page: str) -> str:
    """Under which name."""
    answer = client.get(page)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    return answer["Content-Disposition"]


def test_files_open_from_the_reading_copy(reviewer: Client, assignment: Assignment) -> None:
    page = reviewer.get(f"{BASE}{assignment.pk}/").content.decode()
    files = [address(assignment, key) for key in ("cv", "project")]
    assert [each in page for each in files] == [True, True]
    named = [downloaded(reviewer, each) for each in files]
    assert named == ['attachment; filename="lea-lead-cv.pdf"', 'attachment; filename="lea-lead-project.pdf"']
    assert Entry.objects.filter(act="applications.download").count() == 1  # of the one that identifies


def test_in_a_blind_call_files_that_identify_and_all_letters_stay_closed(reviewer: Client, assignment: Assignment) -> None:
    letter = a_letter(assignment)
    assignment.application.call.__class__.objects.update(blind=True)
    page = reviewer.get(f"{BASE}{assignment.pk}/").content.decode()
    assert [word in page for word in ("lea-lead", "Marie Curie", address(assignment, "cv"))] == [False, False, False]
    assert [reviewer.get(each).status_code for each in (address(assignment, "cv"), letter)] == [404, 404]
    named = f'attachment; filename="{assignment.application.reference}-1.pdf"'
    assert downloaded(reviewer, address(assignment, "project")) == named


def test_a_letter_is_read_and_leaves_a_trace(reviewer: Client, assignment: Assignment) -> None:
    letter, late = a_letter(assignment), a_letter(assignment, "Too late.", counts=False)
    assert letter in reviewer.get(f"{BASE}{assignment.pk}/").content.decode()
    for language in ("en", "fr"):
        assert "She is excellent." in reviewer.get(letter.replace("/en/", f"/{language}/")).content.decode()
    account = assignment.seat.reviewer.person.account
    assert account
    read = Entry.objects.filter(act="applications.read_letter").values_list("actor_key", flat=True)
    assert (set(read), reviewer.get(late).status_code) == ({account.journal_key}, 404)


def test_whoever_is_barred_or_a_stranger_finds_nothing(
    client: Client, reviewer: Client, assignment: Assignment, cast: dict[str, User]
) -> None:
    pages = [address(assignment, "project"), a_letter(assignment)]
    Access.objects.create(application=assignment.application, user=assignment.seat.reviewer.person.account, role="barred")
    assert [reviewer.get(each).status_code for each in pages] == [404, 404]
    for user in cast.values():
        client.force_login(user)
        assert [client.get(each).status_code for each in pages] == [404, 404]
    assert not Entry.objects.filter(act="applications.read_letter").exists()


def test_the_page_costs_the_same_with_many_letters(reviewer: Client, assignment: Assignment) -> None:
    a_letter(assignment)
    once = cost(reviewer, f"{BASE}{assignment.pk}/")
    for _number in range(3):
        a_letter(assignment)
    assert cost(reviewer, f"{BASE}{assignment.pk}/") == once


def test_to_decline_takes_a_reason_and_closes_it(reviewer: Client, assignment: Assignment) -> None:
    page = f"{BASE}{assignment.pk}/decline/"
    assert page in reviewer.get(f"{BASE}{assignment.pk}/").content.decode()
    assert reviewer.post(page, {"reason": " "}).status_code == 200
    assert "You do not review" in reviewer.post(page, {"reason": "No time."}, follow=True).content.decode()
    assignment.refresh_from_db()
    assert (assignment.state, assignment.reason) == ("declined", "No time.")
    assert reviewer.get(f"{BASE}{assignment.pk}/").status_code == 404
