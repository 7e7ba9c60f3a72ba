"""What becomes of answers when several people write at once: plain data in, plain data out.

An answer is taken when whoever sends it has seen the newest one, or wrote that themselves; else both stand side by side,
and a person chooses. Nobody's words are written over unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bartholdi.cores.formspec import Fault, Spec, check
from bartholdi.cores.formspec.check import LOST


class Change(NamedTuple):
    """A new answer to one question, and the version of the response that its writer had seen."""

    value: Any
    seen: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers to one question: `theirs` is the one that stands."""

    key: str
    mine: Any
    theirs: Any
    version: int  # at which theirs was written


@dataclass(frozen=True, slots=True)
class Merged:
    """`answers` and `hidden` as they now are; `changed` key -> [before, since]; `refused` could not be kept as an answer at all."""

    answers: dict[str, Any]
    hidden: dict[str, Any]
    changed: dict[str, list[Any]]
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


def merge(
    spec: Spec,
    before: Mapping[str, Any],
    stamps: Mapping[str, int],
    changes: Mapping[str, Change],
    *,
    is_own: Callable[[int], bool] = lambda version: False,
) -> Merged:
    """`before` are all answers, hidden ones too. `is_own(version)`: whoever sends wrote that version themselves, in the same tab."""
    known = {each.key for each in spec.fields()}
    wanted = {key: change for key, change in changes.items() if key in known}
    sent = check(spec, {**before, **{key: change.value for key, change in wanted.items()}})
    normal = {**sent.answers, **sent.hidden}
    refused = tuple(fault for fault in sent.faults if fault.key in wanted and fault.code in LOST)
    lost = {fault.key for fault in refused}
    after, conflicts = dict(before), []
    for key, change in wanted.items():
        value, stamp = normal.get(key), stamps.get(key, 0)
        if key in lost or value == before.get(key):
            continue
        if stamp > change.seen and not is_own(stamp):
            conflicts.append(Conflict(key, value, before.get(key), stamp))
        elif value is None:
            after.pop(key, None)
        else:
            after[key] = value
    verdict = check(spec, after)
    changed = {key: [before.get(key), after.get(key)] for key in wanted if before.get(key) != after.get(key)}
    return Merged(verdict.answers, verdict.hidden, changed, tuple(conflicts), refused, verdict.faults)


def is_continued(earlier: Mapping[str, list[Any]], later: Mapping[str, list[Any]]) -> bool:
    """Whether the later save only goes on with the texts of the earlier one: then one version can stand for both, and nothing is lost."""
    return earlier.keys() == later.keys() and all(is_inserted(earlier[key][1], later[key][1]) for key in later)


def is_inserted(old: Any, new: Any) -> bool:
    """Whether the new text is the old one with something written into it, at one place."""
    if not (isinstance(old, str) and isinstance(new, str)) or len(new) < len(old):
        return False
    start = 0
    while start < len(old) and old[start] == new[start]:
        start += 1
    rest = len(old) - start
    return rest == 0 or old[start:] == new[-rest:]


def rewound(now: Mapping[str, Any], changes: list[Mapping[str, list[Any]]]) -> dict[str, Any]:
    """The answers before these changes, the newest of which comes first."""
    then = dict(now)
    for change in changes:
        for key, (before, _since) in change.items():
            if before is None:
                then.pop(key, None)
            else:
                then[key] = before
    return then
