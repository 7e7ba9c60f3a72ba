"""The words of a call in its letters: in the reader's language, before the facts and the link, which stay."""

import pytest
from django.utils import translation

from bartholdi.office.accounts.models import User
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.blueprint.shape import LETTERS as KNOWN
from bartholdi.office.programmes.own_words import LETTERS, own_words
from tests.factories import CallFactory
from tests.lettering import NOETHER, asked, requirement, token_of
from tests.office.applications.forms import a_call, sent

pytestmark = pytest.mark.django_db
SAID = {
    "submitted": {
        "subject": {"en": "Thank you", "fr": "Merci"},
        "body": {"en": "The panel meets in March.\n\nBe patient.", "fr": "Le jury se réunit en mars.\n\nPatience."},
    },
    "letter_request": {
        "subject": {"en": "Help somebody to leave", "fr": "Aidez quelqu’un à partir"},
        "body": {"en": "Be frank.", "fr": "Soyez sincère."},
    },
}


def test_the_letters_that_have_words_of_their_own_are_those_of_a_blueprint() -> None:
    assert tuple(LETTERS) == KNOWN


def test_a_call_that_says_nothing_leaves_its_letters_as_they_are() -> None:
    assert own_words(CallFactory(notices={}), "applications.submitted") == {"own_subject": "", "own_body": ""}


def test_the_words_come_in_the_language_of_the_reader() -> None:
    with translation.override("fr"):
        found = own_words(CallFactory(notices=SAID), "applications.letter_request")
    assert found == {"own_subject": "Aidez quelqu’un à partir", "own_body": "Soyez sincère."}


def test_a_confirmation_and_a_request_hold_them_and_keep_their_facts(applicant: User) -> None:
    call = a_call(notices=SAID)
    application = sent(call, applicant)
    told = Notice.objects.get(kind="applications.submitted")
    assert (told.subject, "The panel meets in March.\n\nBe patient.\n\nYour application to" in told.body) == ("Thank you", True)
    assert f"- Reference: {application.reference}" in told.body
    letter = asked(application, requirement(call), NOETHER, by=applicant)
    asks = Notice.objects.get(kind="applications.letter_request")
    assert (asks.subject, asks.text.count("Soyez sincère."), token_of(letter) in asks.text) == (
        "Aidez quelqu’un à partir",
        1,
        True,
    )
