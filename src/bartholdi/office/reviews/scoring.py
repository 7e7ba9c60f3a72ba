"""The score of a review: the weighted mean of its criteria, on the scale that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bartholdi.cores.formspec import Field, Spec

PERCENT = (Decimal(0), Decimal(100))


@dataclass(frozen=True)
class Criterion:
    field: Field
    low: Decimal
    high: Decimal
    weight: Decimal

    def share(self, answer: Any) -> Decimal | None:
        """From 0 to 1; None where nothing was given."""
        return None if answer in (None, "") else (Decimal(str(answer)) - self.low) / (self.high - self.low)


def criteria(spec: Spec) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            field,
            Decimal(field.options["min"]),
            Decimal(field.options["max"]),
            Decimal(str(field.options.get("weight", 1))),
        )
        for field in spec.fields()
        if field.kind == "score"
    )


def scale(spec: Spec) -> tuple[Decimal, Decimal]:
    """That of the criteria where they have one, else 0 to 100."""
    found = {(each.low, each.high) for each in criteria(spec)}
    return found.pop() if len(found) == 1 else PERCENT


def score(spec: Spec, answers: Mapping[str, Any]) -> Decimal | None:
    """A criterion that was left open is left out with its weight; None where nothing with a weight was scored."""
    given = [(share, each.weight) for each in criteria(spec) if (share := each.share(answers.get(each.field.key))) is not None]
    total = sum((weight for _share, weight in given), Decimal(0))
    if not total:
        return None
    low, high = scale(spec)
    mean = sum((share * weight for share, weight in given), Decimal(0)) / total
    return (low + mean * (high - low)).quantize(Decimal("0.0001"))
