"""Answers saved field by field: versions that can be read and gone back to, files that are examined, and nothing lost."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bartholdi.office.accounts.models import User
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import queries, services
from bartholdi.office.questionnaires.merging import Change, Conflict
from bartholdi.office.questionnaires.models import Response, ResponseVersion
from tests.factories import EditionFactory, ResponseFactory
from tests.office.lib.test_files import pdf

pytestmark = pytest.mark.django_db


def spec() -> dict[str, Any]:
    said = [
        ("title", "text", {}),
        ("why", "long_text", {}),
        ("months", "number", {}),
        ("cv", "file", {"types": ["pdf"], "max_pages": 2}),
        ("more", "files", {"types": ["pdf"]}),
    ]
    fields = [{"key": key, "kind": kind, "label": {"en": key, "fr": key}, "options": options} for key, kind, options in said]
    return {"format": 1, "sections": [{"key": "one", "title": {"en": "One", "fr": "Un"}, "fields": fields}]}


@pytest.fixture
def response() -> Response:
    made: Response = ResponseFactory(edition=EditionFactory(spec=spec()))
    return made


def versions(response: Response) -> list[tuple[int, str, Any, Any]]:
    rows = response.versions.order_by("number")
    return [(each.number, each.by_label, each.changes, each.set_aside) for each in rows]


def test_a_save_keeps_the_normal_form_and_says_what_changed(response: Response, applicant: User) -> None:
    saved = services.save_answers(response, {"title": Change("  Ice ", 0), "months": Change("six", 0)}, by=applicant)
    response.refresh_from_db()
    assert (response.answers, response.stamps, response.version) == (
        {"title": "Ice", "months": "six"},
        {"title": 1, "months": 1},
        1,
    )
    assert (saved.version, saved.changed, saved.conflicts) == (1, {"title", "months"}, ())
    assert [(fault.key, fault.code) for fault in saved.faults] == [("months", "not_a_number")]
    assert versions(response) == [(1, str(applicant), {"title": [None, "Ice"], "months": [None, "six"]}, {})]


def test_the_same_again_is_no_version(response: Response, applicant: User) -> None:
    services.save_answers(response, {"title": Change("Ice", 0)}, by=applicant)
    assert services.save_answers(response, {"title": Change("Ice", 0)}, by=applicant).version == 1
    assert response.versions.count() == 1


def test_who_goes_on_writing_makes_one_version_and_who_takes_away_makes_another(response: Response, applicant: User) -> None:
    for seen, text in enumerate(["A", "A word", "A long word", "Oops"]):
        services.save_answers(response, {"why": Change(text, seen)}, by=applicant, tab="t")
    assert versions(response) == [
        (3, str(applicant), {"why": [None, "A long word"]}, {}),
        (4, str(applicant), {"why": ["A long word", "Oops"]}, {}),
    ]


def test_after_a_minute_a_new_version_begins(response: Response, applicant: User) -> None:
    services.save_answers(response, {"why": Change("A", 0)}, by=applicant)
    ResponseVersion.objects.update(at=ResponseVersion.objects.get().at - timedelta(minutes=1))
    services.save_answers(response, {"why": Change("A word", 1)}, by=applicant)
    assert [number for number, *_rest in versions(response)] == [1, 2]


def test_two_people_at_once_are_told_and_both_texts_are_kept(response: Response, applicant: User, stranger: User) -> None:
    services.save_answers(response, {"why": Change("theirs", 0)}, by=stranger)
    for _again in range(2):  # a lost answer makes a browser send twice
        saved = services.save_answers(response, {"why": Change("mine", 0), "title": Change("Ice", 0)}, by=applicant)
        assert saved.conflicts == (Conflict("why", "mine", "theirs", 1),)
    assert response.answers == {"why": "theirs", "title": "Ice"}
    assert versions(response)[1:] == [
        (2, str(applicant), {"title": [None, "Ice"]}, {}),
        (3, str(applicant), {}, {"why": "mine"}),
    ]
    services.take_back(response, 3, "why", by=applicant)
    assert response.answers["why"] == "mine"
    assert versions(response)[-1] == (4, str(applicant), {"why": ["theirs", "mine"]}, {})


def test_a_window_whose_answer_was_lost_goes_on(response: Response, applicant: User) -> None:
    services.save_answers(response, {"why": Change("Hi", 0)}, by=applicant, tab="one")
    assert services.save_answers(response, {"why": Change("Hi there", 0)}, by=applicant, tab="one").conflicts == ()
    assert len(services.save_answers(response, {"why": Change("Hey", 0)}, by=applicant, tab="two").conflicts) == 1


def test_what_others_changed_is_told_with_their_names(response: Response, applicant: User, stranger: User) -> None:
    services.save_answers(response, {"title": Change("Ice", 0)}, by=applicant, tab="mine")
    services.save_answers(response, {"why": Change("Because", 0)}, by=stranger, tab="theirs")
    assert queries.since(response, 0, tab="mine") == {"why": {"value": "Because", "version": 2, "by": str(stranger)}}
    assert queries.since(response, 2) == {}


def test_any_version_can_be_gone_back_to_and_that_can_be_undone(response: Response, applicant: User, stranger: User) -> None:
    services.save_answers(response, {"title": Change("One", 0)}, by=applicant)
    services.save_answers(response, {"title": Change("Two", 1), "why": Change("x", 0)}, by=stranger)
    services.save_answers(response, {"title": Change(None, 2)}, by=applicant)
    services.restore(response, 1, by=applicant)
    assert (response.answers, response.version) == ({"title": "One"}, 4)
    services.restore(response, 3, by=applicant)
    assert response.answers == {"why": "x"}
    services.restore(response, 4, by=applicant)
    assert response.answers == {"title": "One"}
    with pytest.raises(Refused):
        services.restore(response, 99, by=applicant)


def paper(pages: int = 1, name: str = "cv.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(pages=pages), content_type="application/pdf")


def test_a_file_becomes_an_answer_and_the_next_takes_its_place(response: Response, applicant: User) -> None:
    first = services.attach(response, "cv", paper(), by=applicant)
    facts = first.attachment.facts()
    content = pdf(pages=1)
    assert facts == {
        "name": "cv.pdf", "size": len(content), "digest": hashlib.sha256(content).hexdigest(), "media_type": "application/pdf", "pages": 1,
    }  # fmt: skip
    assert response.answers == {"cv": facts}
    second = services.attach(response, "cv", paper(3), by=applicant)
    assert response.answers == {"cv": second.attachment.facts()}
    assert [fault.code for fault in second.faults] == ["too_many_pages"]
    services.restore(response, 1, by=applicant)
    assert response.answers == {"cv": facts}


def test_several_files_stand_beside_each_other_and_one_given_twice_once(response: Response, applicant: User) -> None:
    one = services.attach(response, "more", paper(1, "a.pdf"), by=applicant).attachment
    services.attach(response, "more", paper(1, "b.pdf"), by=applicant)
    two = services.attach(response, "more", paper(2, "c.pdf"), by=applicant).attachment
    assert response.answers == {"more": [one.facts(), two.facts()]}
    services.detach(response, "more", one.digest, by=applicant)
    assert response.answers == {"more": [two.facts()]}
    assert response.attachments.count() == 2


@pytest.mark.parametrize("key", ["title", "nothing"])
def test_a_file_is_refused_where_none_is_asked_for(response: Response, applicant: User, key: str) -> None:
    with pytest.raises(Refused):
        services.attach(response, key, paper(), by=applicant)
    assert not response.attachments.exists()


def test_a_file_that_is_none_is_refused_and_the_one_before_stays(response: Response, applicant: User) -> None:
    services.attach(response, "cv", paper(), by=applicant)
    before = response.answers
    with pytest.raises(Refused):
        services.attach(response, "cv", SimpleUploadedFile("cv.pdf", b"<script>"), by=applicant)
    response.refresh_from_db()
    assert response.answers == before
