"""Blueprints: a programme and one call of it as one readable, versioned file. Nothing here needs a database."""

from bartholdi.office.programmes.blueprint.moments import instant, offset, opening
from bartholdi.office.programmes.blueprint.parse import APPLICATION, LONGEST, REVIEW, BlueprintError, loads, parse
from bartholdi.office.programmes.blueprint.reading import COLUMNS, Moment, clock
from bartholdi.office.programmes.blueprint.shape import FORMAT, Blueprint, plain
from bartholdi.office.programmes.blueprint.words import say
from bartholdi.office.programmes.blueprint.write import dumps

__all__ = [
    "APPLICATION", "COLUMNS", "FORMAT", "LONGEST", "REVIEW", "Blueprint", "BlueprintError", "Moment", "clock", "dumps", "instant",
    "loads", "offset", "opening", "parse", "plain", "say",
]  # fmt: skip
