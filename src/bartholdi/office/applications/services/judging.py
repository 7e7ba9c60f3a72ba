"""Judging by the rules of the call: whenever an answer that they read was changed, when it is sent, and when the rules were changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from bartholdi.office.applications import findings, queries
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import State
from bartholdi.office.journal.acts import Actor, System, lock, record
from bartholdi.office.lib import jobs
from bartholdi.office.programmes.models import Call

# By its path: a task stands above the services that wake it.
JUDGE_AGAIN = "bartholdi.office.applications.tasks.judge_again"
ITSELF = System("rules")
OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)


def rejudged(application: Application, *, by: Actor) -> list[str]:
    """Writes what the rules say of a draft into the row, without saving; gives the names of the columns that changed.

    Of what was sent nothing changes until it is sent again.
    """
    if application.state != State.DRAFT:
        return []
    answers = application.response.answers
    return [*_written(application, findings.judged(application, answers)), *_doubted(application, answers, by=by)]


def judge_sent(application: Application, answers: Mapping[str, Any], *, by: Actor) -> None:
    """What is missing now is judged as each rule says."""
    _written(application, findings.judged(application, answers, final=True))
    _doubted(application, answers, by=by)


def keep(application: Application) -> None:
    """Where something else than an answer was changed: who leads it."""
    if changed := rejudged(application, by=ITSELF):
        Application.objects.filter(pk=application.pk).update(**{name: getattr(application, name) for name in changed})


def rules_changed(call: Call) -> None:
    """All that are still open are judged by the new rules, in the background."""
    transaction.on_commit(lambda: jobs.soon(JUDGE_AGAIN, pk=call.pk))


def judge_again(call: Call) -> int:
    """Each by itself, so that nobody's writing waits for ten thousand others. Says of how many the rules now say something else."""
    changed = 0
    for pk in list(Application.objects.filter(call=call, state__in=OPEN).order_by("pk").values_list("pk", flat=True)):
        changed += _again(pk)
    return changed


@transaction.atomic
def _again(pk: int) -> bool:
    application = queries.with_answers(Application.objects.filter(pk=pk)).get()
    lock(application)
    if application.state == State.DRAFT:
        names = rejudged(application, by=ITSELF)
    elif (sent := queries.newest(application)) is not None:
        names = _written(application, findings.judged(application, sent.answers, final=True))
    else:
        return False
    Application.objects.filter(pk=pk).update(**{name: getattr(application, name) for name in names})
    return bool(names)


def _doubted(application: Application, answers: Mapping[str, Any], *, by: Actor) -> list[str]:
    """An officer signed beside other answers: their finding counts as before, and they are asked to look again. Written down once."""
    if not application.overridden:
        return []
    signed = application.overrides.exclude(finding="").values_list("answers", flat=True).first()
    changed = findings.changed_since(signed or {}, answers)
    if application.doubted == bool(changed):
        return []
    application.doubted = bool(changed)
    if changed:
        record("applications.doubt_finding", application, by=by, change={"questions": changed})
    return ["doubted"]


def _written(application: Application, found: findings.Judged | None) -> list[str]:
    """What an officer found stands, whatever the rules say now."""
    wanted: dict[str, Any] = {"judged": found.plain() if found else {}}
    if not application.overridden:
        wanted["finding"] = found.verdict if found else Application.Finding.UNKNOWN
    changed = [name for name, value in wanted.items() if getattr(application, name) != value]
    for name in changed:
        setattr(application, name, wanted[name])
    return changed
