"""Which calls are played, how far each has come, and how many people apply: small is the default, office the figures of a real year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

UNPLAYED = "none"  # without these calls: what most tests need, in a quarter of the time
SIZES = (UNPLAYED, "small", "office", "surge")


class Stage(IntEnum):
    """How far a call has come; each comes after all before it."""

    CLOSING = 1
    REVIEWED = 2
    PANEL = 3
    ANNOUNCED = 4


@dataclass(frozen=True)
class Play:
    """`closed` days ago; `many` people, `places` and `reserve` are those of a real year; a tenth of them where the size is small.
    `countries`: from which one applies, in turn; `lists`: the places of each side's own list, with the fund that pays them; `first` is
    the first of those who apply."""

    blueprint: str
    closed: int
    many: int
    stage: Stage
    places: int = 0
    reserve: int = 0
    fund: str = ""
    award: Decimal = Decimal(0)
    members: int = 8
    surge: int = 0
    countries: tuple[str, ...] = ()
    lists: tuple[tuple[str, int, str], ...] = ()
    first: str = ""

    def applicants(self, size: str) -> int:
        return tenth(self.many) if size == "small" else self.surge if size == "surge" and self.surge else self.many

    def places_of(self, many: int, size: str) -> int:
        return tenth(many) if size == "small" else many

    def funded(self, size: str) -> int:
        return self.places_of(self.places, size)

    def waiting(self, size: str) -> int:
        return tenth(self.reserve) if size == "small" and self.reserve else self.reserve

    def seats(self, size: str) -> int:
        """Members of each panel; twice as many for a surge, so that nobody reads a hundred files."""
        if size == "surge" and self.surge:
            return self.members * 2
        return max(3, self.members // 4) if size == "small" else self.members


def tenth(number: int) -> int:
    """Of 19 two: with one place for both panels there is nothing about which they could differ."""
    return max((number + 1) // 10, 1)


PLAYS = (
    Play("chateaubriand-hss", closed=0, many=60, stage=Stage.CLOSING),
    Play("mopga-fellowship", closed=12, many=100, stage=Stage.REVIEWED, members=12, surge=1_020),
    Play(
        "fadex-competition", closed=25, many=60, stage=Stage.PANEL, members=6, award=Decimal(2_500),
        countries=("US", "FR", "US", "FR", "US"), lists=(("US", 10, "fadex"), ("FR", 8, "cnrs-fadex")),
    ),
    Play(
        "transatlantic-research-partnership", closed=70, many=60, stage=Stage.ANNOUNCED,
        places=19, fund="trp", award=Decimal(20_000), first="applicant_france",
    ),
    Play("netva", closed=80, many=33, stage=Stage.ANNOUNCED, places=5, reserve=2, fund="start-in-america", award=Decimal(5_000), members=4),
    Play(
        "chateaubriand-stem", closed=130, many=200, stage=Stage.ANNOUNCED,
        places=45, reserve=10, fund="chateaubriand", award=Decimal(8_750), members=20, first="applicant_us",
    ),
)  # fmt: skip
