"""A person's own papers: kept once, seen by their owner only, refused with a sentence, gone when thrown away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bartholdi.office.accounts.models import Document, User
from bartholdi.office.accounts.papers import keep_document
from bartholdi.office.accounts.permissions import DOCUMENT_POLICY
from bartholdi.office.journal.models import Entry
from tests.cast import CAST
from tests.counting import cost
from tests.office.lib.test_files import pdf, png

PAGE = "/en/portal/documents/"


@pytest.fixture
def cv(applicant: User) -> Document:
    return keep_document(SimpleUploadedFile("../cv.pdf", pdf()), title="My CV", by=applicant)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_paper_is_kept_with_its_size_digest_and_safe_name(applicant: User) -> None:
    answer = signed_in(applicant).post(PAGE, {"file": SimpleUploadedFile("a/../cv.pdf", pdf()), "title": " My CV\u200b "})
    assert answer.status_code == 302
    kept = Document.objects.get()
    assert (kept.owner, kept.title, kept.name, kept.size, kept.media_type) == (
        applicant,
        "My CV",
        "cv.pdf",
        len(pdf()),
        "application/pdf",
    )
    with kept.file.open() as content:
        assert content.read() == pdf()
    assert "cv" not in kept.file.name


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("cv.pdf", b""), "This file is empty (0 bytes)."),
        (SimpleUploadedFile("cv.pdf", b"<script>alert(1)</script>"), "its content is of an unknown kind"),
        (None, "Choose a file."),
    ],
)
def test_a_bad_file_is_told_beside_the_field_and_the_title_is_kept(
    applicant: User, upload: SimpleUploadedFile | None, sentence: str
) -> None:
    answer = signed_in(applicant).post(PAGE, {"title": "My CV", **({"file": upload} if upload else {})})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert 'value="My CV"' in page
    assert not Document.objects.exists()


def test_a_png_called_pdf_is_kept_as_what_it_is(applicant: User) -> None:
    kept = keep_document(SimpleUploadedFile("photo.pdf", png()), title="", by=applicant)
    assert (kept.name, kept.title, kept.media_type) == ("photo.pdf.png", "photo.pdf.png", "image/png")


def test_the_same_file_is_not_kept_twice(applicant: User, cv: Document) -> None:
    page = signed_in(applicant).post(PAGE, {"file": SimpleUploadedFile("other.pdf", pdf())}).content.decode()
    assert "You have this file already: it is kept as “My CV”." in page
    assert Document.objects.count() == 1


def test_the_owner_downloads_it_and_nothing_lets_it_run(applicant: User, cv: Document) -> None:
    answer = signed_in(applicant).get(f"{PAGE}{cv.pk}/")
    assert answer.getvalue() == pdf()
    answer.close()
    assert answer["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("act", ["", "rename/", "discard/"])
def test_for_everybody_else_it_does_not_exist(cast: dict[str, User], cv: Document, act: str) -> None:
    answers = {part: signed_in(cast[part]).get(f"{PAGE}{cv.pk}/{act}") for part in CAST}
    seen = {part: answer.status_code for part, answer in answers.items()}
    answers["applicant"].close()
    assert seen == dict.fromkeys(CAST, 404) | {"applicant": 200}
    assert Client().get(f"{PAGE}{cv.pk}/{act}").status_code == 302


def test_who_may_do_what_with_a_paper(cast: dict[str, User], cv: Document) -> None:
    everything = {"view_document", "keep_document", "rename_document", "discard_document"}
    assert {part: DOCUMENT_POLICY.actions(cast[part], cv) for part in CAST} == {part: set() for part in CAST} | {
        "applicant": everything
    }


def test_renaming_is_recorded(applicant: User, cv: Document) -> None:
    signed_in(applicant).post(f"{PAGE}{cv.pk}/rename/", {"title": "CV 2027"})
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.act, entry.actor_key, entry.change) == (
        "accounts.rename_document",
        applicant.journal_key,
        {"title": ["My CV", "CV 2027"]},
    )


@pytest.mark.django_db(transaction=True)
def test_thrown_away_means_gone_from_the_disk_too(applicant: User, cv: Document) -> None:
    storage, name = cv.file.storage, cv.file.name
    answer = signed_in(applicant).post(f"{PAGE}{cv.pk}/discard/")
    assert answer.status_code == 302
    assert not Document.objects.exists()
    assert not storage.exists(name)


def questions(applicant: User, *, papers: int) -> int:
    for n in range(papers):
        keep_document(SimpleUploadedFile("cv.pdf", pdf(pages=n + 1)), title=f"Paper {n}", by=applicant)
    asked = cost(signed_in(applicant), PAGE)
    Document.objects.all().delete()
    return asked


def test_the_page_asks_the_same_number_of_questions_for_one_and_for_three(applicant: User) -> None:
    assert questions(applicant, papers=1) == questions(applicant, papers=3) <= 10
