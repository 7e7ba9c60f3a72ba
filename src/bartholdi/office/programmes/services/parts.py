"""The parts of a call: sides, letters asked for, papers, dates, contacts, panels, funds, invited institutions. The journal tells each on the call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext

from bartholdi.office.journal.acts import Actor, act, clean, columns
from bartholdi.office.journal.parts import said, tell
from bartholdi.office.lib import files, stored
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import CallFund, CallPaper, Contact, Invitation, LetterRequirement, Milestone, Panel, Side
from bartholdi.office.programmes.models.call import Call
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.programmes.services.calls import has_opened, require_alive

Part: TypeAlias = Side | Milestone | Contact | Panel | LetterRequirement | CallPaper | CallFund | Invitation
KINDS: dict[str, type[Any]] = {
    "side": Side,
    "letter": LetterRequirement,
    "paper": CallPaper,
    "milestone": Milestone,
    "panel": Panel,
    "contact": Contact,
    "fund": CallFund,
    "invitation": Invitation,
}
PAPERS = (*files.DOCUMENTS, "xlsx", "ods")  # what a template or a guide may be
# People may have been asked for them, or apply through them, as soon as the call is open.
RELIED_ON = (Side, LetterRequirement, Invitation)
KEPT = {Side: ("country",), LetterRequirement: ("key", "role"), Invitation: ("organisation",)}


def add_part(call: Call, kind: str, values: Mapping[str, Any], *, by: Actor) -> Any:
    with act("programmes.add_part", call, by=by, policy=POLICY) as running:
        require_alive(call)
        part = place(call, kind, values)
        tell(running, part, {}, whole="call")
    return part


def place(call: Call, kind: str, values: Mapping[str, Any]) -> Any:
    """Inside an act on the call, which tells of it."""
    part = KINDS[kind](call=call)
    if isinstance(part, Side):
        part.letter = _next_letter(call)
    _write(part, values)
    part.save()
    return part


def change_part(part: Any, values: Mapping[str, Any], *, by: Actor) -> None:
    with act("programmes.change_part", part.call, by=by, policy=POLICY) as running:
        require_alive(part.call)
        before = columns(part)
        _write(part, values)
        if has_opened(part.call, part.call.opens_at):
            _require_kept(part, before)
        part.save()
        tell(running, part, before, whole="call")


def remove_part(part: Any, *, by: Actor) -> None:
    with act("programmes.remove_part", part.call, by=by, policy=POLICY) as running:
        require_alive(part.call)
        if isinstance(part, RELIED_ON) and has_opened(part.call, part.call.opens_at):
            raise Refused(gettext("Nothing was removed: the call is open, and people rely on “%(part)s”.") % {"part": part})
        running.note(part=said(part))
        try:
            part.delete()
        except ProtectedError:
            raise Refused(gettext("Nothing was removed: “%(part)s” is in use.") % {"part": part}) from None


def _write(part: Any, values: Mapping[str, Any]) -> None:
    for name, value in stored.examined(values, allowed=PAPERS).items():
        setattr(part, name, value)
    for name in ("side", "template"):
        other = getattr(part, name, None)
        if isinstance(other, models.Model) and other.call_id != part.call_id:  # type: ignore[attr-defined]
            raise Refused(gettext("Nothing was changed: choose one that belongs to this call."))
    clean(part)


def _require_kept(part: Any, before: Mapping[str, Any]) -> None:
    now = columns(part)
    for name in KEPT.get(type(part), ()):
        if now[name] != before[name]:
            label = part._meta.get_field(name).verbose_name
            raise Refused(
                gettext("Nothing was changed: the call is open, so “%(what)s” stays as it was announced.") % {"what": label}
            )
    if (
        isinstance(part, LetterRequirement)
        and before["closes_at"]
        and (not part.closes_at or part.closes_at < before["closes_at"])
    ):
        raise Refused(gettext("Nothing was changed: writers may have more time than announced, never less."))


def _next_letter(call: Call) -> str:
    taken = set(call.sides.values_list("letter", flat=True))
    return next(letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in taken)
