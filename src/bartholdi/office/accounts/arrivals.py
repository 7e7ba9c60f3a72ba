"""Somebody proved that an address is theirs: each app above says what it then does for the account."""

from __future__ import annotations

from collections.abc import Callable

from bartholdi.office.accounts.models import User

_registered: list[Callable[[User], None]] = []


def register(welcome: Callable[[User], None]) -> None:
    _registered.append(welcome)


def proved(user: User) -> None:
    for welcome in _registered:
        welcome(user)
