"""How far a draft has come, page by page: what a task list shows."""

from dataclasses import dataclass
from typing import Any, Literal

from bartholdi.cores.formspec.check import Verdict, check
from bartholdi.cores.formspec.conditions import asked, settled
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.place import Fault
from bartholdi.cores.formspec.spec import Section, Spec

State = Literal["not_started", "in_progress", "completed", "cannot_start"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One page.

    not_started   nothing on it is answered (`missing` empty: nothing on it has to be)
    in_progress   something is answered; `missing` are the keys of required fields without an answer, `faults` all that is wrong
    completed     ready to be submitted; a page without questions always is
    cannot_start  whether it is needed hangs on the answers to `waits_for`
    """

    key: str
    state: State
    missing: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    waits_for: tuple[str, ...] = ()


def progress(spec: Spec, answers: object) -> list[Progress]:
    """The state of each page that is needed, or may be; pages that are known not to be needed are left out. Never raises."""
    verdict = check(spec, answers, final=True)
    fields = {field.key: field for field in spec.fields()}
    open_keys = frozenset(key for key in verdict.shown if key not in verdict.answers and KINDS[fields[key].kind].asks)
    found = []
    for section in spec.sections:
        needed = settled(section.when, verdict.answers, fields, open_keys)
        # What may still come to show can still be answered: what hangs on it is open as well.
        open_keys |= {
            field.key
            for field in section.fields
            if field.key not in verdict.shown
            and KINDS[field.kind].asks
            and needed is not False
            and settled(field.when, verdict.answers, fields, open_keys) is not False
        }
        if section.key in verdict.pages:
            found.append(_page(section, verdict))
        elif needed is None:
            waits = tuple(dict.fromkeys(key for key in asked(section.when) if key in open_keys))
            found.append(Progress(section.key, "cannot_start", waits_for=waits))
    return found


def blank(spec: Spec) -> dict[str, Any]:
    """Every key that can be answered, with nothing in it: what to fill in, for an import or a caller of the API."""
    return {field.key: None for field in spec.fields() if KINDS[field.kind].asks}


def _page(section: Section, verdict: Verdict) -> Progress:
    keys = [field.key for field in section.fields if field.key in verdict.shown and KINDS[field.kind].asks]
    faults = tuple(fault for fault in verdict.faults if fault.key in keys)
    missing = tuple(
        field.key for field in section.fields if field.key in keys and field.required and field.key not in verdict.answers
    )
    if keys and not any(key in verdict.answers for key in keys):
        return Progress(section.key, "not_started", missing, faults)
    return Progress(section.key, "in_progress" if faults else "completed", missing, faults)
