"""From values to places on paper: round ticks by the 1-2-5 rule, and a straight scale."""

import itertools
import math
from dataclasses import dataclass


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values, evenly spaced by 1, 2 or 5 times a power of ten, the first at or below low, the last at or above high.

    There are never more than about + 2 of them. Values that are all the same are given some room.
    """
    if high < low:
        low, high = high, low
    size = max(abs(low), abs(high))
    if high - low <= max(size * 1e-9, 1e-100):
        room = size / 20 if size > 1e-90 else 0.5
        low, high = low - room, high + room
    rough = (high - low) / about
    power = math.floor(math.log10(rough))
    for digit, exponent in ((1, power), (2, power), (5, power), (1, power + 1), (2, power + 1)):
        step = digit * 10.0**exponent
        if step >= rough * (1 - 1e-9):
            break
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if exponent < 0:  # dividing by a whole power of ten gives 0.3, multiplying by 0.1 gives 0.30000000000000004
        return [i * digit / 10.0**-exponent for i in range(first, last + 1)]
    return [i * step for i in range(first, last + 1)]


@dataclass(frozen=True)
class Scale:
    """Values between low and high, laid between two places on the page."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)


def spread(places: list[float], apart: float) -> list[float]:
    """The same places, moved as little as needed downward so that labels at them do not touch; order is kept."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for before, after in itertools.pairwise(order):
        moved[after] = max(moved[after], moved[before] + apart)
    return moved
