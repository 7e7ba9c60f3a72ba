"""Time counted exactly: anniversaries, the span between two days in years, months and days, days counted once.

An anniversary has the same number in its month; where the month has no such day it is the month's last (EU regulation 1182/71,
article 3): seven years after 29 February 2020 is 28 February 2027.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """A length of time as people say it."""

    years: int = 0
    months: int = 0
    days: int = 0

    @property
    def whole_months(self) -> int:
        return self.years * 12 + self.months


class Stretch(NamedTuple):
    """Days from the first to the last, both included; `share`: how many per cent of each count."""

    first: date
    last: date
    share: int = 100


def later(start: date, months: int) -> date:
    """The day so many months later (or earlier); the end of the calendar where it would lie beyond."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def days_later(start: date, days: int) -> date:
    """The day so many days later (or earlier), within the calendar."""
    ordinal = min(max(start.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def between(start: date, end: date) -> Span:
    """From `start` to `end`, which is not earlier: whole months up to the last anniversary of the day, and the days since."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if later(start, months) > end:
        months -= 1
    return Span(*divmod(months, 12), (end - later(start, months)).days)


def counted(stretches: Iterable[Stretch], first: date, last: date) -> int:
    """How many days from `first` to `last` these cover: each day once, by its greatest share; the sum is rounded up."""
    clipped = [Stretch(max(one.first, first), min(one.last, last), one.share) for one in stretches]
    there = [one for one in clipped if one.first <= one.last and one.share > 0]
    changes = [(one.first.toordinal(), one.share, 1) for one in there]
    changes += [(one.last.toordinal() + 1, one.share, -1) for one in there]
    hundredths, since = 0, 0
    running: Counter[int] = Counter()  # how many stretches of each share cover the day
    for day, share, more in sorted(changes):
        hundredths += (day - since) * max(running, default=0)
        since = day
        running[share] += more
        if not running[share]:
            del running[share]
    return -(-hundredths // 100)


def window(closing: date, span: Span) -> tuple[date, date]:
    """The days of so long a time that ends with the closing date: a year before 15 February begins on the 16th."""
    start = later(closing, -span.whole_months)
    return (start if start == date.min else start + timedelta(days=1)), closing
