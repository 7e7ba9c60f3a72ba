"""Parts of a call that apps above keep, and that come with a blueprint: each registers how it begins one and how it writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bartholdi.office.journal.acts import Actor
from bartholdi.office.programmes.blueprint import Blueprint
from bartholdi.office.programmes.models import Call


@dataclass(frozen=True)
class Part:
    """`name` is that of the blueprint's property; `begin(call, asked, opens_on, by)` keeps it, `data(call)` gives it as plain data or None."""

    name: str
    begin: Callable[[Call, Any, date, Actor], Any]
    data: Callable[[Call], dict[str, Any] | None]


_registered: list[Part] = []


def register(part: Part) -> None:
    _registered.append(part)


def begin(call: Call, blueprint: Blueprint, opens_on: date, *, by: Actor) -> None:
    for part in _registered:
        if (asked := getattr(blueprint, part.name)) is not None:
            part.begin(call, asked, opens_on, by)


def data(call: Call) -> dict[str, Any]:
    """Those that the call has."""
    return {part.name: found for part in _registered if (found := part.data(call)) is not None}
