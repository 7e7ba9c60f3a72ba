"""The money of an award: what other income leaves of its ceiling, and instalments that sum to the cent. Pure: days and amounts in, plain data out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bartholdi.office.agreements.terms import months_after
from bartholdi.office.decisions.settings import major, minor


@dataclass(frozen=True)
class Planned:
    number: int
    due_on: date
    amount: Decimal
    side: int | None = None


def stipend(ceiling: Decimal, other: Decimal) -> Decimal:
    return max(Decimal(0), ceiling - other)


def parts(total: Decimal, count: int) -> list[Decimal]:
    """As equal as cents can be: the first ones get the cent more."""
    each, more = divmod(minor(total), count)
    return [major(each + (number < more)) for number in range(count)]


def plan(total: Decimal, days: Sequence[date], sides: Sequence[int | None] = (None,)) -> list[Planned]:
    """Every side gets its part of the whole, and every day its part of that; nobody is paid nothing."""
    shares = [parts(share, len(days)) for share in parts(total, len(sides))]
    due = [
        (day, side, share[at]) for at, day in enumerate(days) for side, share in zip(sides, shares, strict=True) if share[at] > 0
    ]
    return [Planned(number, day, amount, side) for number, (day, side, amount) in enumerate(due, 1)]


def whole_months(starts_on: date, ends_on: date) -> int:
    """How many whole months a stay covers, its last day counted."""
    after = ends_on + timedelta(days=1)
    count = (after.year - starts_on.year) * 12 + after.month - starts_on.month
    return max(0, count if months_after(starts_on, count) <= after else count - 1)


def days_due(starts_on: date, ends_on: date, count: int) -> list[date]:
    """So many days at equal distances in whole months, from the first of the stay on; never more than it has months, and always one."""
    months = whole_months(starts_on, ends_on)
    count = max(1, min(count, months))
    return [months_after(starts_on, number * (months // count)) for number in range(count)]


def fits(starts_on: date, ends_on: date, months: int) -> bool:
    """Whether a stay is no longer than so many months."""
    return ends_on < months_after(starts_on, months)
