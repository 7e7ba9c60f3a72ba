"""A new edition of the questions while people write: drafts are moved over, and their owners told what changed and what was set aside."""

from __future__ import annotations

from django.db import transaction

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Carried, Spec
from bartholdi.office.applications import columns, mails, queries
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.services import judging
from bartholdi.office.applications.workflow import WRITABLE
from bartholdi.office.journal.acts import Actor, act, lock
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.programmes.models import Call
from bartholdi.office.questionnaires import services as responses
from bartholdi.office.questionnaires.models import Edition
from bartholdi.office.questionnaires.queries import spec_of


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
        judging.rejudged(application)
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
