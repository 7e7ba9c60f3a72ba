"""A new edition of the questions while people write: drafts are moved over, and their owners told what changed and what was set aside."""

from __future__ import annotations

from copy import copy

from django.db import transaction
from django.utils.translation import gettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Carried, Spec
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import columns, mails, queries
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.services import judging
from bartholdi.office.applications.workflow import WRITABLE
from bartholdi.office.journal.acts import Actor, act, lock
from bartholdi.office.lib import jobs
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import checklist
from bartholdi.office.programmes import services as programmes
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.workflow import State
from bartholdi.office.questionnaires import services as responses
from bartholdi.office.questionnaires.models import Edition
from bartholdi.office.questionnaires.queries import spec_of

# By its path: a task stands above the services that wake it.
MOVE = "bartholdi.office.applications.tasks.move_drafts"


@transaction.atomic
def bring_to_edition(call: Call, edition: Edition, *, by: User) -> None:
    """The call asks this edition from now on; whoever is writing is moved over by the worker, and told by letter."""
    if call.state == State.ANNOUNCED:
        _require_asked(call, edition)
    programmes.change_edition(call, edition, by=by)
    transaction.on_commit(lambda: jobs.soon(MOVE, call=call.pk, by=by.pk))


def _require_asked(call: Call, edition: Edition) -> None:
    """What the office reads by itself out of the answers of an announced call must still be asked."""
    changed = copy(call)
    changed.edition = edition
    known = {item.sentence for item in checklist.of_forms(call)}
    lacking = [item.sentence for item in checklist.of_forms(changed) if item.sentence not in known]
    if lacking:
        raise Refused(
            gettext("Nothing was changed: this edition does not ask what the call relies on. %(what)s")
            % {"what": " ".join(lacking)}
        )


def move_drafts(call: Call, edition: Edition, *, by: Actor) -> int:
    """Each by itself, so that nobody's writing waits for ten thousand others. What was submitted stays what it was."""
    rows = Application.objects.filter(call=call, state__in=WRITABLE).exclude(response__edition=edition)
    moved = 0
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        moved += move_draft(pk, edition, by=by)
    return moved


@transaction.atomic
def move_draft(pk: int, edition: Edition, *, by: Actor) -> bool:
    application = queries.with_answers(Application.objects.filter(pk=pk)).get()
    response = application.response
    lock(response)
    if response.edition_id == edition.pk:
        return False
    old = spec_of(response.edition_id)
    with act("applications.move_draft", application, by=by) as running:
        carried = responses.move(response, edition, by=by)
        columns.fed(application, response.everything())
        judging.rejudged(application, by=by)
        running.note(edition=edition.number, lost=len(carried.lost))
    told = differences(old, spec_of(edition.pk), carried)
    mails.questions_changed(application, queries.applicants(application), told, by=by)
    return True


def differences(old: Spec, new: Spec, carried: Carried) -> dict[str, dict[str, list[str]]]:
    """In both languages: what the new edition changes, and which answers were not kept whole."""
    changes = formspec.compare(old, new)
    return {
        language: {
            "changes": [formspec.describe(change, language) for change in changes],
            "lost": [formspec.say(fault, language) for fault in carried.lost],
        }
        for language in LANGUAGES
    }
