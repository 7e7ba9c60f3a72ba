"""Writes to every lead of an application in their own language, by their own clock, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from bartholdi.office.applications.models import Application
from bartholdi.office.applications.recipients import Recipient, recipients
from bartholdi.office.journal.acts import Actor, key
from bartholdi.office.lib import times
from bartholdi.office.notices import services as notices
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.own_words import own_words

Facts = Callable[[Recipient], Mapping[str, Any]]


def tell(
    kind: str,
    application: Application,
    facts: Facts,
    *,
    by: Actor,
    dedupe: str = "",
    held: bool = False,
    to: Iterable[Recipient] | None = None,
) -> int:
    """`facts` are asked in the language of each recipient. With `dedupe`, nobody gets the same letter twice. Says how many."""
    if application.call.rehearsal_of_id is not None:  # a rehearsal writes to nobody
        return 0
    written = 0
    for recipient in recipients(application) if to is None else to:
        with translation.override(recipient.language):
            context = {
                **about(application.call),
                **own_words(application.call, kind),
                "name": recipient.name,
                **of(application),
                **facts(recipient),
            }
        notices.queue(
            kind,
            to=recipient.email,
            label=recipient.name,
            language=recipient.language,
            context=context,
            by=by,
            cause=key(application),
            dedupe=f"{dedupe}:{recipient.email.lower()}"[:200] if dedupe else "",
            held=held,
        )
        written += 1
    return written


def of(application: Application) -> dict[str, Any]:
    return {"reference": application.reference, "title": application.title}


def about(call: Call) -> dict[str, Any]:
    """In the language of the moment."""
    return {"call": call.title, "home_path": reverse("portal:home")}


def said(moment: datetime, call: Call, recipient: Recipient) -> str:
    """An instant in the zone that decides, then by the reader's own clock."""
    return times.instant_for(moment, call.zone, recipient.zone or call.zone)
