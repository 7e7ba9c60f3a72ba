"""Rankings: the order in which a panel, or all of them, put the applications of a call; with how sure it is."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from bartholdi.office.accounts.roles import CASE_READERS
from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews.models import RankingResult, Review

Mark = tuple[int, int, int, float]  # application, reviewer, panel, score


@dataclass(frozen=True)
class Ranked:
    """`plain` is the mean of the scores; `calibrated`, `low` and `high` (ranks) are None where calibration was refused or is not made yet.

    `error` is the standard error of `calibrated`. `spread` is how far apart the scores are, `apart` the same once severity is taken out.
    """

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
    error: float | None = None
    apart: float | None = None

    @property
    def value(self) -> float:
        return self.plain if self.calibrated is None else self.calibrated

    @property
    def moved(self) -> int:
        """Places won by calibration; lost where negative."""
        return 0 if self.rank is None else self.plain_rank - self.rank


@dataclass(frozen=True)
class Ranking:
    """The best first. `refused` says in a sentence why there is no calibrated order; `result` is what was computed of just these marks."""

    rows: tuple[Ranked, ...]
    refused: str = ""
    result: RankingResult | None = None


@dataclass(frozen=True)
class Office:
    """Sees every application: for what is made for many, each of whom then reads what they may see of it."""

    pk: int = -1
    roles: frozenset[str] = CASE_READERS


def ranking(call: Call, panel: Panel | None = None, *, user: Any) -> Ranking:
    """Of one panel, or of all; of what this person may see. A fixed number of queries."""
    marks, plain = _gathered(call, panel, user)
    result = RankingResult.objects.filter(call=call, panel=panel, digest=digest_of(marks)).defer("given").first()
    if result is None or result.computed_at is None:
        return Ranking(plain, result=result)
    if result.refusal is not None:
        return Ranking(plain, refused=said(result.refusal), result=result)
    known = {row["application"]: row for row in result.found["rows"]}
    merged = (replace(row, **known[row.application]) for row in plain)
    return Ranking(tuple(sorted(merged, key=lambda row: row.rank or 0)), result=result)


def marks_of(call: Call, panel: Panel | None, user: Any) -> list[Mark]:
    return _gathered(call, panel, user)[0]


def digest_of(marks: Iterable[Mark]) -> str:
    return hashlib.sha256(json.dumps(sorted(marks)).encode()).hexdigest()


def _gathered(call: Call, panel: Panel | None, user: Any) -> tuple[list[Mark], tuple[Ranked, ...]]:
    """One query: each score that counts, and the plain order that they give."""
    seen = Review.objects.counting().filter(application__call=call, application__in=Application.objects.visible_to(user))
    rows = seen if panel is None else seen.filter(assignment__seat__panel=panel)
    columns = ("application", "assignment__seat__reviewer", "assignment__seat__panel", "score")
    found = rows.exclude(score=None).order_by("application__reference", "pk")
    marks, scores, names = [], defaultdict(list), {}
    for pk, reviewer, of, score, reference, title in found.values_list(*columns, "application__reference", "application__title"):
        marks.append((pk, reviewer, of, float(score)))
        scores[pk].append(score)
        names[pk] = (reference, title)
    return marks, _plain(scores, names)


def _plain(scores: dict[int, list[Any]], names: dict[int, tuple[str, str]]) -> tuple[Ranked, ...]:
    means = {pk: sum(given) / len(given) for pk, given in scores.items()}
    ordered = sorted(means, key=lambda pk: (-means[pk], names[pk][0]))
    places: dict[Any, int] = {}
    for number, pk in enumerate(ordered, 1):
        places.setdefault(means[pk], number)
    return tuple(
        Ranked(
            application=pk,
            reference=names[pk][0],
            title=names[pk][1],
            reviews=len(scores[pk]),
            plain=float(means[pk]),
            plain_rank=places[means[pk]],
            spread=float(max(scores[pk]) - min(scores[pk])),
        )
        for pk in ordered
    )


def said(refusal: dict[str, Any]) -> str:
    """Why no calibrated order can be had of these reviews, and what would mend it."""
    facts = refusal["facts"]
    match refusal["code"]:
        case "empty":
            return gettext("There is no calibrated order yet: no review with a score is in.")
        case "constant":
            return gettext("There is no calibrated order: every review gives the same score.")
        case "disconnected":
            text = gettext(
                "There is no calibrated order: the reviews form %(number)s islands that share no reviewer, the largest of %(most)s applications. Reviewers who read on several islands would join them."
            )
            return text % {"number": facts["islands"], "most": facts["sizes"][0]}
        case "thin":
            return gettext(
                "There is no calibrated order: %(marks)s reviews of %(items)s applications by %(reviewers)s reviewers are too few to tell a severe reviewer from a weak application. It takes three applications, on average three reviews for every two of them, and two reviews by each reviewer."
            ) % {key: facts[key] for key in ("marks", "items", "reviewers")}
    return gettext("There is no calibrated order: the scores cannot be compared.")
