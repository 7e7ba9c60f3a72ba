"""A ranking as the desk shows it: its picture, its table for a file, who is severe, and on what reviewers differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from bartholdi.faces.ui import charts
from bartholdi.faces.ui.charts.figures import percent
from bartholdi.office.programmes.models import Call
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.reviews import scoring
from bartholdi.office.reviews.models import Reviewer
from bartholdi.office.reviews.ranking import Ranked, Ranking

REACH = 1.6449  # of a normal law: nine times of ten
WIDE = 0.4  # of the scale: reviewers who are so far apart should talk
MOST = 50  # reviewers on one page
UNSURE = (0.1, 0.9)  # among the best in so many of ten draws: neither in nor out


@dataclass(frozen=True)
class Severe:
    """How much lower than others somebody marks the same work, with its interval; `clear` where that is no chance."""

    name: str
    marks: int
    severity: float
    low: float
    high: float
    clear: bool


def disagreement(call: Call) -> float:
    """From how many points on reviewers differ: two fifths of the scale that the criteria share."""
    if call.review_edition_id is None:
        return float("inf")
    low, high = scoring.scale(spec_of(call.review_edition_id))
    return float(high - low) * WIDE


def differs(row: Ranked, most: float) -> bool:
    """Where severity explains the difference, there is nothing to talk about."""
    return row.reviews > 1 and (row.spread if row.apart is None else row.apart) >= most


def is_unsure(row: Ranked) -> bool:
    return row.among_best is not None and UNSURE[0] < row.among_best < UNSURE[1]


def among(row: Ranked) -> str:
    return "–" if row.among_best is None else percent(round(row.among_best, 2))


def picture(rows: Sequence[Ranked], first: int, places: int) -> charts.Chart | None:
    """None where there is no interval to draw."""
    if not rows or rows[0].calibrated is None:
        return None
    dots = [_dot(row) for row in rows]
    line = places - first + 1
    grey = sum(dot.is_grey for dot in dots)
    drawn = charts.Ranking(
        gettext("Scores with their intervals"),
        ngettext(
            "%(number)s application could be chosen or not: another reading of the same reviews might decide it otherwise.",
            "%(number)s applications could be chosen or not: another reading of the same reviews might decide them otherwise.",
            grey,
        )
        % {"number": grey},
        dots,
        funded=line if 0 <= line <= len(dots) else None,
        of=gettext("Application"),
        measure=gettext("Score"),
        first=first,
    )
    return charts.ranking(drawn)


def _dot(row: Ranked) -> charts.Dot:
    reach = REACH * (row.error or 0.0)
    label = f"{row.reference} {row.title}".strip()
    return charts.Dot(label, row.value, row.value - reach, row.value + reach, plain=row.plain, is_grey=is_unsure(row))


def severities(found: Ranking, user: Any) -> list[Severe]:
    """Those who differ most, the most severe first; one query for their names."""
    every = found.result.found.get("severities", []) if found.result and found.rows and found.rows[0].rank else []
    given = sorted(sorted(every, key=lambda each: -abs(each["severity"]))[:MOST], key=lambda each: -each["severity"])
    rows = Reviewer.objects.visible_to(user).filter(pk__in=[each["reviewer"] for each in given]).order_by()
    names = dict(rows.values_list("pk", "person__name"))
    return [
        Severe(names[each["reviewer"]], *(each[key] for key in ("marks", "severity", "low", "high", "clear")))
        for each in given
        if each["reviewer"] in names
    ]


def table(found: Ranking) -> tuple[list[str], list[list[Any]]]:
    heads = [
        gettext("Rank"),
        gettext("Plain rank"),
        gettext("Reference"),
        gettext("Title"),
        gettext("Reviews"),
        gettext("Plain mean"),
        gettext("Calibrated score"),
        gettext("Rank at best"),
        gettext("Rank at worst"),
        gettext("Probability to be among the best"),
        gettext("Highest less lowest score"),
        gettext("The same without severity"),
    ]
    return heads, [
        [
            row.rank,
            row.plain_rank,
            row.reference,
            row.title,
            row.reviews,
            row.plain,
            row.calibrated,
            row.low,
            row.high,
            row.among_best,
            row.spread,
            row.apart,
        ]
        for row in found.rows
    ]
