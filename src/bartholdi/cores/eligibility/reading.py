"""Reading the parts of rules, strictly: each reader takes a value and its place, and says what is wrong there."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from bartholdi.cores.eligibility.place import Place, safe
from bartholdi.cores.eligibility.rules import Label, Ref, Rows, Window
from bartholdi.cores.eligibility.spans import Span

Read: TypeAlias = Callable[[object, Place], Any]

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PATH = re.compile(r"[a-z][a-z0-9_]{0,39}(?:\.[a-z][a-z0-9_]{0,39}){0,2}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TWO_LETTERS = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
LONGEST_TEXT = 2_000


def read_object(value: object, place: Place, *, known: tuple[str, ...], needed: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """The value as an object of known properties; None where it is none."""
    if not isinstance(value, dict):
        place.fault("expected", what="object")
        return None
    for name in value:
        if name not in known:
            place.at(safe(name)).fault("unknown_property", known=", ".join(known))
    for name in needed:
        if value.get(name) is None:
            place.at(name).fault("property_missing")
    return {name: value[name] for name in known if value.get(name) is not None}


def read_list(value: object, place: Place, *, most: int = 300, least: int = 1) -> list[Any]:
    if not isinstance(value, list | tuple):
        place.fault("expected", what="list")
        return []
    if not least <= len(value) <= most:
        place.fault("list_length", min=least, max=most)
    return list(value[:most])


def read_label(value: object, place: Place) -> Label | None:
    """A text in both languages; each missing one is a fault of its own."""
    if (parts := read_object(value, place, known=("en", "fr"))) is None:
        return None
    said = {}
    for language in ("en", "fr"):
        text = parts.get(language, "")
        clean = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).strip() if isinstance(text, str) else ""
        if not isinstance(text, str):
            place.at(language).fault("expected", what="text")
        elif not clean:
            place.at(language).fault("language_missing")
        elif len(clean) > LONGEST_TEXT:
            place.at(language).fault("text_too_long", n=LONGEST_TEXT)
        said[language] = clean
    return Label(**said)


def read_flag(value: object, place: Place) -> bool:
    if not isinstance(value, bool):
        place.fault("expected", what="flag")
    return value is True


def whole(least: int, most: int) -> Read:
    """A reader of whole numbers within limits."""

    def read(value: object, place: Place) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            place.fault("expected", what="whole")
        elif not least <= value <= most:
            place.fault("out_of_range", min=least, max=most)
        else:
            return value
        return None

    return read


def read_decimal(value: object, place: Place) -> Decimal | None:
    """A whole number, or a decimal number as text: never a float, which is not exact."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return Decimal(value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        number = format(Decimal(value), "f")
        return Decimal(number.rstrip("0").rstrip(".") if "." in number else number) + 0
    place.fault("expected", what="decimal")
    return None


def read_date(value: object, place: Place) -> date | None:
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    place.fault("expected", what="date")
    return None


def one_of(*known: str) -> Read:
    """A reader of one of these texts."""

    def read(value: object, place: Place) -> str | None:
        if isinstance(value, str) and value in known:
            return value
        place.fault("expected_one_of", values=", ".join(known))
        return None

    return read


def matching(pattern: re.Pattern[str], code: str) -> Read:
    """A reader of text in one form."""

    def read(value: object, place: Place) -> str | None:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        place.fault(code)
        return None

    return read


read_key = matching(KEY, "bad_key")
read_country = matching(_TWO_LETTERS, "bad_country")
read_currency = matching(_CURRENCY, "bad_currency")


def several(read_one: Read) -> Read:
    """A reader of a list of different ones."""

    def read(value: object, place: Place) -> tuple[Any, ...]:
        found: list[Any] = []
        for index, each in enumerate(read_list(value, place)):
            one = read_one(each, place.at(index))
            if one is not None and one in found:
                place.at(index).fault("used_twice", value=str(one))
            elif one is not None:
                found.append(one)
        return tuple(found)

    return read


def read_ref(value: object, place: Place) -> Ref | None:
    """`"phd"` or `"team.nationality"` for an answer, `{"column": "amount"}` for a column."""
    if isinstance(value, str) and _PATH.fullmatch(value):
        return Ref(value)
    if isinstance(value, dict):
        name = (read_object(value, place, known=("column",), needed=("column",)) or {}).get("column")
        if isinstance(name, str) and _PATH.fullmatch(name):
            return Ref(name, column=True)
    place.fault("bad_reference")
    return None


def read_span(value: object, place: Place) -> Span | None:
    """`{"years": 8}`, `{"months": 18}` or both."""
    if (parts := read_object(value, place, known=("years", "months"))) is None:
        return None
    years, months = (whole(0, most)(parts.get(name, 0), place.at(name)) for name, most in (("years", 100), ("months", 1_200)))
    if years is None or months is None:
        return None
    if not years and not months:
        place.fault("nothing_long")
        return None
    if years * 12 + months > 1_200:
        place.fault("out_of_range", min=1, max=1_200)
        return None
    return Span(*divmod(years * 12 + months, 12))


def rows(*more: str) -> Read:
    """A reader of a table of stretches of time: its column `period`, or `from` and `to`, and those of `more` that it may name."""
    needed = tuple(name for name in more if name == "country")

    def read(value: object, place: Place) -> Rows | None:
        parts = read_object(value, place, known=("table", "period", "from", "to", *more), needed=("table", *needed))
        if parts is None or "table" not in parts:
            return None
        if ("period" in parts) == ("from" in parts or "to" in parts) or ("from" in parts) != ("to" in parts):
            place.fault("period_or_ends")
        table = read_ref(parts["table"], place.at("table"))
        names = {
            name: read_key(parts[name], place.at(name)) for name in ("period", "from", "to", "country", "share") if name in parts
        }
        at_most = read_span(parts["at_most"], place.at("at_most")) if "at_most" in parts else None
        if table is None:
            return None
        ends = (names.get("period"), names.get("from"), names.get("to"))
        return Rows(table, *ends, names.get("country"), names.get("share"), at_most)

    return read


def read_window(value: object, place: Place) -> Window | None:
    """`{"from": "2025-01-01", "to": "2026-01-31"}`, or `{"before_closing": {"months": 18}}`."""
    parts = read_object(value, place, known=("from", "to", "before_closing"))
    if parts is None:
        return None
    if "before_closing" in parts and len(parts) == 1:
        span = read_span(parts["before_closing"], place.at("before_closing"))
        return Window(before_closing=span) if span else None
    if set(parts) != {"from", "to"}:
        place.fault("window_or_span")
        return None
    start, end = (read_date(parts[name], place.at(name)) for name in ("from", "to"))
    if start and end and start > end:
        place.at("to").fault("ends_before")
        return None
    return Window(start, end) if start and end else None
