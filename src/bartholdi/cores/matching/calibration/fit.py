"""Calibrating marks: which model the data allow, what it says of each item, and why it should or should not be used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bartholdi.cores.matching.calibration.marks import Floats, Marks, per
from bartholdi.cores.matching.calibration.mixed import NONE, Design, Factor, Solved, fitted, solve

SLOPE_FROM = 10.0  # marks a reviewer on average from which the use of the scale can be told
FIRST_SPREAD = 0.3  # standard deviation of the slopes, to begin with
LEAST_SPREAD = 0.1  # simulated panels whose reviewers use the scale alike end between 0.05 and 0.09
TURNS = 12


@dataclass(frozen=True, eq=False)
class Calibration:
    """`scores` and `raw` stand side by side, on the scale of the marks; neither replaces the other.

    advice is "calibrated", or "raw" where reviewers do not differ: then severity explains nothing and the mean is as good.
    """

    scores: Floats  # (items,) best linear unbiased prediction; NaN without marks
    errors: Floats  # (items,) standard error of each score
    raw: Floats  # (items,) plain mean of the marks
    severity: Floats  # (reviewers,) how much lower than others a reviewer marks the same work; NaN without marks
    severity_errors: Floats  # (reviewers,)
    slopes: Floats  # (reviewers,) use of the scale: 1 is everybody's; empty where the data do not allow it
    deviations: dict[str, float]  # standard deviations on the scale of the marks: item, reviewer, group, slope, noise
    advice: str
    model: Solved
    marks: Marks


def calibrate(marks: Marks, *, rng: np.random.Generator, draws: int = 400) -> Calibration:
    """Linear mixed model with items, reviewers and groups as random effects (matching.md, section 5).

    CannotCalibrate where the review graph is disconnected or too thin. `rng` decides the draws behind the standard errors only.
    """
    marks.require_fit()
    base = fitted(Design.of(marks.values, marks.items, marks.item_count, factors(marks)))
    enough = len(marks.values) / len(np.unique(marks.reviewers)) >= SLOPE_FROM
    model, slopes = sloped(marks, base) if enough else (base, np.zeros(0))
    return described(marks, model, slopes, rng, draws)


def factors(marks: Marks) -> list[Factor]:
    found = [Factor("reviewer", marks.reviewers, marks.reviewer_count)]
    if marks.groups.size and len(np.unique(marks.groups)) > 1:
        found.append(Factor("group", marks.groups, int(marks.groups.max()) + 1))
    return found


def sloped(marks: Marks, base: Solved) -> tuple[Solved, Floats]:
    """The solution with a slope for each reviewer, and the slopes; where these hardly differ, the plain one and no slopes.

    Expectation and maximisation by turns: slopes by ridge regression on the items' posterior (its variance counted in), items
    given the slopes, variances of both anew. The mean slope is 1, since the scale of the items is free.
    """
    solved, spread, slopes = base, FIRST_SPREAD, np.ones(marks.reviewer_count)
    for turn in range(TURNS):
        slopes, spread = _slopes(marks, solved, spread)
        design = Design.of(marks.values, marks.items, marks.item_count, factors(marks), weights=slopes[marks.reviewers])
        solved = fitted(design, solved.deviations) if turn == TURNS - 1 else solve(design, solved.deviations)
    return (solved, slopes) if spread >= LEAST_SPREAD else (base, np.zeros(0))


def _slopes(marks: Marks, solved: Solved, spread: float) -> tuple[Floats, float]:
    """(reviewers,) the slopes given the items, and the standard deviation that this suggests for them."""
    items, parts, mean = solved.effects()
    uncertain = (solved.noise * solved.deviations[0]) ** 2 / solved.diagonal
    own, squares = items[marks.items], (items**2 + uncertain)[marks.items]
    offset = mean + sum(part[factor.levels] for part, factor in zip(parts, solved.design.factors, strict=True))
    known = per(marks.reviewers, squares, marks.reviewer_count) + (solved.noise / spread) ** 2
    slopes = per(marks.reviewers, own * (marks.values - offset) - squares, marks.reviewer_count) / known
    slopes -= slopes.mean()
    return 1 + slopes, float(np.sqrt(np.mean(slopes**2 + solved.noise**2 / known)))


def described(marks: Marks, model: Solved, slopes: Floats, rng: np.random.Generator, draws: int) -> Calibration:
    items, parts, mean = model.effects()
    drawn, rest = model.draws(draws, rng)
    names = [factor.name for factor in model.design.factors]
    marked = np.bincount(marks.items, minlength=marks.item_count) > 0
    marking = np.bincount(marks.reviewers, minlength=marks.reviewer_count) > 0
    deviations = {"item": model.deviations[0] * model.noise, "noise": model.noise}
    deviations |= {name: model.deviations[place + 1] * model.noise for place, name in enumerate(names)}
    if slopes.size:
        deviations["slope"] = float(slopes.std())
    flat = model.deviations[1] <= NONE
    return Calibration(
        scores=np.where(marked, mean + items, np.nan),
        errors=np.where(marked, drawn.std(axis=1), np.nan),
        raw=marks.means(),
        severity=np.where(marking, -parts[0], np.nan),
        severity_errors=np.where(marking, rest[: marks.reviewer_count].std(axis=1), np.nan),
        slopes=slopes,
        deviations={name: float(value) for name, value in deviations.items()},
        advice="raw" if flat else "calibrated",
        model=model,
        marks=marks,
    )


def load(marks: Marks) -> Floats:
    """(reviewers,) how many marks each reviewer gave."""
    return per(marks.reviewers, np.ones(len(marks.values)), marks.reviewer_count)
