"""Files as answers of a review: kept when the form is sent, refused in words, read by the office once submitted, and by nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bartholdi.cores import formspec
from bartholdi.office.accounts.models import User
from bartholdi.office.questionnaires.models import Attachment
from bartholdi.office.reviews.models import Assignment, Review
from tests.faces.portal.test_applications import pdf
from tests.factories import EditionFactory
from tests.office.reviews.judging import CRITERIA, a_judged_call, a_member, assigned
from tests.office.reviews.people import handed_in

pytestmark = pytest.mark.django_db
ANNEX = {"key": "annex", "kind": "file", "label": {"en": "Annex", "fr": "Annexe"}, "options": {"types": ["pdf"]}}


@pytest.fixture
def assignment() -> Assignment:
    criteria, opinion = CRITERIA["sections"]
    asked = {"format": 1, "sections": [criteria, {**opinion, "fields": [*opinion["fields"], ANNEX]}]}
    call = a_judged_call()
    call.review_edition = EditionFactory(spec=formspec.dump(formspec.parse(asked)))
    call.save()
    panel = call.panels.order_by("pk")[0]
    return assigned(handed_in(call), a_member(panel))


@pytest.fixture
def reviewer(client: Client, assignment: Assignment) -> Client:
    client.force_login(assignment.seat.reviewer.person.account)
    return client


def typed(**more: object) -> dict[str, object]:
    return {"q-project": "4", "q-team": "3.5", "q-strengths": "Bold.", "version": "0", **more}


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    answer.getvalue()  # read to its end, a file is closed
    return answer.status_code


def test_a_file_goes_with_the_review_and_the_office_reads_it_once_it_is_submitted(
    reviewer: Client, assignment: Assignment, cast: dict[str, User]
) -> None:
    page = f"/en/portal/reviewing/{assignment.pk}/"
    assert 'enctype="multipart/form-data"' in reviewer.get(page).content.decode()
    reviewer.post(page, typed(**{"q-annex": SimpleUploadedFile("annex.pdf", pdf())}))
    review, kept = Review.objects.get(), Attachment.objects.get()
    own, desk = f"{page}answer-files/{kept.pk}/", f"/en/desk/reviewing/reviews/{review.pk}/"
    assert [own in reviewer.get(page).content.decode(), status(reviewer, own)] == [True, 200]
    other = Client()
    other.force_login(cast["officer"])
    assert ["annex.pdf" in other.get(desk).content.decode(), status(other, f"{desk}files/{kept.pk}/")] == [False, 404]
    reviewer.post(page, typed(submit="1", version=str(review.response.version)))
    assert ["annex.pdf" in other.get(desk).content.decode(), status(other, f"{desk}files/{kept.pk}/")] == [True, 200]
    for who in ("applicant", "stranger"):
        other.force_login(cast[who])
        assert [status(other, f"{desk}files/{kept.pk}/"), status(other, own)] == [403, 404]


def test_what_is_refused_is_said_and_what_was_typed_is_kept(reviewer: Client, assignment: Assignment) -> None:
    page = f"/en/portal/reviewing/{assignment.pk}/"
    answer = reviewer.post(page, typed(**{"q-annex": SimpleUploadedFile("annex.pdf", b"<script>")}), follow=True)
    assert "annex.pdf" in answer.content.decode()
    assert (Attachment.objects.count(), Review.objects.get().response.answers["strengths"]) == (0, "Bold.")


def test_a_file_is_taken_away_again(reviewer: Client, assignment: Assignment) -> None:
    page = f"/en/portal/reviewing/{assignment.pk}/"
    reviewer.post(page, typed(**{"q-annex": SimpleUploadedFile("annex.pdf", pdf())}))
    review, kept = Review.objects.get(), Attachment.objects.get()
    reviewer.post(page, typed(version=str(review.response.version), **{"remove_file:annex": kept.digest}))
    review.response.refresh_from_db()
    assert review.response.answers.get("annex") is None
