"""The calibrated order of marks, with how sure it is: the core's calibration, asked and answered in JSON."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from bartholdi.cores.matching import calibration
from bartholdi.cores.matching.calibration import CannotCalibrate, Marks

Told = Callable[[int, int, str], None]
STEPS = 3
SEED = 20_260_101  # the same marks give the same order, whoever asks and whenever


def calibrated(given: dict[str, Any], told: Told) -> dict[str, Any]:
    """`marks`: [item, reviewer, group, value] each, by the caller's own keys; `places`: how many can be chosen.

    Gives `refused` (code and facts of CannotCalibrate), or `rows`, `severities`, `contested` and `advice`.
    """
    items, reviewers, groups = (sorted({mark[place] for mark in given["marks"]}) for place in range(3))
    try:
        return _computed(_marks(given["marks"], items, reviewers, groups), items, reviewers, int(given["places"]), told)
    except CannotCalibrate as why:
        return {"refused": {"code": why.code, "facts": why.facts}}


def _marks(marks: list[list[Any]], items: list[int], reviewers: list[int], groups: list[int]) -> Marks:
    item, reviewer, group = ({key: place for place, key in enumerate(keys)} for keys in (items, reviewers, groups))
    return Marks.of(
        [item[mark[0]] for mark in marks],
        [reviewer[mark[1]] for mark in marks],
        [mark[3] for mark in marks],
        groups=[group[mark[2]] for mark in marks],
    )


def _computed(marks: Marks, items: list[int], reviewers: list[int], places: int, told: Told) -> dict[str, Any]:
    told(0, STEPS, "severity")
    found = calibration.calibrate(marks, rng=np.random.default_rng(SEED))
    told(1, STEPS, "ranks")
    ranked = calibration.ranking(found, places=places, rng=np.random.default_rng(SEED))
    told(2, STEPS, "report")
    agreement = calibration.agreement(marks)
    left = {each.item: each.left for each in calibration.contested(found)}
    return {
        "advice": found.advice,
        "agreement": None if math.isnan(agreement) else agreement,
        "rows": [
            {
                "application": items[row.item],
                "calibrated": row.calibrated,
                "error": row.error,
                "rank": row.rank,
                "low": row.low,
                "high": row.high,
                "among_best": row.among_best,
                "apart": left.get(row.item, 0.0),
            }
            for row in calibration.scored(found, ranked)
        ],
        "severities": [
            {
                "reviewer": reviewers[each.reviewer],
                "marks": each.marks,
                "severity": each.severity,
                "low": each.low,
                "high": each.high,
                "clear": each.clear,
            }
            for each in calibration.severities(found)
        ],
    }
