"""The parts of an agreement: sides, parties, signatories, milestones, outcomes, documents, links. The journal tells each on the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.agreements.models import (
    Agreement,
    AgreementDocument,
    Count,
    Indicator,
    Link,
    Milestone,
    Party,
    Side,
    Signatory,
)
from bartholdi.office.agreements.permissions import POLICY
from bartholdi.office.journal.acts import Actor, act, clean, columns
from bartholdi.office.journal.parts import said, tell
from bartholdi.office.lib import files, stored
from bartholdi.office.lib.workflow import Refused

Part: TypeAlias = Side | Party | Signatory | Milestone | Indicator | AgreementDocument | Link
KINDS: dict[str, type[Any]] = {
    "side": Side,
    "party": Party,
    "signatory": Signatory,
    "link": Link,
    "milestone": Milestone,
    "outcome": Indicator,
    "document": AgreementDocument,
}
PAPERS = (*files.DOCUMENTS, "text")


def add_part(agreement: Agreement, kind: str, values: Mapping[str, Any], *, by: Actor) -> Any:
    with act("agreements.add_part", agreement, by=by, policy=POLICY) as running:
        part = KINDS[kind](agreement=agreement)
        _write(part, values)
        tell(running, part, {}, whole="agreement")
        agreement.reckon()
    return part


def change_part(part: Any, values: Mapping[str, Any], *, by: Actor) -> None:
    with act("agreements.change_part", part.agreement, by=by, policy=POLICY) as running:
        before = columns(part)
        counts = _said_counts(part)
        _write(part, values)
        tell(running, part, before, whole="agreement")
        if counts != _said_counts(part):
            running.note(counts=_said_counts(part))
        part.agreement.reckon()


def remove_part(part: Any, *, by: Actor) -> None:
    with act("agreements.remove_part", part.agreement, by=by, policy=POLICY) as running:
        running.note(part=said(part))
        try:
            part.delete()
        except ProtectedError:
            raise Refused(gettext("Nothing was removed: “%(part)s” is in use.") % {"part": part}) from None
        part.agreement.reckon()


def accede(agreement: Agreement, values: Mapping[str, Any], *, on: date, by: Actor) -> Party:
    """A new party joins what was signed before; it changes nothing of when the agreement entered into force."""
    with act("agreements.accede", agreement, by=by, policy=POLICY) as running:
        if not agreement.concluded or agreement.signed_on is None:
            raise Refused(gettext("Nothing was recorded: one joins an agreement that is signed. Add it as a party instead."))
        if not agreement.signed_on <= on <= timezone.localdate():
            raise Refused(gettext("Nothing was recorded: a party joins after the signature, and not in days to come."))
        party = Party(agreement=agreement)
        _write(party, {**values, "joined_on": on})
        tell(running, party, {}, whole="agreement")
    return party


def _write(part: Any, values: Mapping[str, Any]) -> None:
    given = dict(values)
    counts = given.pop("counts", None)
    for name, value in stored.examined(given, allowed=PAPERS).items():
        setattr(part, name, value)
    for name in ("side", "party"):
        other = getattr(part, name, None)
        if other is not None and other.agreement_id != part.agreement_id:
            raise Refused(gettext("Nothing was changed: choose one that belongs to this agreement."))
    clean(part)
    part.save()
    if counts is not None:
        _count(part, counts)


def _count(indicator: Indicator, counts: Any) -> None:
    """Each a year, a value, and where it is said."""
    indicator.counts.all().delete()
    for year, value, source in counts:
        row = Count(indicator=indicator, year=year, value=value, source=source)
        clean(row)
        row.save()


def _said_counts(part: Any) -> list[str]:
    return [str(each) for each in part.counts.all()] if isinstance(part, Indicator) else []
