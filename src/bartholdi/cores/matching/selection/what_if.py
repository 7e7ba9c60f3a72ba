"""What one more euro or one lifted limit would change: the problem is solved again, exactly, and the two choices compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bartholdi.cores.matching.selection.choose import Choice, choose
from bartholdi.cores.matching.selection.problem import Problem


@dataclass(frozen=True)
class WhatIf:
    """`gain` in value; who would come in, who would go out, who would be funded another way; sorted by key."""

    gain: float
    comes: tuple[str, ...]
    goes: tuple[str, ...]
    otherwise: tuple[str, ...]


def lifted(problem: Problem, now: Choice, key: str, *, seconds: float = 60.0) -> WhatIf:
    """Without the limit of this key. KeyError where there is none."""
    left = tuple(limit for limit in problem.limits if limit.key != key)
    if len(left) == len(problem.limits):
        raise KeyError(key)
    return compared(now, choose(replace(problem, limits=left), seconds=seconds))


def richer(problem: Problem, now: Choice, purse: str, more: int, *, seconds: float = 60.0) -> WhatIf:
    """With `more` minor units in this purse (fewer where it is negative). KeyError where there is no such purse."""
    purses = {**problem.purses, purse: problem.purses[purse] + more}
    return compared(now, choose(replace(problem, purses=purses), seconds=seconds))


def compared(now: Choice, then: Choice) -> WhatIf:
    both = now.chosen.keys() & then.chosen.keys()
    return WhatIf(
        gain=then.value - now.value,
        comes=tuple(sorted(then.chosen.keys() - now.chosen.keys())),
        goes=tuple(sorted(now.chosen.keys() - then.chosen.keys())),
        otherwise=tuple(sorted(key for key in both if now.chosen[key] != then.chosen[key])),
    )
