"""What is hidden from a person whatever their role: each app above says it of its own rows, and lists of every kind leave them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast, Substr

Keys = Callable[[Any], QuerySet[Any, Any]]  # of a person: one column, the keys as the journal writes them
_registered: list[Keys] = []
_private: list[tuple[str, Keys]] = []
_closed: list[tuple[str, Callable[[Any], bool]]] = []


def register(keys: Keys) -> None:
    _registered.append(keys)


def register_private(beginning: str, seen: Keys) -> None:
    """Every key that begins so is hidden, but those that `seen` gives: for what most people see nothing of, since to list it all for
    each of them would cost more than to look at the beginning of a key."""
    _private.append((beginning, seen))


def register_closed(app: str, opens: Callable[[Any], bool]) -> None:
    """All that an app writes is hidden from whose role does not open it."""
    _closed.append((f"{app}.", opens))


def of_closed_apps(user: Any, column: str) -> Q:
    """The rows of which `column` names a row, an act or a letter of an app that is closed to this person: `app.anything`."""
    found = Q(pk__in=[])
    for beginning, opens in _closed:
        if not opens(user):
            found |= Q(**{f"{column}__startswith": beginning})
    return found


def from_person(user: Any, column: str) -> Q:
    """The rows of which `column` names something hidden from this person; asked inside the query, and costs none of its own."""
    found = of_closed_apps(user, column)
    for keys in _registered:
        found |= Q(**{f"{column}__in": keys(user)})
    for beginning, seen in _private:
        key = Cast(Substr(OuterRef(column), len(beginning) + 1), BigIntegerField())
        # Only keys that begin so have a number there, and CASE alone promises in which order a database looks.
        own = When(**{f"{column}__startswith": beginning}, then=~Exists(seen(user).filter(pk=key)))
        found |= Q(Case(own, default=False, output_field=BooleanField()))
    return found
