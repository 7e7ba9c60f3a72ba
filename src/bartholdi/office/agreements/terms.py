"""When an agreement enters into force, until which day it holds, and by when to say that it shall not go on: days in, days out.

Months are those of the calendar: a month after 31 January is the last day of February. Each period is counted from the day of the
beginning, so that a short month shortens one period and none of those that follow.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

ON_SIGNATURE, ON_A_DAY, MONTH_AFTER, DAYS_AFTER = "signature", "day", "month_after", "days_after"
AT_ANY_TIME, AT_PERIOD_END = "any_time", "period_end"
A_DAY = timedelta(days=1)
LAST_YEAR = 9000  # no agreement is reckoned beyond it


@dataclass(frozen=True, kw_only=True)
class Terms:
    """`number` belongs to `entry`: the how-manieth month, or how many days after. `notified` is each side with its day, or None.

    `months` and `last_day` are two ways to say how long it first holds; neither: without end. `renewed_by` months, tacitly, each
    time nobody gives notice `notice` months before. `replaced` is the first day on which another text holds in its place.
    """

    entry: str = ON_SIGNATURE
    number: int = 0
    day: date | None = None
    signed: date | None = None
    notified: tuple[tuple[str, date | None], ...] = ()
    months: int = 0
    last_day: date | None = None
    renewed_by: int = 0
    notice: int = 0
    leaving: str = AT_ANY_TIME
    denounced: date | None = None
    replaced: date | None = None


@dataclass(frozen=True)
class Period:
    """From its first day to its last, both included; `notice_by` is the last day to say that it shall not be renewed."""

    first: date
    last: date
    notice_by: date


@dataclass(frozen=True)
class Missing:
    """What entry into force still waits for: "signature", "day", "sides", or a side's "notification"."""

    what: str
    side: str = ""


def months_after(day: date, months: int) -> date:
    """The same day of a later (or earlier) month; the last one where the month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def missing(terms: Terms) -> tuple[Missing, ...]:
    found = [] if terms.signed else [Missing("signature")]
    if terms.entry == ON_A_DAY and terms.day is None:
        found.append(Missing("day"))
    if terms.entry in {MONTH_AFTER, DAYS_AFTER}:
        found += [Missing("notification", side) for side, day in terms.notified if day is None]
        found += [] if terms.notified else [Missing("sides")]
    return tuple(found)


def enters(terms: Terms) -> date | None:
    """The first day on which it holds; None while anything is missing. Never before it is signed."""
    if missing(terms) or terms.signed is None:
        return None
    last = max((day for _side, day in terms.notified if day), default=terms.signed)
    if terms.entry == ON_A_DAY and terms.day is not None:
        return max(terms.day, terms.signed)
    if terms.entry == MONTH_AFTER:
        return months_after(max(last, terms.signed).replace(day=1), max(terms.number, 1))
    if terms.entry == DAYS_AFTER:
        return max(last, terms.signed) + timedelta(days=terms.number)
    return terms.signed


def periods(terms: Terms) -> Iterator[Period]:
    """The first, and each that follows by tacit renewal; none where it holds without end."""
    first = enters(terms)
    if first is None or not (terms.months or terms.last_day):
        return
    from_day, at_first = (terms.last_day + A_DAY, 0) if terms.last_day else (first, terms.months)
    begin = first
    for number in count():
        after = months_after(from_day, at_first + terms.renewed_by * number)
        last = after - A_DAY
        yield Period(begin, last, months_after(last, -terms.notice))
        if not terms.renewed_by or last.year > LAST_YEAR:
            return
        begin = after


def ends(terms: Terms) -> date | None:
    """The last day on which it holds, as far as it is settled: what is renewed tacitly has none until somebody gives notice."""
    if enters(terms) is None:
        return None
    known = [terms.replaced - A_DAY] if terms.replaced else []
    if terms.denounced:
        known.append(_end_by_denunciation(terms, terms.denounced))
    if not terms.renewed_by and (only := next(periods(terms), None)):
        known.append(only.last)
    return min(known, default=None)


def _end_by_denunciation(terms: Terms, given: date) -> date:
    """In time for the period that runs, or else at the end of the next one; where there is no period, so many months later."""
    if terms.leaving == AT_PERIOD_END:
        for period in periods(terms):
            if given <= period.notice_by:
                return period.last
    return months_after(given, terms.notice)


def period_on(terms: Terms, day: date) -> Period | None:
    """The period that runs on this day, or the first one where it has not begun."""
    end = ends(terms)
    for period in periods(terms):
        if end is not None and period.first > end:
            return None
        if day <= period.last:
            return period
    return None


def renewals(terms: Terms, *, until: date) -> list[date]:
    """The days on which it was, or will be, renewed tacitly, up to this one."""
    end, found = ends(terms), []
    for number, period in enumerate(periods(terms)):
        if period.first > until or (end is not None and period.first > end):
            break
        if number:
            found.append(period.first)
    return found
