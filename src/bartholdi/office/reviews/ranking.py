"""Rankings: the order in which a panel, or all of them, put the applications of a call; with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Max, Min

from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews.models import Review


@dataclass(frozen=True)
class Ranked:
    """`plain` is the mean of the scores; `calibrated`, `low` and `high` (ranks) are None where calibration was refused or is not made yet."""

    application: int
    reference: str
    title: str
    reviews: int
    plain: float
    plain_rank: int
    spread: float
    calibrated: float | None = None
    rank: int | None = None
    low: float | None = None
    high: float | None = None
    among_best: float | None = None

    @property
    def value(self) -> float:
        return self.plain if self.calibrated is None else self.calibrated


@dataclass(frozen=True)
class Ranking:
    """The best first. `refused` says in a sentence why there is no calibrated order."""

    rows: tuple[Ranked, ...]
    refused: str = ""


def ranking(call: Call, panel: Panel | None = None, *, user: Any) -> Ranking:
    """Of one panel, or of all; of what this person may see. A fixed number of queries."""
    seen = Review.objects.counting().filter(application__call=call, application__in=Application.objects.visible_to(user))
    rows = seen if panel is None else seen.filter(assignment__seat__panel=panel)
    found = (
        rows.exclude(score=None)
        .order_by()
        .values("application", "application__reference", "application__title")
        .annotate(plain=Avg("score"), reviews=Count("pk"), top=Max("score"), bottom=Min("score"))
    )
    ordered = sorted(found, key=lambda row: (-row["plain"], row["application__reference"]))
    places: dict[Any, int] = {}
    for number, row in enumerate(ordered, 1):
        places.setdefault(row["plain"], number)
    return Ranking(
        tuple(
            Ranked(
                application=row["application"],
                reference=row["application__reference"],
                title=row["application__title"],
                reviews=row["reviews"],
                plain=float(row["plain"]),
                plain_rank=places[row["plain"]],
                spread=float(row["top"] - row["bottom"]),
            )
            for row in ordered
        )
    )
