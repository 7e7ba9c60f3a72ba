"""Date and period, as ISO 8601 calendar dates; a period includes both its ends."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from bartholdi.cores.formspec.kinds.kind import ORDERED, Cell, Kind, Manner, Shown, a_line, an_object, in_order
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import read_date, whole
from bartholdi.cores.formspec.spec import Label, Options
from bartholdi.cores.formspec.words.shown import DAYS, FROM, TO, day, period

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse(text: Any) -> date | None:
    """The date of an ISO text such as `2027-09-01`, from the year 1000 to 2999; None where there is none."""
    if not isinstance(text, str) or not _ISO.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1000 <= found.year <= 2999 else None


def months_later(start: date, months: int) -> date:
    """The last day of a stay of so many months: from 1 September one month lasts to the 30th, from 31 January to the end of February."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if start.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, start.day) - timedelta(days=1)


def check_date(value: object, options: Options, place: Place) -> str | None:
    if (text := a_line(value, place)) is None:
        return None
    if (found := parse(text)) is None:
        place.fault("not_a_date", text=text[:40])
    elif "min" in options and found < options["min"]:
        place.fault("too_early", min=options["min"])
    elif "max" in options and found > options["max"]:
        place.fault("too_late", max=options["max"])
    return text


def check_period(value: object, options: Options, place: Place) -> dict[str, str] | None:
    """`{"from": "2027-09-01", "to": "2028-02-29"}`; a draft may have one of them."""
    if (given := an_object(value, place)) is None:
        return None
    kept = {name: text for name in ("from", "to") if (text := check_date(given.get(name), options, place.at(name))) is not None}
    if not kept:
        return None
    for name in ("from", "to"):
        if name not in kept:
            place.at(name).missing("missing_date")
    start, end = parse(kept.get("from")), parse(kept.get("to"))
    if start and end:
        _length(start, end, options, place.at("to"))
    return kept


def _length(start: date, end: date, options: Options, place: Place) -> None:
    if end < start:
        place.fault("ends_before", start=start)
        return
    days = (end - start).days + 1
    if days < options.get("min_days", 0):
        place.fault("too_few_days", n=options["min_days"], days=days)
    if days > options.get("max_days", days):
        place.fault("too_many_days", n=options["max_days"], days=days)
    if (least := options.get("min_months")) and end < (first := months_later(start, least)):
        place.fault("too_few_months", n=least, date=first)
    if (most := options.get("max_months")) and end > (last := months_later(start, most)):
        place.fault("too_many_months", n=most, date=last)


def contradict_period(options: Options, place: Place) -> None:
    for low, high in (("min", "max"), ("min_days", "max_days"), ("min_months", "max_months")):
        in_order(low, high)(options, place)


def operand_date(value: object, options: Options, place: Place) -> date | None:
    return read_date(value, place)


def atoms_date(answer: Any, options: Options) -> tuple[date, ...]:
    return (found,) if (found := parse(answer)) else ()


def show_date(answer: Any, options: Options, manner: Manner) -> Shown:
    return day(found, manner.language) if (found := parse(answer)) else str(answer)


def show_period(answer: Any, options: Options, manner: Manner) -> Shown:
    start, end = (show_date(answer[name], options, manner) if name in answer else "…" for name in ("from", "to"))
    return period(str(start), str(end), manner.language)


def cells_period(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    start, end = parse(answer.get("from")), parse(answer.get("to"))
    return [start, end, (end - start).days + 1 if start and end and start <= end else None]


DATE = Kind(
    name="date",
    check=check_date,
    missing="missing_date",
    options={"min": read_date, "max": read_date},
    contradict=in_order("min", "max"),
    operators=ORDERED,
    operand=operand_date,
    atoms=atoms_date,
    show=show_date,
    parts=lambda options: [("", Label("", ""), "date")],
    cells=lambda answer, options, manner: [parse(answer)],
)
PERIOD = Kind(
    name="period",
    check=check_period,
    missing="missing_date",
    options={
        "min": read_date,
        "max": read_date,
        "min_days": whole(1, 20_000),
        "max_days": whole(1, 20_000),
        "min_months": whole(1, 600),
        "max_months": whole(1, 600),
    },
    contradict=contradict_period,
    show=show_period,
    parts=lambda options: [("from", FROM, "date"), ("to", TO, "date"), ("days", DAYS, "number")],
    cells=cells_period,
)
