"""The letters of reviewing to whoever judges: in their language, by their clock, in the transaction of the act; never a word of a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import Actor, key
from bartholdi.office.lib import times
from bartholdi.office.notices import services as notices
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews.models import Assignment, Remark, Review


def returned(review: Review, *, by: User) -> None:
    assignment = review.assignment
    facts = {"message": review.returned_message, "reference": assignment.application.reference}
    page = ("portal:review", assignment.pk)
    _tell("review_returned", assignment, facts, page, by=by, reply_to=by.email)


def due(rows: Sequence[Assignment], *, is_late: bool, dedupe: str, by: Actor) -> None:
    """One letter for all that one seat still has to review until the same instant."""
    first = rows[0]
    facts = {"references": "\n".join(f"- {each.application.reference}" for each in rows), "number": len(rows)}
    _tell("review_late" if is_late else "review_due", first, facts, ("portal:reviewing",), by=by, dedupe=dedupe, due=first.due_at)


def mentioned(remark: Remark, who: User, page: tuple[Any, ...], *, by: User) -> None:
    call = remark.application.call
    facts = {"reference": remark.application.reference, "author": str(remark.author)}
    _write("remark_mentions", who, call, facts, page, by=by, cause=key(remark.application))


def _tell(
    kind: str,
    assignment: Assignment,
    facts: Mapping[str, Any],
    page: tuple[Any, ...],
    *,
    by: Actor,
    dedupe: str = "",
    reply_to: str = "",
    due: datetime | None = None,
) -> None:
    account = assignment.seat.reviewer.person.account
    if account is not None:
        call, cause = assignment.application.call, key(assignment.application)
        _write(kind, account, call, facts, page, by=by, cause=cause, dedupe=dedupe, reply_to=reply_to, due=due)


def _write(
    kind: str,
    who: User,
    call: Call,
    facts: Mapping[str, Any],
    page: tuple[Any, ...],
    *,
    by: Actor,
    cause: str,
    dedupe: str = "",
    reply_to: str = "",
    due: datetime | None = None,
) -> None:
    if call.rehearsal_of_id is not None:  # a rehearsal writes to nobody
        return
    with translation.override(who.language):
        until = times.instant_for(due, call.zone, who.zone) if due else ""
        link = reverse(page[0], args=page[1:])
        context = {"name": who.name, "call": call.title, "until": until, **facts, "link_path": link}
        notices.queue(
            f"reviews.{kind}",
            to=who.email,
            label=str(who),
            language=who.language,
            context=context,
            by=by,
            cause=cause,
            dedupe=dedupe,
            reply_to=reply_to,
        )
