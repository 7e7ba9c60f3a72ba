"""What is hidden from a person whatever their role: each app above says the keys of its own, and lists of every kind leave them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

Keys = Callable[[Any], QuerySet[Any, Any]]  # of a person: one column, the keys as the journal writes them
_registered: list[Keys] = []


def register(keys: Keys) -> None:
    _registered.append(keys)


def from_person(user: Any, column: str) -> Q:
    """The rows of which `column` names something hidden from this person; asked inside the query, and costs none of its own."""
    found = Q(pk__in=[])
    for keys in _registered:
        found |= Q(**{f"{column}__in": keys(user)})
    return found
