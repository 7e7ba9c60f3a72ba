"""Who plays: invented applicants, writers and reviewers at real institutions; always the same, at addresses that no mail can reach."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from django.utils.text import slugify

from bartholdi.office.accounts import services as accounts
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.directory.models import Organisation
from bartholdi.office.journal.acts import System

PLAYER = System("demonstration")
LONGEST = 50  # of the part of an address that names the institution


def account(who: str, dice: Random, *, language: str, where: Organisation | None) -> User:
    """`who` is the part of the address that tells this person from all others."""
    return accounts.create(email=address(who, where), name=name(dice, language), language=language, by=PLAYER)


def address(who: str, where: Organisation | None) -> str:
    """Colleagues share what stands behind the sign, so that conflicts are found between them and nobody else."""
    house = slugify(where.name_en or where.name_fr)[:LONGEST].strip("-") if where is not None else who
    return f"{who}@{house}.invalid"


def name(dice: Random, language: str) -> str:
    first, last = (_names()[part][language] for part in ("first", "last"))
    return f"{dice.choice(first)} {dice.choice(last)}"


def somebody_else(application: Application, dice: Random, language: str) -> str:
    """Nobody who has a part in this application already."""
    taken = set(application.parties.values_list("name", flat=True))
    return next(found for found in iter(lambda: name(dice, language), "") if found not in taken)


def place(country: str, dice: Random) -> Organisation | None:
    """A real institution of the directory."""
    there = _places(country)
    return dice.choice(there) if there else None


def forget() -> None:
    """Another database, other rows."""
    _places.cache_clear()


@cache
def _places(country: str) -> tuple[Organisation, ...]:
    return tuple(Organisation.objects.active().filter(country=country).exclude(ror=None).order_by("ror"))


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads((files("bartholdi.demo") / "content" / "names.toml").read_text(encoding="utf-8"))
