"""Other questions for a kind of letter: those who write keep what fits and are told what does not; what was sent stays."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import answering_letters
from bartholdi.office.applications.models import Letter, LetterDraft, SentLetter
from bartholdi.office.applications.services import letter_editions
from bartholdi.office.applications.services import letter_writing as services
from bartholdi.office.questionnaires import in_use
from bartholdi.office.questionnaires.models import Edition
from tests.factories import EditionFactory
from tests.lettering import CURIE, NOETHER, asked, requirement, sent, token_of
from tests.office.applications.forms import a_call, begun, field

pytestmark = pytest.mark.django_db


def form(*fields: dict[str, Any]) -> dict[str, Any]:
    title = {"en": "Questions", "fr": "Questions"}
    return {"format": 1, "sections": [{"key": "asked", "title": title, "fields": list(fields)}]}


@pytest.fixture
def first() -> Edition:
    return EditionFactory(spec=form(field("known", "text"), field("months", "number")))


@pytest.fixture
def second(first: Edition) -> Edition:
    return EditionFactory(
        questionnaire=first.questionnaire, number=first.number + 1, spec=form(field("known", "text"), field("rank", "number"))
    )


@pytest.fixture
def letters(first: Edition, applicant: User) -> list[Letter]:
    """One that is begun, and one that was sent and is being changed."""
    application = begun(a_call(), applicant)
    wanted = requirement(application.call, edition=first, maximum=2)
    made = [asked(application, wanted, who, by=applicant) for who in (CURIE, NOETHER)]
    answers = {"known": "From the laboratory", "months": "7"}
    services.save_draft(made[0], text="Words", answers=answers, version=0)
    services.save_draft(made[1], text="Words", answers=answers, version=0)
    sent(made[1], at=application.call.moment())
    return made


def test_what_is_begun_keeps_its_edition_until_somebody_says_otherwise(
    letters: list[Letter], second: Edition, officer: User, client: Client
) -> None:
    assert letters[0].requirement.edition != second
    assert answering_letters.count(second.questionnaire) == in_use.Count(moved=2, kept=1)
    (found,) = answering_letters.asking_earlier(second, officer)
    assert (found, found.writing) == (letters[0].requirement, 2)
    client.force_login(officer)
    page = client.get(f"/en/desk/questionnaires/{second.questionnaire_id}/editions/{second.number}/calls/").content.decode()
    assert "also those that are begun" in page
    assert "2 letters are begun." in page
    assert (
        "1 kind of letter still asks an earlier edition"
        in client.get(f"/en/desk/questionnaires/{second.questionnaire_id}/").content.decode()
    )


def test_drafts_come_along_and_their_writers_read_what_no_longer_fits(
    letters: list[Letter], second: Edition, officer: User, client: Client
) -> None:
    client.force_login(officer)
    place = f"/en/desk/questionnaires/{second.questionnaire_id}/editions/{second.number}"
    answer = client.post(f"{place}/letters/{letters[0].requirement_id}/")
    assert answer.url == f"{place}/calls/"
    drafts = [LetterDraft.objects.get(letter=each) for each in letters]
    assert [(each.text, each.answers) for each in drafts] == [
        ("Words", {"known": "From the laboratory"}),
        ("She is excellent.", {"known": "From the laboratory"}),
    ]
    told = drafts[0].aside
    assert [(sorted(told), "7" in told["en"][0], "7" in told["fr"][0])] == [(["en", "fr"], True, True)]
    kept = SentLetter.objects.get()
    assert (kept.edition_id, kept.answers["months"]) == (letters[1].requirement.edition_id, "7")
    page = Client().get(f"/en/letters/{token_of(letters[0])}/{letters[0].pk}/").content.decode()
    assert "This no longer fits, and is not sent:" in page
    with pytest.raises(services.Changed):  # a window that was open shows both
        services.save_draft(letters[0], text="Late", answers={"months": "8"}, version=1)
    assert list(answering_letters.asking_earlier(second, officer)) == []


def test_the_same_questions_or_none_move_nothing(letters: list[Letter], first: Edition, officer: User) -> None:
    wanted, before = letters[0].requirement, list(LetterDraft.objects.order_by("pk").values())
    for edition in (first, None, first):
        assert letter_editions.change_requirement(wanted, {"edition": edition}, by=officer) == 0
    assert list(LetterDraft.objects.order_by("pk").values()) == before


def test_only_those_who_run_calls_change_the_questions(letters: list[Letter], second: Edition, auditor: User) -> None:
    with pytest.raises(PermissionDenied):
        letter_editions.change_requirement(letters[0].requirement, {"edition": second}, by=auditor)
    assert not LetterDraft.objects.exclude(aside={}).exists()
