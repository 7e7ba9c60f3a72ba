"""What a blueprint consists of. Each property says how it is read; what equals its default is not written."""

# ruff: noqa: RUF009  each of these calls says how its own property is read

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import time
from typing import Any

from bartholdi.cores.formspec import Label, Spec, dump
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import Read, one_of, read_flag, read_list, read_object, whole
from bartholdi.office.programmes.blueprint import reading
from bartholdi.office.programmes.blueprint.reading import Moment, label_of

FORMAT = 1  # the version of the format that this program reads and writes
LETTERS = (
    "submitted",
    "letter_request",
    "nomination_invited",
    "nominated",
    "seat_offered",
    "outcome",
)  # those with words of the call's own
ROLES = ("lead", "co_lead", "supervisor", "host", "referee", "signatory")


def asked(read: Read) -> Any:
    """A property that must be there."""
    return field(metadata={"read": read})


def given(read: Read, default: Any) -> Any:
    """A property that may be left out."""
    return field(default=default, metadata={"read": read})


def each(shape: type[Any], most: int = 50) -> Read:
    """A reader of a list of these."""

    def read(value: object, place: Place) -> tuple[Any, ...]:
        return tuple(build(shape, one, place.at(index)) for index, one in enumerate(read_list(value, place, most=most)))

    return read


def one(shape: type[Any]) -> Read:
    return lambda value, place: build(shape, value, place)


def build(shape: type[Any], value: object, place: Place) -> Any:
    """The shape as it was read; with faults in the place, it is not to be used."""
    properties = fields(shape)
    needed = tuple(each.name for each in properties if each.default is MISSING)
    parts = read_object(value, place, known=tuple(each.name for each in properties), needed=needed) or {}
    found = {each.name: each.metadata["read"](parts[each.name], place.at(each.name)) for each in properties if each.name in parts}
    return shape(**{**dict.fromkeys(needed), **found})


def plain(value: Any) -> Any:
    """Any part of a blueprint as plain data, in the order of its properties."""
    if isinstance(value, Label | Moment):
        return value.plain()
    if isinstance(value, Spec):
        return dump(value)["sections"]
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, time):
        return reading.clock(value)
    if hasattr(value, "__dataclass_fields__"):
        there = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: plain(found) for each, found in there if each.default is MISSING or found != each.default}
    return value


@dataclass(frozen=True, kw_only=True)
class Alias:
    """What the programme is or was also called: an alias has no years, a former name ends."""

    text: str = asked(reading.line(160))
    since: int | None = given(whole(1900, 2100), None)
    until: int | None = given(whole(1900, 2100), None)


@dataclass(frozen=True, kw_only=True)
class Programme:
    slug: str = asked(reading.slug(60))
    name: Label = asked(label_of(160))
    mission: str = asked(one_of("cooperation", "mobility", "innovation", "communities"))
    summary: Label | None = given(label_of(2_000), None)
    aliases: tuple[Alias, ...] = given(each(Alias), ())


@dataclass(frozen=True, kw_only=True)
class CallShape:
    """`{year}` in the titles is the year of the edition; `slug` and `code` get it at their ends."""

    slug: str = asked(reading.slug(70))
    code: str = asked(reading.read_code)
    title: Label = asked(reading.read_title)
    summary: Label = asked(label_of(4_000))
    for_whom: Label = asked(label_of(4_000))
    offers: Label = asked(label_of(4_000))
    needs: Label = asked(label_of(4_000))
    kind: str = given(one_of("competition", "nomination", "invitation"), "competition")
    languages: tuple[str, ...] = given(reading.some("en", "fr"), ("en", "fr"))
    zone: str = asked(reading.read_zone)
    opens: time = asked(reading.read_time)
    closes: Moment = asked(reading.read_moment)
    grace_minutes: int = given(whole(0, 10_000), 0)
    sides: tuple[str, ...] = asked(reading.read_countries)
    lead_per_side: bool = given(read_flag, False)
    blind: bool = given(read_flag, False)
    columns: Mapping[str, str] = asked(reading.read_columns)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    key: str = asked(reading.slug(40))
    label: Label = asked(label_of(120))
    at: Moment = asked(reading.read_moment)
    public: bool = given(read_flag, True)


@dataclass(frozen=True, kw_only=True)
class Letter:
    key: str = asked(reading.slug(40))
    role: str = asked(one_of(*ROLES))
    label: Label = asked(label_of(120))
    ask: Label = asked(label_of(4_000))
    side: str | None = given(reading.read_country, None)
    minimum: int = given(whole(0, 20), 1)
    maximum: int = given(whole(1, 20), 1)
    way: str = given(one_of("write", "upload", "either"), "either")
    not_also: tuple[str, ...] = given(reading.some(*ROLES), ())
    questionnaire: str | None = given(reading.slug(40), None)
    due: Moment = asked(reading.read_moment)
    grace_minutes: int = given(whole(0, 100_000), 0)


@dataclass(frozen=True, kw_only=True)
class Panel:
    name: Label = asked(label_of(120))
    side: str | None = given(reading.read_country, None)
    reviews_each: int = given(whole(1, 20), 1)
    fields: tuple[str, ...] = given(reading.read_values, ())


@dataclass(frozen=True, kw_only=True)
class FundShape:
    """`funder` is a ROR identifier; budgets are the office's, year by year, and never in a blueprint."""

    key: str = asked(reading.slug(40))
    name: Label = asked(label_of(160))
    funder: str | None = given(reading.read_ror, None)
    currency: str = asked(reading.read_currency)
    use: str = given(one_of("any", "own_units"), "any")
    places: int | None = given(whole(0, 10_000), None)


@dataclass(frozen=True, kw_only=True)
class AwardShape:
    """What its awards have in common; `starts_from` and `starts_until` are days after the opening on which a stay may begin."""

    answer_days: int = given(whole(1, 365), 21)
    monthly: bool = given(read_flag, False)
    months: int | None = given(whole(1, 120), None)
    instalments: int = given(whole(1, 24), 1)
    starts_from: int | None = given(whole(0, 5_000), None)
    starts_until: int | None = given(whole(0, 5_000), None)


@dataclass(frozen=True, kw_only=True)
class Contact:
    name: str = asked(reading.line(120))
    email: str = asked(reading.read_email)
    side: str | None = given(reading.read_country, None)


@dataclass(frozen=True, kw_only=True)
class Text:
    """The call's own words in a letter: its subject, and what stands before the facts and the link."""

    subject: Label = asked(label_of(200))
    body: Label = asked(label_of(5_000))


@dataclass(frozen=True, kw_only=True)
class QuestionnaireShape:
    name: Label = asked(reading.read_name)
    sections: Spec = asked(reading.read_sections)


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """A programme and one call of it, without years: from it the next call is started."""

    format: int = asked(reading.read_format)
    name: str = asked(reading.slug(60))
    version: int = asked(whole(1, 100_000))
    programme: Programme = asked(one(Programme))
    call: CallShape = asked(one(CallShape))
    milestones: tuple[Milestone, ...] = given(each(Milestone), ())
    letters: tuple[Letter, ...] = given(each(Letter), ())
    panels: tuple[Panel, ...] = given(each(Panel), ())
    funds: tuple[FundShape, ...] = given(each(FundShape), ())
    awards: AwardShape | None = given(one(AwardShape), None)
    contacts: tuple[Contact, ...] = given(each(Contact), ())
    rules: tuple[Mapping[str, Any], ...] = given(reading.read_rules, ())
    notices: Mapping[str, Text] | None = given(reading.named(one(Text), among=LETTERS), None)
    questionnaires: Mapping[str, QuestionnaireShape] = asked(reading.named(one(QuestionnaireShape)))
