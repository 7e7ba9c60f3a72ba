"""What is hidden from a person whatever their role: each app above says it of its own rows, and lists of every kind leave them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast, Substr

Keys = Callable[[Any], QuerySet[Any, Any]]  # of a person: one column, the keys as the journal writes them
_registered: list[Keys] = []
_private: list[tuple[str, Keys]] = []


def register(keys: Keys) -> None:
    _registered.append(keys)


def register_private(beginning: str, seen: Keys) -> None:
    """Every key that begins so is hidden, but those that `seen` gives: for what most people see nothing of, since to list it all for
    each of them would cost more than to look at the beginning of a key."""
    _private.append((beginning, seen))


def from_person(user: Any, column: str) -> Q:
    """The rows of which `column` names something hidden from this person; asked inside the query, and costs none of its own."""
    found = Q(pk__in=[])
    for keys in _registered:
        found |= Q(**{f"{column}__in": keys(user)})
    for beginning, seen in _private:
        key = Cast(Substr(OuterRef(column), len(beginning) + 1), BigIntegerField())
        # Only keys that begin so have a number there, and CASE alone promises in which order a database looks.
        own = When(**{f"{column}__startswith": beginning}, then=~Exists(seen(user).filter(pk=key)))
        found |= Q(Case(own, default=False, output_field=BooleanField()))
    return found
