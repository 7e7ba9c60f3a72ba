"""Who plays: invented applicants, writers and reviewers at real institutions; always the same, at addresses that no mail can reach."""

from __future__ import annotations

from functools import cache
from random import Random

from bartholdi.office.accounts import services as accounts
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import invented
from bartholdi.office.directory.models import Organisation
from bartholdi.office.journal.acts import System

PLAYER = System("demonstration")
ADDRESS = "{who}@invented.invalid"


def account(who: str, dice: Random, *, language: str) -> User:
    """`who` is the part of the address that tells this person from all others."""
    return accounts.create(email=ADDRESS.format(who=who), name=invented.name(dice), language=language, by=PLAYER)


@cache
def _places(country: str) -> tuple[int, ...]:
    return tuple(
        Organisation.objects.active().filter(country=country).exclude(ror=None).order_by("ror").values_list("pk", flat=True)
    )


def place(country: str, dice: Random) -> Organisation | None:
    """A real institution of the directory."""
    keys = _places(country)
    return Organisation.objects.get(pk=dice.choice(keys)) if keys else None


def forget() -> None:
    """Another database, other keys."""
    _places.cache_clear()
