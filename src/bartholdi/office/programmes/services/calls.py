"""The acts on one call: begin it, change it, shift its dates, and the four moves of its life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext, ngettext

from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import checklist
from bartholdi.office.programmes.models import Call, Programme
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.programmes.workflow import WORKFLOW, State

# What people at the desk write of a call. Its state, its blueprint and its rehearsal are the acts' own.
COLUMNS = frozenset(
    f"{text}_{language}" for text in ("title", "summary", "for_whom", "offers", "needs") for language in ("en", "fr")
) | {
    "slug", "code", "languages", "year", "kind", "opens_at", "closes_at", "zone", "grace_minutes", "lead_per_side", "blind",
    "edition", "review_edition", "columns", "rules", "notices",
}  # fmt: skip
# What those who have begun rely on: from the opening on it stays as it was announced.
FIXED = ("opens_at", "zone", "slug", "code", "kind", "lead_per_side")
DATES = ("opens_at", "closes_at", "zone")


class Hindered(Refused):
    """A call that cannot be announced yet; `items` are what hinders it."""

    def __init__(self, items: tuple[checklist.Item, ...]) -> None:
        self.items = items
        head = ngettext(
            "Nothing was announced: one thing is missing.", "Nothing was announced: %(n)s things are missing.", len(items)
        )
        super().__init__(" ".join([head % {"n": len(items)}, *(item.sentence for item in items)]))


def add_call(programme: Programme, values: Mapping[str, Any], *, by: Actor, blueprint: str = "") -> Call:
    call = Call(programme=programme, blueprint=blueprint)
    with act("programmes.add_call", call, by=by, policy=POLICY):
        _write(call, values)
    return call


def change_call(call: Call, values: Mapping[str, Any], *, by: Actor) -> None:
    with act("programmes.change_call", call, by=by, policy=POLICY):
        require_alive(call)
        before = {name: getattr(call, name) for name in COLUMNS}
        _write(call, values)
        if has_opened(call, before["opens_at"]):
            _require_kept(call, before)
        if any(getattr(call, name) != before[name] for name in DATES):
            call.revision += 1


def shift_dates(call: Call, *, days: int, by: Actor) -> None:
    """All dates of the call by so many days, each at the same hour of the call's own clock: noon stays noon across a clock change."""
    with act("programmes.shift_dates", call, by=by, policy=POLICY) as running:
        require_alive(call)
        if has_opened(call, call.opens_at):
            raise Refused(
                gettext("Nothing was changed: the call is open already. Put its closing off, or extend it for those concerned.")
            )
        if not days:
            raise Refused(gettext("Nothing was changed: say by how many days."))
        for name in ("opens_at", "closes_at"):
            if (at := getattr(call, name)) is not None:
                setattr(call, name, shifted(at, days, call.zone))
        for rows, column in ((call.milestones, "at"), (call.letters.exclude(closes_at=None), "closes_at")):
            for row in rows.all():
                setattr(row, column, shifted(getattr(row, column), days, call.zone))
                row.save()
        if call.state == State.ANNOUNCED and call.opens_at is not None and call.opens_at <= call.moment():
            raise Refused(gettext("Nothing was changed: an announced call cannot be moved into the past."))
        call.revision += 1
        running.note(days=days)


def shifted(at: datetime, days: int, zone: str) -> datetime:
    there = at.astimezone(ZoneInfo(zone))
    try:
        return (there + timedelta(days=days)).replace(fold=0)
    except OverflowError:
        raise Refused(gettext("Nothing was changed: these days lie outside the calendar.")) from None


def announce(call: Call, *, by: Actor, at: datetime | None = None) -> None:
    """`at` is when it was announced, for a call that an office brings with it from before."""
    with act("programmes.announce", call, by=by, policy=POLICY, workflow=WORKFLOW):
        now = at or call.moment()
        if items := checklist.hindrances(call, now):
            raise Hindered(items)
        call.announced_at = call.announced_at or now


def retract(call: Call, *, by: Actor) -> None:
    """Back to preparation, as long as nobody can have begun."""
    with act("programmes.retract", call, by=by, policy=POLICY, workflow=WORKFLOW):
        if call.opens_at is not None and call.opens_at <= call.moment():
            raise Refused(
                gettext("Nothing was changed: the call has opened, and people may have begun. Cancel it, and tell them.")
            )


def cancel(call: Call, *, reason: str, by: Actor) -> None:
    with act("programmes.cancel", call, by=by, policy=POLICY, workflow=WORKFLOW) as running:
        if not reason.strip():
            raise Refused(gettext("Nothing was cancelled: say why. The journal keeps it, and you will be asked."))
        running.note(reason=reason.strip())


def conclude(call: Call, *, by: Actor) -> None:
    with act("programmes.conclude", call, by=by, policy=POLICY, workflow=WORKFLOW):
        if call.closes_at is None or call.moment() < call.closes_at + call.grace:
            raise Refused(gettext("Nothing was changed: the call has not closed yet."))


def has_opened(call: Call, opens_at: datetime | None) -> bool:
    return call.state == State.ANNOUNCED and opens_at is not None and opens_at <= call.moment()


def require_alive(call: Call) -> None:
    if call.state in {State.CANCELLED, State.CONCLUDED}:
        raise Refused(gettext("Nothing was changed: this call is over. Start the next one from it."))


def _write(call: Call, values: Mapping[str, Any]) -> None:
    unknown = values.keys() - COLUMNS
    if unknown:
        raise ValueError(f"not columns of a call that are written: {sorted(unknown)}")
    for name, value in values.items():
        setattr(call, name, value)


def _require_kept(call: Call, before: Mapping[str, Any]) -> None:
    for name in FIXED:
        if getattr(call, name) != before[name]:
            label = call._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            raise Refused(
                gettext("Nothing was changed: the call is open, so “%(what)s” stays as it was announced.") % {"what": label}
            )
    if before["closes_at"] and (call.closes_at is None or call.closes_at < before["closes_at"]):
        raise Refused(gettext("Nothing was changed: an open call can close later than announced, never earlier."))
    if call.edition_id != getattr(before["edition"], "pk", None):
        raise Refused(
            gettext("Nothing was changed: the call is open. Bring those who have begun to a new edition on the page of the form.")
        )


def change_edition(call: Call, edition: Any, *, by: Actor) -> None:
    """For whoever moves the drafts over to a new edition of the same questionnaire while the call is open."""
    with transaction.atomic(), act("programmes.change_call", call, by=by, policy=POLICY):
        require_alive(call)
        if call.edition is not None and edition.questionnaire_id != call.edition.questionnaire_id:
            raise Refused(gettext("Nothing was changed: this is an edition of another questionnaire."))
        call.edition = edition
