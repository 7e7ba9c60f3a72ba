"""Handing an application in: sent once however often it is asked, sent back for changes, withdrawn; each told to all leads."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Fault, Verdict
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import columns, mails, queries
from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.applications.permissions import POLICY
from bartholdi.office.applications.services import judging
from bartholdi.office.applications.services.letters import cancel_letters_of
from bartholdi.office.applications.workflow import WORKFLOW, State
from bartholdi.office.journal.acts import act, lock
from bartholdi.office.lib.words import clean_text
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.queries import spec_of

LONGEST_MESSAGE = 4000


class Incomplete(Refused):
    """Something is missing or wrong; `faults` are all of it, each with its question."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        count = len(faults)
        super().__init__(
            ngettext(
                "Nothing was submitted yet: one thing is missing or wrong. Everything you wrote is kept.",
                "Nothing was submitted yet: %(count)s things are missing or wrong. Everything you wrote is kept.",
                count,
            )
            % {"count": count}
        )


@transaction.atomic
def submit(application: Application, *, by: User, arrived_at: datetime, token: str = "") -> Submission:
    """`arrived_at` decides, not when we came to it. The same form again, or the same answers by two leads at once, is one submission."""
    lock(application, after=["response"], beside=["call"])  # in the order in which a save needs them
    POLICY.require(by, "submit", application)
    response = application.response
    last = queries.newest(application)
    if last is not None and _is_same(last, application, token):
        return last
    if not queries.in_time(application, at=queries.clock(application.call, arrived_at), user=by):
        raise Refused(
            gettext(
                "Nothing was submitted: this arrived after the closing time. What was sent before stands, and your draft is kept."
            )
        )
    with act("applications.submit", application, by=by, policy=POLICY, workflow=WORKFLOW, locked=True) as running:
        verdict = _sound(application)
        application.search_stands = "title" not in columns.fed(application, verdict.answers)
        judging.judge_sent(application, verdict.answers, by=by)
        sent = Submission(
            application=application,
            number=last.number + 1 if last else 1,
            edition_id=response.edition_id,
            answers=verdict.answers,
            digest=digest(verdict.answers),
            arrived_at=arrived_at,
            submitted_at=timezone.now(),
            by_label=str(by)[:200],
            token=token,
        )
        application.submitted_at = sent.arrived_at
        application.returned_until, application.returned_message = None, ""
        running.note(number=sent.number, sha256=sent.digest)
    sent.save(force_insert=True)
    leads = queries.applicants(application)
    sent.leads.add(*leads)
    mails.submitted(sent, leads, by=by)
    return sent


@transaction.atomic
def return_for_changes(application: Application, *, message: str, until: datetime, by: User) -> None:
    """More is needed: what, and until when. What was sent stands until it is sent again."""
    message = clean_text(message)
    if not message:
        raise Refused(gettext("Nothing was sent back: say what is needed, so that the applicants know."))
    if len(message) > LONGEST_MESSAGE:
        raise Refused(
            gettext("Nothing was sent back: the message has %(limit)s characters at most.") % {"limit": LONGEST_MESSAGE}
        )
    if until <= application.call.moment():
        raise Refused(gettext("Nothing was sent back: the time to change it would be over already. Choose a later one."))
    with act("applications.return_for_changes", application, by=by, policy=POLICY, workflow=WORKFLOW):
        application.returned_message, application.returned_until = message, until
    mails.returned(application, queries.applicants(application), by=by)


@transaction.atomic
def withdraw(application: Application, *, by: User, reason: str = "") -> None:
    """Final: nobody reads it any more, and nobody writes a letter for it. All leads are told, so that none is surprised."""
    reason = clean_text(reason)[:LONGEST_MESSAGE]
    with act("applications.withdraw", application, by=by, policy=POLICY, workflow=WORKFLOW) as running:
        if reason:
            running.note(reason=reason)
        cancel_letters_of(application, by=by)
    mails.withdrawn(application, queries.applicants(application), by=by)


def digest(answers: Any) -> str:
    """SHA-256 over the canonical JSON: printed on the paper, so that one can tell whether a copy says the same."""
    return hashlib.sha256(json.dumps(answers, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def _is_same(last: Submission, application: Application, token: str) -> bool:
    if token and last.application.submissions.filter(token=token).exists():
        return True
    return application.state == State.SUBMITTED and not queries.has_unsent_changes(application, last)


def _sound(application: Application) -> Verdict:
    """The verdict on what would be sent, with the files that it names still there."""
    response = application.response
    verdict = formspec.check(spec_of(response.edition_id), response.everything(), final=True)
    if verdict.faults:
        raise Incomplete(verdict.faults)
    return verdict
