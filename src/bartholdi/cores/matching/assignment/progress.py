"""What is told while an assignment gets better."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """`stage`: total (the first whole assignment) or floor (it is being raised). The bounds are the most that can be hoped for."""

    stage: str
    step: int
    floor: float
    total: float
    floor_bound: float
    total_bound: float
