"""One act on many applications: chosen once, then done one by one, each in its own transaction; what was interrupted goes on."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Bulk, BulkItem
from bartholdi.office.applications.permissions import CALL_POLICY
from bartholdi.office.applications.services import casework, extensions, messages
from bartholdi.office.applications.services.messages import Words
from bartholdi.office.journal.acts import act
from bartholdi.office.lib import jobs
from bartholdi.office.lib.workflow import Refused

# By its path: a task stands above the services that wake it.
GO_ON = "bartholdi.office.applications.tasks.go_on_with_bulk"
PIECE = 50


@transaction.atomic
def begin(kind: str, applications: Iterable[int], *, facts: Mapping[str, Any], by: User) -> Bulk:
    """`applications` are the keys that the officer was shown; whether each may be touched is asked when its turn comes."""
    chosen = list(dict.fromkeys(applications))
    if not chosen:
        raise Refused(gettext("Nothing was begun: no application is chosen."))
    bulk = Bulk(kind=Bulk.Kind(kind), facts=dict(facts), by=by)
    with act("applications.begin_bulk", bulk, by=by, policy=CALL_POLICY) as running:
        running.note(applications=len(chosen))
    BulkItem.objects.bulk_create([BulkItem(bulk=bulk, application_id=pk) for pk in chosen], batch_size=1_000)
    transaction.on_commit(lambda: jobs.soon(GO_ON, pk=bulk.pk))
    return bulk


def go_on(bulk: Bulk, *, seconds: float | None = None) -> int:
    """Does what still waits, for so long at most; says how many are left. Two who go on at once do nothing twice."""
    began = time.monotonic()
    waiting = bulk.items.waiting()
    while chosen := list(waiting.order_by("pk").values_list("pk", flat=True)[:PIECE]):
        for pk in chosen:
            _one(bulk, pk)
            if seconds is not None and time.monotonic() - began > seconds:
                return waiting.count()
    Bulk.objects.filter(pk=bulk.pk, ended_at=None).update(ended_at=timezone.now())
    return 0


@transaction.atomic
def _one(bulk: Bulk, pk: int) -> None:
    """The act and the mark that it is done are kept together, or neither."""
    item = BulkItem.objects.select_for_update(of=("self",)).get(pk=pk)
    if item.outcome != BulkItem.Outcome.WAITING:
        return
    with translation.override(bulk.by.language):
        try:
            with transaction.atomic():
                application = Application.objects.select_related("call").get(pk=item.application_id)
                ACTS[bulk.kind](application, bulk)
            item.outcome = BulkItem.Outcome.DONE
        except Refused as refusal:
            item.outcome, item.sentence = BulkItem.Outcome.REFUSED, str(refusal)[:500]
        except PermissionDenied:
            item.outcome, item.sentence = BulkItem.Outcome.REFUSED, gettext("You may not do this with this application.")
    item.save(update_fields=["outcome", "sentence"])


def _write(application: Application, bulk: Bulk) -> None:
    words = {language: Words(**given) for language, given in bulk.facts["texts"].items()}
    messages.write_to(application, words, by=bulk.by, held=bulk.facts.get("held", False), batch=str(bulk.pk))


def _extend(application: Application, bulk: Bulk) -> None:
    facts = bulk.facts
    until = _instant(facts["until"])
    extensions.extend_application(application, until=until, reason=facts["reason"], by=bulk.by, batch=uuid.UUID(facts["batch"]))


def _find_ineligible(application: Application, bulk: Bulk) -> None:
    facts = bulk.facts
    casework.find_ineligible(application, reason=facts["reason"], remark=facts["remark"], told=facts["told"], by=bulk.by)


def _find_eligible(application: Application, bulk: Bulk) -> None:
    casework.find_eligible(application, remark=bulk.facts["remark"], told=bulk.facts["told"], by=bulk.by)


def _tell_extension(application: Application, bulk: Bulk) -> None:
    """News that concern everybody: nothing of the application is read or changed by whoever gave the extension."""
    facts = bulk.facts
    extensions.tell_extension(application, until=_instant(facts["until"]), reason=facts["reason"], by=bulk.by, batch=str(bulk.pk))


def _instant(text: str) -> Any:
    return parse_datetime(text)


ACTS: dict[str, Callable[[Application, Bulk], None]] = {
    Bulk.Kind.MESSAGE: _write,
    Bulk.Kind.EXTEND: _extend,
    Bulk.Kind.FIND_INELIGIBLE: _find_ineligible,
    Bulk.Kind.FIND_ELIGIBLE: _find_eligible,
    Bulk.Kind.TELL_EXTENSION: _tell_extension,
}
