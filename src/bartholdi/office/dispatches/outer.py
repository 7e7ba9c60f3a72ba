"""The outer facts of a dispatch, a small JSON that travels beside the sealed file: what a server needs to file it, and never trusts.

Each addressee is told its own number only. What the opened dispatch says stands above all of this.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bartholdi.cores.sealing import schema
from bartholdi.office.dispatches.models import Addressee, Dispatch, Urgency
from bartholdi.office.dispatches.models.mailbox import POST

NAME = "dispatch.json"
FORMAT = "bartholdi-outer"
LARGEST = 4_096
ROLES = (Addressee.Role.ACTION, Addressee.Role.INFO)


def _post(value: object) -> bool:
    return isinstance(value, str) and bool(POST.regex.match(value))  # type: ignore[union-attr]


SHAPE = schema.keyed(
    {
        "format": schema.one_of(FORMAT),
        "version": schema.integer(1, 1),
        "identity": schema.hexadecimal(16),
        "digest": schema.hexadecimal(32),
        "from": _post,
        "to": _post,
        "role": schema.one_of(*ROLES),
        "number": schema.integer(0, 999_999_999),
        "kind": schema.one_of(*Dispatch.Kind.values),
        "urgency": schema.one_of(*Urgency.values),
        "openBy": schema.maybe(schema.instant),
        "about": schema.maybe(schema.hexadecimal(16)),
    }
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is said of a dispatch outside its seal; `digest` empty: nobody said it."""

    identity: str
    digest: str
    sender: str
    to: str
    role: str = Addressee.Role.ACTION
    number: int = 0
    kind: str = Dispatch.Kind.DISPATCH
    urgency: str = Urgency.ROUTINE
    open_by: datetime | None = None
    about: str | None = None


def of(dispatch: Dispatch, addressee: Addressee) -> Facts:
    return Facts(
        identity=dispatch.identity,
        digest=dispatch.digest,
        sender=dispatch.sender.post,
        to=addressee.mailbox.post,
        role=addressee.role,
        number=addressee.number,
        kind=dispatch.kind,
        urgency=dispatch.urgency,
        open_by=dispatch.open_by,
        about=dispatch.about.identity if dispatch.about else None,
    )


def written(facts: Facts) -> bytes:
    values = {"format": FORMAT, "version": 1, "identity": facts.identity, "digest": facts.digest, "from": facts.sender}
    values |= {"to": facts.to, "role": facts.role, "number": facts.number, "kind": facts.kind, "urgency": facts.urgency}
    opens = facts.open_by.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if facts.open_by else None
    return json.dumps({**values, "openBy": opens, "about": facts.about}, indent=1).encode()


def read(octets: bytes) -> Facts | None:
    """None where it is not exactly of the one shape."""
    if len(octets) > LARGEST:
        return None
    try:
        values: Any = json.loads(octets)
    except (ValueError, RecursionError):
        return None
    if not SHAPE(values):
        return None
    opens = datetime.fromisoformat(values["openBy"]) if values["openBy"] else None
    names = ("identity", "digest", "to", "role", "number", "kind", "urgency", "about")
    return Facts(sender=values["from"], open_by=opens, **{name: values[name] for name in names})
