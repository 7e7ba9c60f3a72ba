"""Calibration: what marks say of applications once it is known how severe each reviewer is. See README.md."""

from bartholdi.cores.matching.calibration.fit import Calibration, calibrate
from bartholdi.cores.matching.calibration.marks import CannotCalibrate, Marks, combined
from bartholdi.cores.matching.calibration.ranks import Ranking, ranking
from bartholdi.cores.matching.calibration.report import (
    Compared,
    Contested,
    Scored,
    Severity,
    agreement,
    compared,
    contested,
    scored,
    severities,
)

__all__ = [
    "Calibration", "CannotCalibrate", "Compared", "Contested", "Marks", "Ranking", "Scored", "Severity", "agreement", "calibrate",
    "combined", "compared", "contested", "ranking", "scored", "severities",
]  # fmt: skip
