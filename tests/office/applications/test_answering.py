"""A new edition of a questionnaire that calls ask: who answers it, and how a call is brought to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import answering, services, tasks
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import in_use
from bartholdi.office.questionnaires.models import Edition, Response
from tests.factories import EditionFactory
from tests.office.applications.forms import a_call, begun, field, sent, spec

pytestmark = pytest.mark.django_db


def another(edition: Edition, spec: dict[str, Any]) -> Edition:
    made: Edition = EditionFactory(questionnaire=edition.questionnaire, number=edition.number + 1, spec=spec)
    return made


@pytest.fixture
def first(db: None) -> Edition:
    made: Edition = EditionFactory(spec=spec())
    return made


def test_those_who_write_and_those_who_sent_are_counted(first: Edition, applicant: User, stranger: User) -> None:
    call = a_call(edition=first)
    begun(call, stranger, title="Ice")
    sent(call, applicant)
    assert answering.count(first.questionnaire) == in_use.Count(moved=2, kept=1)
    assert {each.answers["title"] for each in answering.drafts(first.questionnaire, 5)} == {"Ice", "Ice cores"}


def test_what_has_closed_is_counted_as_sent_only_and_is_not_offered(first: Edition, applicant: User, officer: User) -> None:
    call = a_call(edition=first)
    sent(call, applicant)
    call.closes_at = timezone.now() - timedelta(days=1)
    call.opens_at = call.closes_at - timedelta(days=30)
    call.save()
    newer = another(first, spec(field("more", "text")))
    assert answering.count(first.questionnaire) == in_use.Count(moved=0, kept=1)
    assert list(answering.asking_earlier(newer, officer)) == []


def test_a_call_is_brought_to_a_new_edition_and_the_worker_moves_its_drafts(
    first: Edition, applicant: User, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    call = a_call(edition=first)
    begun(call, applicant, title="Ice")
    newer = another(first, spec(field("more", "text")))
    offered = [(each.pk, each.writing) for each in answering.asking_earlier(newer, officer)]
    with django_capture_on_commit_callbacks(execute=True):
        services.bring_to_edition(call, newer, by=officer)
    call.refresh_from_db()
    task = DBTaskResult.objects.get(task_path="bartholdi.office.applications.tasks.move_drafts")
    arguments = task.args_kwargs["kwargs"]
    moved = [tasks.move_drafts.func(**arguments) for _twice in range(2)]
    assert (offered, call.edition, moved) == ([(call.pk, 1)], newer, [1, 0])
    assert (Response.objects.get().edition, list(answering.asking_earlier(newer, officer))) == (newer, [])


def test_an_edition_without_what_the_call_relies_on_is_refused_and_says_what_is_missing(first: Edition, officer: User) -> None:
    call = a_call(edition=first)
    poorer = spec()
    poorer["sections"][1]["fields"] = [each for each in poorer["sections"][1]["fields"] if each["key"] != "title"]
    with pytest.raises(Refused, match="fed from “title”, which the form does not ask"):
        services.bring_to_edition(call, another(first, poorer), by=officer)
    call.refresh_from_db()
    assert call.edition == first


def test_only_those_who_run_calls(first: Edition, auditor: User) -> None:
    newer = another(first, spec(field("more", "text")))
    with pytest.raises(PermissionDenied):
        services.bring_to_edition(a_call(edition=first), newer, by=auditor)
