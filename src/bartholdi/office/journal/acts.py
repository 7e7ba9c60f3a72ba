"""The frame of every act: one transaction that locks, asks may they and can it, changes, cleans, saves and records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import override

from bartholdi.office.journal.models import Entry, Head
from bartholdi.office.lib.policy import Policy
from bartholdi.office.lib.workflow import Refused, Workflow

Subject = TypeVar("Subject", bound=models.Model)


class Actor(Protocol):
    """Whoever acts: an account, the holder of a link, or the system."""

    @property
    def journal_key(self) -> str: ...


@dataclass(frozen=True)
class System:
    """Bartholdi itself, when no person asked: `System("worker")`."""

    name: str

    @property
    def journal_key(self) -> str:
        return f"system:{self.name}"

    def __str__(self) -> str:
        return f"Bartholdi ({self.name})"


@dataclass
class Act(Generic[Subject]):
    """What a service holds while its act runs."""

    subject: Subject
    change: dict[str, Any] = field(default_factory=dict)

    def note(self, **facts: Any) -> None:
        """Adds to the entry what no column of the subject shows."""
        self.change.update(facts)


@contextmanager
def act(
    name: str,
    subject: Subject,
    *,
    by: Actor,
    policy: Policy | None = None,
    workflow: Workflow | None = None,
    locked: bool = False,
) -> Iterator[Act[Subject]]:
    """Runs one act, named `app.verb`, on a row that exists or on a new one; the row is fresh and locked inside.

    The verb names the permission in the policy and, where the workflow has it, the move. Columns named in the model's
    `journal_secret` are recorded as changed without their values. `locked`: whoever calls has locked the row just now,
    in the transaction that is open, and lets go of all of it where this act fails.
    """
    verb = name.rpartition(".")[2]
    with _judged_in_words(subject, locked), transaction.atomic(savepoint=not locked):
        if not subject._state.adding and not locked:
            lock(subject)
        before = {} if subject._state.adding else columns(subject)
        if policy is not None:
            policy.require(by, verb, subject)
        if workflow is not None and verb in workflow.moves:
            workflow.apply(subject, verb)
        running = Act(subject)
        yield running
        _clean_changed(subject, before)
        subject.save()
        record(name, subject, by=by, change={**difference(before, columns(subject), subject), **running.change})


def lock(subject: models.Model, *, after: Sequence[str] = (), beside: Sequence[str] = ()) -> None:
    """Waits for the row, then reads it again: what the caller saw may be old.

    In the same query it waits, first, for the rows `after` which it comes, and reads those `beside` it.
    """
    rows = type(subject)._default_manager.select_for_update(of=(*after, "self"))
    subject.refresh_from_db(from_queryset=rows.select_related(*after, *beside) if after or beside else rows)


def clean(subject: models.Model) -> None:
    """A row that breaks a constraint is refused in the constraint's own sentence, before the database says so in its."""
    with _in_words():
        subject.full_clean()


def _clean_changed(subject: models.Model, before: dict[str, Any]) -> None:
    """What can be told of a row by itself; what did not change stands as it is."""
    same = {name for name, value in columns(subject).items() if name in before and before[name] == value}
    with _in_words():
        subject.clean_fields(exclude=same)
        subject.clean()


@contextmanager
def _judged_in_words(subject: models.Model, locked: bool) -> Iterator[None]:
    """The database judges constraints: it sees all rows, and costs no question. What it refuses is put into words once the act is
    undone; where the whole transaction is, nothing can be asked any more."""
    try:
        yield
    except IntegrityError:
        if not locked:
            clean(subject)
        raise


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def columns(subject: models.Model) -> dict[str, Any]:
    """The key is left out: it never changes, and the entry names it as its subject."""
    kept = [f for f in subject._meta.concrete_fields if f.name != "search_text" and not f.primary_key]
    return {
        f.name: f.value_to_string(subject) if f.get_internal_type() == "FileField" else f.value_from_object(subject) for f in kept
    }


def difference(before: dict[str, Any], after: dict[str, Any], subject: models.Model) -> dict[str, Any]:
    """Column -> [old, new], of what changed; a new row shows only what it holds."""
    secret = getattr(subject, "journal_secret", ())
    changed = {k: [before.get(k), v] for k, v in after.items() if before.get(k) != v and (before or v not in (None, "", [], {}))}
    return {k: ["…", "…"] if k in secret else v for k, v in changed.items()}


@transaction.atomic(savepoint=False)
def record(name: str, subject: models.Model | None, *, by: Actor, change: dict[str, Any] | None = None) -> Entry:
    """Appends one entry inside the caller's transaction. Acts record by themselves; call this for what changes no row."""
    head = Head.objects.select_for_update().get(pk=1)  # who comes second waits here: no gap, no fork
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        act=name,
        actor_key=by.journal_key,
        actor_label=label(by),
        subject_key=key(subject) if subject is not None else "",
        subject_label=label(subject) if subject is not None else "",
        change=plain(change or {}),
        previous=head.digest,
    )
    entry.digest = entry.computed_digest()
    entry.save(force_insert=True)
    head.number, head.digest = entry.number, entry.digest
    head.save()
    return entry


def label(named: object) -> str:
    """Always in the installation's first language: whoever acted, and whoever a letter was for, the same thing has one name.
    `labels.py` says it to a reader of the other one."""
    with override(settings.LANGUAGE_CODE):
        return storable(str(named)[:200])


def plain(change: dict[str, Any]) -> dict[str, Any]:
    """The change as every database gives it back: the seal is over what a later reader gets.

    Dates become text; so do fractions, which PostgreSQL writes in its own way (1e16, 1.0).
    """
    loaded: dict[str, Any] = json.loads(json.dumps(change, cls=DjangoJSONEncoder), parse_float=str, parse_constant=str)
    return _storable(loaded)  # type: ignore[no-any-return]


def _storable(value: Any) -> Any:
    match value:
        case str():
            return storable(value)
        case list():
            return [_storable(item) for item in value]
        case dict():
            return {storable(key): _storable(item) for key, item in value.items()}
    return value


def storable(text: str) -> str:
    """PostgreSQL holds neither the zero character nor half of a character pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def key(subject: models.Model) -> str:
    """`app.model:pk`, or what the row says of itself."""
    return getattr(subject, "journal_key", "") or f"{subject._meta.label_lower}:{subject.pk}"
