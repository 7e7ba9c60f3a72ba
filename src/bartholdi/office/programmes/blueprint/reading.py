"""Reading the parts of a blueprint, strictly: each reader takes a value and its place, and says what is wrong there."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any, NamedTuple

from bartholdi.cores import eligibility
from bartholdi.cores.formspec import FORMAT as SPEC_FORMAT
from bartholdi.cores.formspec import Label, Spec, SpecError, countries, parse
from bartholdi.cores.formspec.counting import clean
from bartholdi.cores.formspec.place import Fault, Place, safe
from bartholdi.cores.formspec.reading import Read, read_key, read_label, read_list, read_object, whole
from bartholdi.office.directory.identifiers import is_ror
from bartholdi.office.lib.times import is_zone

COLUMNS = ("title", "abstract", "field", "amount")  # of an application, which answers may feed
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[a-z]{2,}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")
_YEAR = re.compile(r"(?<![0-9])20[0-9][0-9](?![0-9])")
_NUMBERED = re.compile(r" \([0-9]{4}(?:, [0-9]+)?\)$")  # what start_call adds to the name of a questionnaire


class Moment(NamedTuple):
    """So many days after the opening day, at an hour of the call's own clock: the same hour across every clock change."""

    days: int
    time: time

    def plain(self) -> dict[str, Any]:
        return {"days_after_opening": self.days, "time": clock(self.time)}


def clock(at: time) -> str:
    return at.isoformat("seconds" if at.second else "minutes")


def label_of(most: int) -> Read:
    """A text in both languages, each this long at most."""

    def read(value: object, place: Place) -> Label:
        said = read_label(value, place)
        for language, text in zip(("en", "fr"), said, strict=True):
            if len(text) > most:
                place.at(language).fault("label_too_long", n=most)
        return said

    return read


def line(most: int) -> Read:
    def read(value: object, place: Place) -> str:
        text = clean(value) if isinstance(value, str) else ""
        if not text or "\n" in text:
            place.fault("expected", what="text")
        elif len(text) > most:
            place.fault("label_too_long", n=most)
        return text

    return read


def matching(pattern: re.Pattern[str], code: str, most: int = 254) -> Read:
    def read(value: object, place: Place) -> str:
        if isinstance(value, str) and len(value) <= most and pattern.fullmatch(value):
            return value
        place.fault(code, n=most)
        return ""

    return read


def slug(most: int) -> Read:
    return matching(_SLUG, "bad_slug", most)


read_code = matching(_CODE, "bad_code")
read_currency = matching(_CURRENCY, "bad_currency")
read_email = matching(_EMAIL, "bad_email")


def read_format(value: object, place: Place) -> int:
    if value != 1 or isinstance(value, bool):
        place.fault("unknown_format", known=1)
    return 1


def read_title(value: object, place: Place) -> Label:
    """With `{year}` for the year: a year written out would stand in every edition."""
    said: Label = label_of(190)(value, place)
    for language, text in zip(("en", "fr"), said, strict=True):
        if _YEAR.search(text):
            place.at(language).fault("year_in_title")
    return said


def read_name(value: object, place: Place) -> Label:
    """The name of a questionnaire, without the year that is added where the name is taken."""
    said: Label = label_of(100)(value, place)
    for language, text in zip(("en", "fr"), said, strict=True):
        if _NUMBERED.search(text):
            place.at(language).fault("year_in_name")
    return said


def read_zone(value: object, place: Place) -> str:
    if isinstance(value, str) and len(value) <= 40 and is_zone(value):
        return value
    place.fault("unknown_zone")
    return "UTC"


def read_time(value: object, place: Place) -> time:
    if isinstance(value, str) and (found := _TIME.fullmatch(value)):
        return time(int(found[1]), int(found[2]), int(found[3] or 0))
    place.fault("bad_time")
    return time()


def read_moment(value: object, place: Place) -> Moment:
    names = ("days_after_opening", "time")
    parts = read_object(value, place, known=names, needed=names) or {}
    days = whole(0, 5_000)(parts[names[0]], place.at(names[0])) if names[0] in parts else 0
    return Moment(days or 0, read_time(parts["time"], place.at("time")) if "time" in parts else time())


def read_country(value: object, place: Place) -> str:
    if isinstance(value, str) and value in countries.COUNTRIES:
        return value
    place.fault("expected", what="country")
    return ""


def read_countries(value: object, place: Place) -> tuple[str, ...]:
    return _different(value, place, read_country, most=26)


def read_values(value: object, place: Place) -> tuple[str, ...]:
    """Different values of answers."""
    return _different(value, place, line(80), most=200)


def some(*values: str) -> Read:
    """A reader of a list of different texts among these."""

    def read_one(value: object, place: Place) -> str:
        if isinstance(value, str) and value in values:
            return value
        place.fault("expected_one_of", values=", ".join(values))
        return ""

    return lambda value, place: _different(value, place, read_one, most=len(values))


def _different(value: object, place: Place, read_one: Read, *, most: int) -> tuple[str, ...]:
    found: list[str] = []
    for index, each in enumerate(read_list(value, place, most=most)):
        one = read_one(each, place.at(index))
        if one and one in found:
            place.at(index).fault("used_twice", value=one)
        found.append(one)
    return tuple(found)


def read_ror(value: object, place: Place) -> str:
    if isinstance(value, str) and is_ror(value):
        return value
    place.fault("bad_ror_here")
    return ""


def read_columns(value: object, place: Place) -> Mapping[str, str]:
    parts = read_object(value, place, known=COLUMNS, needed=("title",)) or {}
    return {name: read_key(key, place.at(name)) for name, key in parts.items()}


def read_rules(value: object, place: Place) -> tuple[Mapping[str, Any], ...]:
    """As cores/eligibility reads them, in its own order; its faults, each at its place in the whole."""
    try:
        return tuple(eligibility.dump(eligibility.parse(value)))
    except eligibility.RulesError as error:
        outside = place.path.removesuffix("rules")
        place.faults.extend(Fault(f"{outside}{fault.path}", fault.code, fault.facts) for fault in error.faults)
        return ()


def named(read_one: Read, *, among: tuple[str, ...] = ()) -> Read:
    """A reader of a group in which each has its key, one of these where there are any."""

    def read(value: object, place: Place) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            place.fault("expected", what="object")
            return {}
        if len(value) > 50:
            place.fault("list_too_long", n=50)
        for name in value:
            if among and name not in among:
                place.at(safe(name)).fault("expected_one_of", values=", ".join(among))
        return {
            slug(40)(name, place.at(safe(name))): read_one(one, place.at(safe(name))) for name, one in sorted(value.items())[:50]
        }

    return read


def read_sections(value: object, place: Place) -> Spec:
    """The pages of a questionnaire, as formspec reads them; its faults, each at its place in the whole."""
    try:
        return parse({"format": SPEC_FORMAT, "sections": value})
    except SpecError as error:
        outside = place.path.removesuffix("sections")
        place.faults.extend(Fault(f"{outside}{fault.path}", fault.code, fault.facts) for fault in error.faults)
        return Spec()
