"""From what each side wishes and how well two people fit to what their meeting is worth."""

from __future__ import annotations

import math
from collections.abc import Mapping

from bartholdi.cores.matching.meetings.problem import Meeting, Unsound

Pair = tuple[str, str]


def wished(wishes: Mapping[Pair, float], fits: Mapping[Pair, float] | None = None, *, mutual: float = 0.5) -> tuple[Meeting, ...]:
    """One meeting for each two people of whom one at least wishes it, the most valued first.

    wishes   (who, whom) -> how much who wishes to meet whom; below 0 is a refusal, and the two are never put together
    fits     pair in either order -> how well the two fit, from elsewhere; counted once
    mutual   what is added for the smaller of two wishes that answer each other, as a share of it

    A meeting is worth its fit, both wishes, and `mutual` times the smaller of them.
    """
    values = {frozenset(pair): fit for pair, fit in (fits or {}).items()}
    found: dict[frozenset[str], float] = {}
    for (who, whom), wish in wishes.items():
        if who == whom:
            raise Unsound("alone", members=(who, whom))
        if not math.isfinite(wish):
            raise Unsound("not_finite", members=(who, whom), weight=wish)
        pair, answer = frozenset((who, whom)), wishes.get((whom, who), 0.0)
        if wish >= 0 and answer >= 0:
            found[pair] = values.get(pair, 0.0) + wish + answer + mutual * min(wish, answer)
    made = (Meeting(members=(min(pair), max(pair)), weight=weight) for pair, weight in found.items())
    return tuple(sorted(made, key=lambda meeting: (-meeting.weight, meeting.members)))
