"""Two accounts of one person become one: each app registers in AppConfig.ready how its rows move, and what they are called."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from bartholdi.office.accounts.models import User


@dataclass(frozen=True)
class Mover:
    """`count` says how many rows of an account would move; `move(source, target)` moves them inside the merge's transaction."""

    label: str | Promise
    count: Callable[[User], int]
    move: Callable[[User, User], None]


_movers: list[Mover] = []


def register(label: str | Promise, *, count: Callable[[User], int], move: Callable[[User, User], None]) -> None:
    """Called once per kind of row, from the `ready` of the app that owns it."""
    _movers.append(Mover(label, count, move))


def movers() -> tuple[Mover, ...]:
    return tuple(_movers)


def what_would_move(source: User) -> list[tuple[str, int]]:
    """For the page shown before: label and number, of what there is."""
    counted = ((str(mover.label), mover.count(source)) for mover in _movers)
    return [(label, number) for label, number in counted if number]
