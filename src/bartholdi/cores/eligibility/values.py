"""Values found in answers and columns, whatever stands there: nothing here raises."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bartholdi.cores.eligibility.facts import Facts
from bartholdi.cores.eligibility.rules import Ref, Rows
from bartholdi.cores.eligibility.spans import Stretch

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_ROR = re.compile(r"(?:https?://)?(?:ror\.org/)?(0[0-9a-z]{6}[0-9]{2})/?")


def values(ref: Ref, facts: Facts) -> tuple[Any, ...]:
    """What stands there: one value, each of a list, or one of each row; nothing where nothing is answered."""
    source = facts.columns if ref.column else facts.answers
    found = _listed(source.get(ref.key))
    for part in ref.parts:
        found = tuple(value for one in found if isinstance(one, Mapping) for value in _listed(one.get(part)))
    return found


def _listed(value: object) -> tuple[Any, ...]:
    items = value if isinstance(value, list | tuple | set | frozenset) else (value,)
    return tuple(one for one in items if one is not None and one != "")


def as_date(value: object) -> date | None:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def as_number(value: object) -> Decimal | None:
    """The number; of an amount of money, how much."""
    if isinstance(value, Mapping):
        value = value.get("amount")
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    if isinstance(value, str):
        return Decimal(value) if _NUMBER.fullmatch(value) else None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**15 else None
    return value if value.is_finite() and abs(value) < 10**15 else None


def as_country(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("country")
    if not isinstance(value, str) or not (code := value.strip().upper()).isascii():
        return None
    return code if len(code) == 2 and code.isalpha() else None


def as_ror(value: object) -> str | None:
    """The nine characters of a ROR identifier, of an organisation or of text, with or without its address."""
    if isinstance(value, Mapping):
        value = value.get("ror")
    match = _ROR.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    return match[1] if match else None


def stretches(rows: Rows, facts: Facts, country: frozenset[str] | None = None) -> tuple[list[Stretch], bool]:
    """The stretches of time in a table (in this country), and whether a row of them could not be read."""
    found: list[Stretch] = []
    unread = False
    for row in values(rows.table, facts):
        if not isinstance(row, Mapping):
            unread = True
            continue
        if country is not None and (there := as_country(row.get(rows.country or ""))) not in country:
            unread = unread or there is None
            continue
        stretch = _stretch(row, rows)
        if stretch is None:
            unread = True
        else:
            found.append(stretch)
    return found, unread


def _stretch(row: Mapping[str, Any], rows: Rows) -> Stretch | None:
    period = row.get(rows.period) if rows.period else row
    if not isinstance(period, Mapping):
        return None
    first = as_date(period.get(rows.start or "from"))
    last = as_date(period.get(rows.end or "to"))
    share = 100
    if rows.share:
        number = as_number(row.get(rows.share))
        if number is None or number < 0:
            return None
        share = int(min(number, Decimal(100)))
    return Stretch(first, last, share) if first and last and first <= last else None
