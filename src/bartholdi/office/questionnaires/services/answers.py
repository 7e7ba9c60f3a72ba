"""Saving answers, field by field: what two people write at once is told apart, and each save can be gone back to.

No act of these asks who may: a response has no rules of its own, its owner's service (applications, letters) asks.
They are not entries of the journal either, since a form is saved every few seconds: versions tell what happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Carried, Fault
from bartholdi.office.journal.acts import Actor, lock
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import merging
from bartholdi.office.questionnaires.merging import Change, Conflict
from bartholdi.office.questionnaires.models import Edition, Response, ResponseVersion
from bartholdi.office.questionnaires.queries import spec_of

SAME = timedelta(minutes=1)  # who goes on writing for so long makes one version, not forty


@dataclass(frozen=True, slots=True)
class Saved:
    """`version` is the one that the answers now have; `faults` are what a draft already shows as wrong."""

    version: int
    at: datetime
    changed: frozenset[str] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


@transaction.atomic(savepoint=False)
def save_answers(response: Response, changes: Mapping[str, Change], *, by: Actor, tab: str = "", locked: bool = False) -> Saved:
    """Keeps what its writer may write over; what somebody else changed since stays, with both texts in `conflicts`.

    `tab` tells two windows of one person apart: an answer that never came back to a window is no conflict with itself.
    `locked`: whoever calls has locked it, or made it, in this transaction.
    """
    if not locked:
        lock(response)
    own: dict[int, bool] = {}

    def is_own(version: int) -> bool:
        if version not in own:
            own[version] = bool(tab) and response.versions.filter(number=version, tab=tab, by_key=by.journal_key).exists()
        return own[version]

    merged = merging.merge(spec_of(response.edition_id), response.everything(), response.stamps, changes, is_own=is_own)
    if merged.changed:
        response.answers, response.hidden = merged.answers, merged.hidden
        _write(response, merged.changed, by=by, tab=tab)
    aside = {conflict.key: conflict.mine for conflict in merged.conflicts if conflict.mine is not None}
    if aside:
        set_aside(response, aside, by=by)
    return Saved(response.version, response.saved_at, frozenset(merged.changed), merged.conflicts, merged.refused, merged.faults)


def stands(response: Response, changes: Mapping[str, Change]) -> bool:
    """Whether all that is sent was kept before, word for word."""
    merged = merging.merge(spec_of(response.edition_id), response.everything(), response.stamps, changes)
    return bool(changes) and not (merged.changed or merged.conflicts or merged.refused)


def put_in(response: Response, answers: Mapping[str, Any], *, by: Actor) -> Saved:
    """Writes answers over whatever stands there now, whoever wrote it: it stays in the versions."""
    with transaction.atomic():
        lock(response)
        return save_answers(response, {key: Change(value, response.version) for key, value in answers.items()}, by=by)


def restore(response: Response, number: int, *, by: Actor) -> Saved:
    """All answers as they were after this version; what stands there now is a version too, so this can be undone."""
    with transaction.atomic():
        lock(response)
        if not response.versions.filter(number=number).exists():
            raise Refused(gettext("Nothing was changed: this version does not exist."))
        now = response.everything()
        later = list(response.versions.filter(number__gt=number).order_by("-number").values_list("changes", flat=True))
        then = merging.rewound(now, later)
        return put_in(response, {key: then.get(key) for key in {*now, *then} if now.get(key) != then.get(key)}, by=by)


def take_back(response: Response, number: int, key: str, *, by: Actor) -> Saved:
    """Puts an answer that was set aside where it belongs."""
    version = response.versions.filter(number=number).first()
    if version is None or key not in version.set_aside:
        raise Refused(gettext("Nothing was changed: this text is not kept any more."))
    return put_in(response, {key: version.set_aside[key]}, by=by)


@transaction.atomic
def move(response: Response, edition: Edition, *, by: Actor) -> Carried:
    """To another edition of its questions; answers that it does not ask for, or asks for otherwise, are set aside in a version."""
    lock(response)
    new, before = spec_of(edition.pk), response.everything()
    carried = formspec.carry(spec_of(response.edition_id), new, before)
    verdict = formspec.check(new, carried.answers)
    response.edition, response.answers, response.hidden = edition, verdict.answers, verdict.hidden
    after = response.everything()
    changed = {key: [answer, after.get(key)] for key, answer in before.items() if after.get(key) != answer}
    response.version += 1
    response.stamps = {**response.stamps, **dict.fromkeys(changed, response.version)}
    response.save(update_fields=["edition", "answers", "hidden", "stamps", "version"])
    if changed:
        _version(response, changed, by=by, set_aside={key: answer for key, (answer, _since) in changed.items()}).save()
    return carried


def set_aside(response: Response, answers: Mapping[str, Any], *, by: Actor) -> None:
    """Keeps what is no answer but must not be lost: the other text of a conflict, an answer that a new edition does not ask for."""
    last = response.versions.filter(by_key=by.journal_key).exclude(set_aside={}).order_by("-number").first()
    if last is not None and all(last.set_aside.get(key) == value for key, value in answers.items()):
        return  # sent again because the answer was lost on its way
    response.version += 1
    response.save(update_fields=["version"])
    _version(response, {}, by=by, set_aside=dict(answers)).save()


def _write(response: Response, changed: dict[str, list[Any]], *, by: Actor, tab: str) -> None:
    now = timezone.now()
    response.version += 1
    response.stamps = {**response.stamps, **dict.fromkeys(changed, response.version)}
    response.saved_at, response.saved_by = now, str(by)[:200]
    response.save(update_fields=["answers", "hidden", "stamps", "version", "saved_at", "saved_by"])
    last = response.versions.order_by("-number").first() if response.version > 1 else None  # the first has none before it
    if last is not None and _goes_on(last, changed, by=by, tab=tab, now=now):
        last.changes = {key: [last.changes[key][0], since] for key, (_before, since) in changed.items()}
        last.number = response.version
        last.save(update_fields=["changes", "number"])
    else:
        _version(response, changed, by=by, tab=tab).save()


def _goes_on(last: ResponseVersion, changed: dict[str, list[Any]], *, by: Actor, tab: str, now: datetime) -> bool:
    same = last.by_key == by.journal_key and last.tab == tab and now - last.at < SAME and not last.set_aside
    return same and merging.is_continued(last.changes, changed)


def _version(
    response: Response, changes: dict[str, Any], *, by: Actor, tab: str = "", set_aside: dict[str, Any] | None = None
) -> ResponseVersion:
    return ResponseVersion(
        response=response,
        number=response.version,
        at=timezone.now(),
        by_key=by.journal_key,
        by_label=str(by)[:200],
        tab=tab,
        changes=changes,
        set_aside=set_aside or {},
    )
