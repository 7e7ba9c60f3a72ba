"""The order of a lottery, by the core that draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bartholdi.cores.matching.selection import drawn


def draw(given: Mapping[str, Any], told: Callable[[int, int, str], None]) -> list[str]:
    order = drawn(given["seed"], given["ties"])
    told(1, 1, "drawn")
    return order
