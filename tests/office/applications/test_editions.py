"""New questions while people write: drafts come along, nothing is lost, and their owners are told; what was sent stays what it was."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services
from bartholdi.office.applications.models import Application
from bartholdi.office.notices.models import Notice
from bartholdi.office.questionnaires.models import Edition
from tests.factories import EditionFactory
from tests.office.applications.forms import a_call, begun, field, sent, spec

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(db: None) -> Edition:
    """Without the table and the reason, with a new question; the title is asked as before."""
    changed = spec(field("field", "text", required=True))
    project = changed["sections"][1]["fields"]
    changed["sections"][1]["fields"] = [each for each in project if each["key"] not in {"why", "team"}]
    made: Edition = EditionFactory(spec=changed)
    return made


def test_drafts_are_moved_and_what_is_no_longer_asked_is_set_aside(applicant: User, officer: User, new: Edition) -> None:
    call = a_call()
    draft = begun(call, applicant, title="Ice", why="It melts.")
    assert services.move_drafts(call, new, by=officer) == 1
    draft = Application.objects.select_related("response__edition").get()
    assert (draft.response.edition, draft.response.answers, draft.abstract) == (new, {"title": "Ice"}, "")
    version = draft.response.versions.first()
    assert version is not None
    assert (version.changes, version.set_aside) == ({"why": ["It melts.", None]}, {"why": "It melts."})
    letter = Notice.objects.get()
    assert (letter.kind, letter.address) == ("applications.questions_changed", applicant.email)
    assert "A question is gone: “Why”." in letter.body
    assert "your answer to it is no longer part of this form: It melts." in letter.body


def test_a_second_time_moves_nothing_and_tells_nobody(applicant: User, officer: User, new: Edition) -> None:
    call = a_call()
    begun(call, applicant, title="Ice")
    assert [services.move_drafts(call, new, by=officer) for _each in range(2)] == [1, 0]
    assert Notice.objects.count() == 1


def test_what_was_sent_keeps_the_questions_it_answered(applicant: User, officer: User, new: Edition) -> None:
    call = a_call()
    application = sent(call, applicant)
    services.move_drafts(call, new, by=officer)
    submission = application.submissions.get()
    assert (submission.edition, submission.answers["why"]) == (call.edition, "Because.\n\nIt melts.")
