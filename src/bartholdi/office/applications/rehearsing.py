"""Rehearsing a call: a copy of it filled with invented applicants, a clock that one moves, and everything gone when it is discarded."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext

from bartholdi.office.applications import invented
from bartholdi.office.applications.models import Application, Party, Submission
from bartholdi.office.applications.workflow import WORKFLOW
from bartholdi.office.journal.acts import Actor, record
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import services as programmes
from bartholdi.office.programmes.models import Call, PartyRole
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.questionnaires.models import Edition, Response

APPLICANTS = 12
UNFINISHED = 3  # every third is still a draft
INVENTOR = "Bartholdi"


def rehearse(call: Call, *, by: Actor) -> Call:
    """The copy: announced, at its opening hour, with its invented applications."""
    with transaction.atomic():
        rehearsal = programmes.copy_call(call, by=by)
        fill(rehearsal)
    return rehearsal


def fill(rehearsal: Call) -> None:
    if rehearsal.edition is None or rehearsal.opens_at is None:
        return
    edition, dice = rehearsal.edition, Random(rehearsal.slug)  # noqa: S311  the same applicants each time
    sides = list(rehearsal.sides.all())
    for serial in range(1, APPLICANTS + 1):
        invent(rehearsal, edition, dice, serial, side=sides[serial % len(sides)] if sides else None)


def invent(call: Call, edition: Edition, dice: Random, serial: int, side: Any) -> Application:
    opens_at = call.opens_at or call.moment()
    given = invented.answers(edition.parsed(), dice, today=opens_at.date())
    made = Application(
        call=call,
        serial=serial,
        reference=f"{call.code}-{serial:04}",
        side=side,
        language="fr" if side is not None and side.country == "FR" else "en",
        response=Response.objects.create(edition=edition, answers=given),
        title=said(given.get(call.columns.get("title", "")))[:300],
        abstract=said(given.get(call.columns.get("abstract", ""))),
        field=said(given.get(call.columns.get("field", "")))[:80],
        started_at=opens_at + timedelta(days=serial),
    )
    if serial % UNFINISHED:
        WORKFLOW.apply(made, "submit")
        made.submitted_at = made.started_at + timedelta(days=2)
    made.save()
    Party.objects.create(application=made, role=PartyRole.LEAD, side=side, name=invented.name(dice), language=made.language)
    if made.submitted_at is not None:
        hand_in(made, given, at=made.submitted_at)
    made.save()  # found by the name of its lead too
    return made


def hand_in(made: Application, given: dict[str, Any], *, at: datetime) -> None:
    digest = hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()
    Submission.objects.create(
        application=made,
        number=1,
        edition=made.response.edition,
        answers=given,
        digest=digest,
        arrived_at=at,
        submitted_at=at,
        by_label=INVENTOR,
    )


def said(answer: Any) -> str:
    return answer if isinstance(answer, str) else ""


def discard(rehearsal: Call, *, by: Actor) -> None:
    """Everything of the copy, whoever made it; the journal keeps what was done."""
    with transaction.atomic():
        POLICY.require(by, "discard_rehearsal", rehearsal)
        original = rehearsal.rehearsal_of
        if original is None:  # the permission says so too: nothing but a rehearsal is ever deleted
            raise Refused(gettext("Nothing was discarded: this is not a rehearsal."))
        responses = list(Response.objects.filter(application__call=rehearsal).values_list("pk", flat=True))
        record(
            "programmes.discard_rehearsal", original, by=by, change={"rehearsal": rehearsal.slug, "applications": len(responses)}
        )
        erase(Application.objects.filter(call=rehearsal))
        erase(Response.objects.filter(pk__in=responses))
        erase(Call.objects.filter(pk=rehearsal.pk, rehearsal_of=original))


def erase(rows: QuerySet[Any]) -> None:
    """With all that hangs on them, whichever app it belongs to: what protects a row goes first."""
    try:
        rows.delete()
    except ProtectedError as error:
        by_model: dict[Any, list[Any]] = {}
        for each in error.protected_objects:
            by_model.setdefault(type(each), []).append(each.pk)
        for model, keys in by_model.items():
            erase(model._default_manager.filter(pk__in=keys))
        erase(rows)
