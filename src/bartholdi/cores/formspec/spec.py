"""What a questionnaire is: sections (pages) of fields, in both languages, with conditions on earlier answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

FORMAT = 1  # the version of the format that this library reads and writes
LANGUAGES = ("en", "fr")

Language: TypeAlias = Literal["en", "fr"]
Options: TypeAlias = Mapping[str, Any]


class Label(NamedTuple):
    """A text in both languages."""

    en: str
    fr: str

    def said(self, language: str) -> str:
        return self.fr if language == "fr" else self.en

    def plain(self) -> dict[str, str]:
        return {"en": self.en, "fr": self.fr}


class Choice(NamedTuple):
    """A value that can be chosen. `group`: it only stands under others, and cannot itself be chosen (disciplines)."""

    value: str
    label: Label
    under: str | None = None


class Anchor(NamedTuple):
    """What a value of a scale means."""

    value: int
    label: Label


class Total(NamedTuple):
    """A column of a table that is added up, and the limits of its sum."""

    column: str
    min: Any = None  # Decimal or None
    max: Any = None


class Test(NamedTuple):
    """A condition on one earlier field. `value` is in the field's own type: text, bool, int, Decimal, date, or a tuple of them."""

    field: str
    operator: str
    value: Any


class Joined(NamedTuple):
    """Conditions of which `all` or `any` must hold, or one that must `not`."""

    how: str
    parts: tuple["Test | Joined", ...]


Condition: TypeAlias = Test | Joined


@dataclass(frozen=True, slots=True)
class Field:
    """One question, or a column of a table. `identifies`: left out of what a blind reviewer reads."""

    key: str
    kind: str
    label: Label
    help: Label | None = None
    required: bool = False
    identifies: bool = False
    when: Condition | None = None
    options: Options = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """One page of a questionnaire."""

    key: str
    title: Label
    help: Label | None = None
    when: Condition | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Spec:
    """A questionnaire."""

    sections: tuple[Section, ...] = ()

    def fields(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields

    def field(self, key: str) -> Field | None:
        return next((one for one in self.fields() if one.key == key), None)
