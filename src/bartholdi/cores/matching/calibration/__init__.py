"""Calibration: what marks say of applications once it is known how severe each reviewer is. See README.md."""

from bartholdi.cores.matching.calibration.fit import Calibration, calibrate
from bartholdi.cores.matching.calibration.marks import CannotCalibrate, Marks, combined
from bartholdi.cores.matching.calibration.ranks import Ranking, ranking
from bartholdi.cores.matching.calibration.report import Severity, agreement, severities

__all__ = [
    "Calibration", "CannotCalibrate", "Marks", "Ranking", "Severity", "agreement", "calibrate", "combined", "ranking", "severities",
]  # fmt: skip
