"""The questions of a letter: kept as typed, whole and right when sent, and in the place of words where the call allows."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Letter, Writer
from bartholdi.office.applications.services import letter_answers, letter_files
from bartholdi.office.applications.services import letter_writing as writing
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import LetterRequirement
from tests.factories import ApplicationFactory, EditionFactory
from tests.lettering import asked, requirement
from tests.office.lib.test_files import pdf

pytestmark = pytest.mark.django_db


def question(key: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": {"en": key, "fr": key}, "required": True, **more}


SPEC = {
    "format": 1,
    "sections": [
        {
            "key": "agreement",
            "title": {"en": "Your agreement", "fr": "Votre accord"},
            "fields": [
                question("agreed", "statement"),
                question("place", "text", when={"field": "agreed", "equals": True}),
                {**question("paper", "file", options={"types": ["pdf"], "max_pages": 2}), "required": False},
                {**question("more", "files", options={"types": ["pdf", "png"]}), "required": False},
            ],
        }
    ],
}


@pytest.fixture
def letter(applicant: User) -> Letter:
    application = ApplicationFactory(applicant=applicant)
    wanted = requirement(application.call, key="agreement", role="supervisor", edition=EditionFactory(spec=SPEC))
    return asked(application, wanted, by=applicant)


def send(letter: Letter) -> None:
    writing.send_letter(letter, at=timezone.now(), by=Writer(letter.party))


def test_answers_are_kept_as_they_were_typed_beside_the_words(letter: Letter) -> None:
    draft = writing.save_draft(letter, text="Half", answers={"place": "The end"}, version=0)
    assert (draft.text, draft.answers, draft.version) == ("Half", {"place": "The end"}, 1)
    assert writing.save_draft(letter, answers={"place": "The end"}, version=0).version == 1
    assert writing.save_draft(letter, text="Whole", version=1).answers == {"place": "The end"}
    with pytest.raises(writing.Changed):
        writing.save_draft(letter, answers={"place": "The middle"}, version=1)
    with pytest.raises(Refused, match="too long"):
        writing.save_draft(letter, answers={"place": "x" * 200_001}, version=2)


def test_a_letter_is_not_sent_before_its_questions_are_answered(letter: Letter) -> None:
    draft = writing.save_draft(letter, answers={"agreed": True}, version=0)
    assert [fault.key for fault in letter_answers.faults_of(letter, draft)] == ["place"]
    with pytest.raises(Refused, match="an answer is missing or wrong"):
        send(letter)
    assert queries.newest_sent(letter) is None


def test_answers_are_a_letter_and_another_answer_is_another_letter(letter: Letter) -> None:
    writing.save_draft(letter, answers={"agreed": True, "place": "The end"}, version=0)
    send(letter)
    send(letter)
    first = queries.newest_sent(letter)
    assert first is not None
    assert (first.number, first.text, first.edition) == (1, "", letter.requirement.edition)
    assert first.answers == {"agreed": True, "place": "The end"}
    writing.save_draft(letter, answers={"agreed": True, "place": "The middle"}, version=1)
    send(letter)
    second = queries.newest_sent(letter)
    assert second is not None
    assert (second.number, second.digest == first.digest) == (2, False)


@pytest.mark.parametrize(("way", "sentence"), [("write", "the letter is still empty"), ("upload", "no file is there yet")])
def test_a_call_that_asks_for_words_or_a_file_gets_them_too(letter: Letter, way: str, sentence: str) -> None:
    LetterRequirement.objects.filter(pk=letter.requirement_id).update(way=way)
    letter = Letter.objects.get(pk=letter.pk)
    writing.save_draft(letter, answers={"agreed": True, "place": "The end"}, version=0)
    with pytest.raises(Refused, match=sentence):
        send(letter)


def stored(letter: Letter) -> list[str]:
    return [file.name for file in letter.files.order_by("pk")]


def given(letter: Letter, key: str, name: str, content: bytes) -> tuple[str, ...]:
    return tuple(fault.code for fault in letter_files.answer_with_file(letter, key, SimpleUploadedFile(name, content)))


def test_a_file_answers_a_question_is_replaced_and_taken_away(letter: Letter) -> None:
    assert given(letter, "paper", "one.pdf", pdf()) == ()
    draft = queries.draft_of(letter)
    assert {key: draft.answers["paper"][key] for key in ("name", "pages")} == {"name": "one.pdf", "pages": 1}
    given(letter, "paper", "two.pdf", pdf() + b"% another")
    assert stored(letter) == ["two.pdf"]  # what nothing names any more is let go of
    given(letter, "more", "a.pdf", pdf() + b"% a")
    given(letter, "more", "b.pdf", pdf() + b"% b")
    draft = queries.draft_of(letter)
    assert [each["name"] for each in draft.answers["more"]] == ["a.pdf", "b.pdf"]
    draft = writing.save_draft(letter, answers={**draft.answers, "more": draft.answers["more"][1:]}, version=draft.version)
    assert stored(letter) == ["two.pdf", "b.pdf"]


def test_a_file_obeys_the_rules_of_its_question(letter: Letter) -> None:
    for key, name, content, sentence in (
        ("paper", "letter.pdf", b"<script>1</script>", "cannot be taken"),
        ("paper", "letter.pdf", b"", "empty"),
        ("place", "letter.pdf", pdf(), "no file is asked for here"),
        ("nothing", "letter.pdf", pdf(), "no file is asked for here"),
    ):
        with pytest.raises(Refused, match=sentence):
            given(letter, key, name, content)
    assert stored(letter) == []
    writing.save_draft(letter, answers={"agreed": True, "place": "The end"}, version=0)
    assert given(letter, "paper", "long.pdf", pdf(pages=3)) == ("too_many_pages",)
    with pytest.raises(Refused, match="missing or wrong"):
        send(letter)


def test_what_was_sent_keeps_its_file_whatever_becomes_of_the_draft(letter: Letter) -> None:
    draft = writing.save_draft(letter, answers={"agreed": True, "place": "The end"}, version=0)
    given(letter, "paper", "one.pdf", pdf())
    send(letter)
    draft = queries.draft_of(letter)
    writing.save_draft(letter, answers={"agreed": True, "place": "The end"}, version=draft.version)
    sent = queries.newest_sent(letter)
    assert sent is not None
    assert [file.name for file in letter_files.named_files(letter, sent.answers)] == ["one.pdf"]
