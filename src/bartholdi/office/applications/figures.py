"""How a call goes, in numbers: started, submitted, letters missing, by side, by field, by day; a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, Count, QuerySet, Sum
from django.db.models.functions import Cast, Substr

from bartholdi.office.applications.letter_queries import with_missing_letters
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import State
from bartholdi.office.programmes.models import Call

TAKING_LETTERS = frozenset({State.SUBMITTED, State.IN_REVIEW})
MOST_DAYS = 400  # of a chart; what began before is counted on its first day


@dataclass(frozen=True)
class Split:
    """A side or a field: how many began an application, how many submitted one that was not withdrawn, and what those lack."""

    label: str
    started: int
    submitted: int
    letters_missing: int = 0


@dataclass(frozen=True)
class DayCount:
    day: date
    started: int
    submitted: int


@dataclass(frozen=True)
class Figures:
    started: int
    submitted: int
    withdrawn: int
    ineligible: int
    needs_officer: int
    letters_missing: int | None  # of what was submitted and still takes letters; None where the call asks for none
    by_state: dict[str, int]
    by_side: tuple[Split, ...]
    by_field: tuple[Split, ...]
    by_day: tuple[DayCount, ...]


def figures(call: Call, user: Any) -> Figures:
    """Of what this person may see: who is barred from an application does not find it in any number."""
    seen = Application.objects.visible_to(user).filter(call=call).order_by()
    groups = list(seen.values("state", "side__country", "field", "finding").annotate(n=Count("pk")))
    lacking = _lacking(seen, call)
    states = _summed(groups, "state")
    return Figures(
        started=sum(states.values()),
        submitted=sum(n for state, n in states.items() if _counts(state)),
        withdrawn=states[State.WITHDRAWN],
        ineligible=states[State.INELIGIBLE],
        needs_officer=sum(
            g["n"] for g in groups if g["finding"] == Application.Finding.NEEDS_OFFICER and g["state"] == State.SUBMITTED
        ),
        letters_missing=None if lacking is None else sum(group["n"] for group in lacking),
        by_state=dict(states),
        by_side=_split(groups, lacking or [], "side__country"),
        by_field=_split(groups, lacking or [], "field"),
        by_day=tuple(_days(seen, call)),
    )


def _lacking(seen: QuerySet[Application], call: Call) -> list[dict[str, Any]] | None:
    """How many letters are missing, by side and field."""
    if not call.letters.exists():
        return None
    waiting = seen.filter(state__in=TAKING_LETTERS)
    groups = with_missing_letters(waiting).values("side__country", "field").annotate(n=Sum("letters_missing"))
    return [group for group in groups if group["n"]]


def _counts(state: str) -> bool:
    return state not in {State.DRAFT, State.WITHDRAWN}


def _summed(groups: Sequence[Mapping[str, Any]], name: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for group in groups:
        found[group[name] or ""] += group["n"]
    return found


def _split(groups: Sequence[Mapping[str, Any]], lacking: Sequence[Mapping[str, Any]], name: str) -> tuple[Split, ...]:
    """The largest first; without a side or a field, last."""
    started, submitted = _summed(groups, name), _summed([group for group in groups if _counts(group["state"])], name)
    missing = _summed(lacking, name)
    splits = [Split(label, count, submitted[label], missing[label]) for label, count in started.items()]
    return tuple(sorted(splits, key=lambda each: (not each.label, -each.started, each.label)))


def _days(seen: QuerySet[Application], call: Call) -> Iterator[DayCount]:
    zone = ZoneInfo(call.zone)
    started, submitted = _by_day(seen, "started_at", zone), _by_day(seen.handed_in(), "submitted_at", zone)  # type: ignore[attr-defined]
    if not started and not submitted:
        return
    days = [*started, *submitted]
    first, last = max(min(days), max(days) - timedelta(days=MOST_DAYS)), max(days)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        yield DayCount(day, started[day], submitted[day])


def _by_day(rows: QuerySet[Application], column: str, zone: ZoneInfo) -> Counter[date]:
    """Counted by the hour in the database and put into the days of the zone here: SQLite has no zones, and asks Python for each row."""
    precision = 13 if _in_whole_hours(zone) else 16  # 2027-01-27 17, or 2027-01-27 17:30
    text = Substr(Cast(column, CharField()), 1, precision)
    found: Counter[date] = Counter()
    for row in rows.filter(**{f"{column}__isnull": False}).annotate(hour=text).values("hour").annotate(n=Count("pk")):
        hour = datetime.fromisoformat(row["hour"].replace("T", " ") + (":00" if precision == 13 else ""))
        found[hour.replace(tzinfo=UTC).astimezone(zone).date()] += row["n"]
    return found


def _in_whole_hours(zone: ZoneInfo) -> bool:
    offsets = (datetime(2027, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))
    return all(offset is not None and offset.total_seconds() % 3600 == 0 for offset in offsets)
