"""Reading the parts of a spec, strictly: each reader takes a value and its place, and says what is wrong there."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from bartholdi.cores.formspec.counting import clean
from bartholdi.cores.formspec.place import Place, safe
from bartholdi.cores.formspec.spec import Anchor, Choice, Label, Total

Read: TypeAlias = Callable[[object, Place], Any]

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_LABEL = 5_000
MOST_CHOICES = 1_000


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


def read_list(value: object, place: Place, *, most: int, least: int = 1) -> list[Any]:
    if not isinstance(value, list | tuple):
        place.fault("expected", what="list")
        return []
    if len(value) < least:
        place.fault("list_too_short", n=least)
    if len(value) > most:
        place.fault("list_too_long", n=most)
    return list(value[:most])


def read_label(value: object, place: Place) -> Label:
    """A text in both languages; each missing one is a fault of its own."""
    parts = read_object(value, place, known=("en", "fr"))
    if parts is None:
        return Label("", "")
    said = {}
    for language in ("en", "fr"):
        text = parts.get(language, "")
        if not isinstance(text, str):
            place.at(language).fault("expected", what="text")
            text = ""
        elif not (text := clean(text)):
            place.at(language).fault("language_missing")
        if len(text) > LONGEST_LABEL:
            place.at(language).fault("label_too_long", n=LONGEST_LABEL)
        said[language] = text
    return Label(**said)


def read_key(value: object, place: Place) -> str:
    if isinstance(value, str) and KEY.fullmatch(value):
        return value
    place.fault("bad_key")
    return ""


def read_flag(value: object, place: Place) -> bool:
    if not isinstance(value, bool):
        place.fault("expected", what="flag")
    return value is True


def whole(least: int = 0, most: int = 1_000_000) -> Read:
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
        return trimmed(Decimal(value))
    place.fault("expected", what="decimal")
    return None


def trimmed(number: Decimal) -> Decimal:
    """The number without trailing zeros or exponent: one number, one way to write it."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Decimal("0" if text in {"-0", ""} else text)


def read_date(value: object, place: Place) -> date | None:
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    place.fault("expected", what="date")
    return None


def one_of(*values: str) -> Read:
    """A reader of one of these texts."""

    def read(value: object, place: Place) -> str | None:
        if isinstance(value, str) and value in values:
            return value
        place.fault("expected_one_of", values=", ".join(values))
        return None

    return read


def some_of(values: Mapping[str, Any] | frozenset[str]) -> Read:
    """A reader of a list of different texts among these, in the order given."""

    def read(value: object, place: Place) -> tuple[str, ...]:
        found: list[str] = []
        for index, each in enumerate(read_list(value, place, most=300)):
            if not isinstance(each, str) or each not in values:
                place.at(index).fault("expected_one_of", values=", ".join(sorted(values)[:20]))
            elif each in found:
                place.at(index).fault("used_twice", value=each)
            else:
                found.append(each)
        return tuple(found)

    return read


def read_choices(value: object, place: Place) -> tuple[Choice, ...]:
    """The values that can be chosen, each with its label in both languages."""
    return _read_choices(value, place, known=("value", "label"))


def read_entries(value: object, place: Place) -> tuple[Choice, ...]:
    """The entries of a scheme; `under` names an earlier entry, which then is a heading and cannot be chosen."""
    return _read_choices(value, place, known=("value", "label", "under"))


def _read_choices(value: object, place: Place, known: tuple[str, ...]) -> tuple[Choice, ...]:
    found: dict[str, Choice] = {}
    for index, each in enumerate(read_list(value, place, most=MOST_CHOICES)):
        here = place.at(index)
        if (parts := read_object(each, here, known=known, needed=("value", "label"))) is None:
            continue
        name = parts.get("value")
        label = read_label(parts["label"], here.at("label")) if "label" in parts else Label("", "")
        under = parts.get("under")
        if under is not None and (not isinstance(under, str) or under not in found):
            here.at("under").fault("not_an_earlier_entry")
        if name is None:
            continue
        if not isinstance(name, str) or not VALUE.fullmatch(name):
            here.at("value").fault("bad_value")
        elif name in found:
            here.at("value").fault("used_twice", value=name)
        else:
            found[name] = Choice(name, label, under if isinstance(under, str) else None)
    return tuple(found.values())


def read_anchors(value: object, place: Place) -> tuple[Anchor, ...]:
    found: dict[int, Anchor] = {}
    for index, each in enumerate(read_list(value, place, most=101)):
        here = place.at(index)
        if (parts := read_object(each, here, known=("value", "label"), needed=("value", "label"))) is None or len(parts) < 2:
            continue
        number = whole(-1000, 1000)(parts["value"], here.at("value"))
        label = read_label(parts["label"], here.at("label"))
        if number in found:
            here.at("value").fault("used_twice", value=str(number))
        elif number is not None:
            found[number] = Anchor(number, label)
    return tuple(sorted(found.values()))


def read_totals(value: object, place: Place) -> tuple[Total, ...]:
    found: dict[str, Total] = {}
    for index, each in enumerate(read_list(value, place, most=30)):
        here = place.at(index)
        if (
            parts := read_object(each, here, known=("column", "min", "max"), needed=("column",))
        ) is None or "column" not in parts:
            continue
        column = read_key(parts["column"], here.at("column"))
        limits = {name: read_decimal(parts[name], here.at(name)) for name in ("min", "max") if name in parts}
        if column in found:
            here.at("column").fault("used_twice", value=column)
        elif column:
            found[column] = Total(column, **limits)
    return tuple(found.values())
