"""Rules on time: years since a date, days spent in a country, a date between two others."""

from datetime import date
from typing import Any

from bartholdi.cores.eligibility.facts import Facts
from bartholdi.cores.eligibility.kinds.kind import Kind, Outcome, met, unknown, unmet
from bartholdi.cores.eligibility.place import Place
from bartholdi.cores.eligibility.reading import (
    read_country,
    read_date,
    read_ref,
    read_span,
    read_window,
    rows,
    several,
    whole,
)  # fmt: skip
from bartholdi.cores.eligibility.rules import Options, Window
from bartholdi.cores.eligibility.spans import Span, between, counted, days_later, later, window
from bartholdi.cores.eligibility.values import as_date, stretches, values


def _years_since(options: Options, facts: Facts) -> Outcome:
    """Each date is judged; what is not met comes first, then what cannot be told."""
    found = values(options["answer"], facts)
    outcomes = [_since(as_date(one), options, facts) for one in found]
    if not outcomes:
        return unknown()
    return min(outcomes, key=lambda outcome: _WORST.index(outcome.met))


_WORST = (False, None, True)


def _since(start: date | None, options: Options, facts: Facts) -> Outcome:
    at = options.get("on", facts.closing)
    if start is None:
        return unknown("unreadable_date")
    if start > at:
        return unmet("date_after", date=start, at=at)
    said: dict[str, Any] = {"date": start, "at": at, "passed": between(start, at)}
    if "at_least" in options and at < (first := later(start, options["at_least"].whole_months)):
        return unmet("too_short", limit=options["at_least"], day=first, **said)
    if "at_most" not in options:
        return met("long_enough", limit=options["at_least"], **said)
    return _within(start, at, options, facts, said)


def _within(start: date, at: date, options: Options, facts: Facts, said: dict[str, Any]) -> Outcome:
    """Career breaks move the last day: by each of their days once, as far as the rule allows. They never count against anybody."""
    limit = options["at_most"]
    last = later(start, limit.whole_months)
    breaks, unread = stretches(options["breaks"], facts) if "breaks" in options else ([], False)
    days = counted(breaks, start, at)
    extended = days_later(last, days)
    capped = options["breaks"].at_most if "breaks" in options else None
    if capped and extended > (furthest := later(last, capped.whole_months)):
        extended, days = furthest, (furthest - last).days
    said = {**said, "limit": limit, "breaks": Span(days=days), "day": extended}
    ending = "_with_breaks" if days else ""
    if at <= extended:
        return met(f"short_enough{ending}", **said)
    if unread:
        return unknown("unreadable_break", **said)
    return unmet(f"too_long{ending}", **said)


def _spans(options: Options, place: Place) -> None:
    least, most = options.get("at_least"), options.get("at_most")
    if least is None and most is None:
        place.fault("either_of", one="at_most", other="at_least")
    elif least is not None and most is not None and least > most:
        place.at("at_least").fault("above", low="at_least", high="at_most")
    if "breaks" in options and most is None:
        place.at("breaks").fault("breaks_without_limit")


def _days_in_country(options: Options, facts: Facts) -> Outcome:
    if not values(options["stays"].table, facts):
        return unknown()
    first, last = _days_of(options["window"], facts)
    stays, unread = stretches(options["stays"], facts, frozenset(options["countries"]))
    days = counted(stays, first, last)
    said = {"n": days, "most": options["at_most"], "first": first, "last": last, "countries": options["countries"]}
    if days > options["at_most"]:
        return unmet("too_many_days", **said)
    return unknown("unreadable_stay", **said) if unread else met("few_days", **said)


def _days_of(span: Window, facts: Facts) -> tuple[date, date]:
    return window(facts.closing, span.before_closing) if span.before_closing else (span.start, span.end)


def _date_between(options: Options, facts: Facts) -> Outcome:
    found = values(options["answer"], facts)
    days = [day for one in found if (day := as_date(one))]
    first, last = options.get("from", date.min), options.get("to", date.max)
    for day in days:
        if day < first:
            return unmet("too_early", date=day, first=first)
        if day > last:
            return unmet("too_late", date=day, last=last)
    if not found:
        return unknown()
    return met("date_within", date=days[0]) if len(days) == len(found) else unknown("unreadable_date")


def _ends(options: Options, place: Place) -> None:
    if "from" not in options and "to" not in options:
        place.fault("either_of", one="from", other="to")
    elif options.get("from", date.min) > options.get("to", date.max):
        place.at("to").fault("ends_before")


YEARS_SINCE = Kind(
    name="years_since",
    judge=_years_since,
    options={
        "answer": read_ref,
        "at_most": read_span,
        "at_least": read_span,
        "breaks": rows("share", "at_most"),
        "on": read_date,
    },
    needed=("answer",),
    contradict=_spans,
)
DAYS_IN_COUNTRY = Kind(
    name="days_in_country",
    judge=_days_in_country,
    options={"stays": rows("country"), "countries": several(read_country), "at_most": whole(0, 40_000), "window": read_window},
    needed=("stays", "countries", "at_most", "window"),
)
DATE_BETWEEN = Kind(
    name="date_between",
    judge=_date_between,
    options={"answer": read_ref, "from": read_date, "to": read_date},
    needed=("answer",),
    contradict=_ends,
)
