"""A person's first page: greets by name, shows the calls that are open in the page's language, and what is theirs."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bartholdi.faces.website.models import CallPage
from bartholdi.office.accounts.models import User
from bartholdi.office.accounts.papers import keep_document
from tests.faces.website.planting import plant
from tests.office.lib.test_files import pdf


def words(user: User, language: str = "en") -> str:
    client = Client()
    client.force_login(user)
    return " ".join(client.get(f"/{language}/portal/").content.decode().split())


def test_it_greets_by_name_and_counts_the_papers_kept(applicant: User) -> None:
    assert "1 kept" not in words(applicant)
    keep_document(SimpleUploadedFile("cv.pdf", pdf()), title="My CV", by=applicant)
    found = words(applicant)
    assert (f"<h1>Hello, {applicant.name}</h1>" in found, "1 kept" in found) == (True, True)


def test_it_shows_what_is_open_in_the_language_of_the_page_and_nothing_that_has_closed(applicant: User) -> None:
    plant()
    soon = timezone.now() + timedelta(days=3)
    CallPage.objects.update(opens=None, closes=soon, zone="America/New_York")
    english, french = words(applicant), words(applicant, "fr")
    assert ("Call 2027" in english, "Appel 2027" in english) == (True, False)
    assert ("Appel 2027" in french, "Call 2027" in french) == (True, False)
    CallPage.objects.update(closes=timezone.now() - timedelta(minutes=1))
    assert "Calls that are open" not in words(applicant)
