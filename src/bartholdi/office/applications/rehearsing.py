"""Rehearsing a call: a copy of it filled with invented applicants, and everything gone when it is discarded."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext

from bartholdi.office.applications import inventing
from bartholdi.office.applications.models import Application, Letter, Submission
from bartholdi.office.applications.models.letter import letter_key
from bartholdi.office.journal.acts import Actor, key, record
from bartholdi.office.lib.stored import private
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes import services as programmes
from bartholdi.office.programmes.models import Call, CallPaper
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.questionnaires.models import Response


def rehearse(call: Call, *, by: Actor) -> Call:
    """The copy: announced, at its opening hour, with its invented applications."""
    with transaction.atomic():
        rehearsal = programmes.copy_call(call, by=by)
        inventing.fill(rehearsal)
    return rehearsal


def discard(rehearsal: Call, *, by: Actor) -> None:
    """Everything of the copy, whoever made it; the journal keeps what was done."""
    with transaction.atomic():
        POLICY.require(by, "discard_rehearsal", rehearsal)
        original = rehearsal.rehearsal_of
        if original is None:  # the permission says so too: nothing but a rehearsal is ever deleted
            raise Refused(gettext("Nothing was discarded: this is not a rehearsal."))
        applications = Application.objects.filter(call=rehearsal)
        record(
            "programmes.discard_rehearsal",
            original,
            by=by,
            change={"rehearsal": rehearsal.slug, "applications": applications.count()},
        )
        papers = list(rehearsal.papers.values_list("file", flat=True))
        erase(mails_of(rehearsal))
        erase_applications(applications)
        erase(Call.objects.filter(pk=rehearsal.pk, rehearsal_of=original))
        forget_files(papers)


def mails_of(rehearsal: Call) -> QuerySet[Notice]:
    """None is ever written from a rehearsal; should one be, it goes too."""
    causes = [key(rehearsal), *(key(each) for each in Application.objects.filter(call=rehearsal).only("pk"))]
    causes += [key(each) for each in rehearsal.invitations.all()]
    letters = Letter.objects.filter(application__call=rehearsal).values_list("pk", flat=True)
    return Notice.objects.filter(cause__in=[*causes, *map(letter_key, letters)])


def forget_files(names: list[str]) -> None:
    """A copied paper is the same file as the call's own, which stays."""
    kept = set(CallPaper.objects.filter(file__in=names).values_list("file", flat=True))
    for name in set(names) - kept:
        transaction.on_commit(partial(private().delete, name))


def erase_applications(applications: QuerySet[Application]) -> None:
    """With their answers, which nothing else holds."""
    erase(Submission.objects.filter(application__in=applications))
    responses = list(Response.objects.filter(application__in=applications).values_list("pk", flat=True))
    erase(applications)
    erase(Response.objects.filter(pk__in=responses))


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
