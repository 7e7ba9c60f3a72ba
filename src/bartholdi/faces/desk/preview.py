"""A questionnaire as the person who fills it in will meet it, in one language: what the templates need to draw it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bartholdi.cores.formspec import Field, Spec
from bartholdi.cores.formspec.spec import Condition
from bartholdi.cores.formspec.words.shown import GOALS, OTHER, YES_NO, number
from bartholdi.faces.desk import conditions
from bartholdi.faces.ui.questions import limits

DRAWN = {  # kind -> the control that its template part draws
    "text": "line",
    "number": "line",
    "money": "money",
    "date": "date",
    "period": "period",
    "long_text": "area",
    "yes_no": "one",
    "choice": "one",
    "score": "one",
    "choices": "many",
    "goals": "many",
    "discipline": "many",
    "country": "line",
    "organisation": "organisation",
    "person": "person",
    "file": "file",
    "files": "files",
    "table": "table",
    "statement": "statement",
    "information": "information",
}
GROUPED = frozenset({"period", "one", "many", "money", "person", "organisation"})  # several controls under one legend
MOST_STEPS = 50  # a scale longer than this is a line to type in


@dataclass(frozen=True)
class Offer:
    """One thing to choose; a heading only stands over others."""

    label: str
    heading: bool = False


@dataclass(frozen=True)
class Question:
    """One field. `when` says in words on what it hangs."""

    id: str
    label: str
    help: str
    control: str
    required: bool
    identifies: bool
    when: str
    limits: tuple[str, ...]
    unit: str = ""
    offers: tuple[Offer, ...] = ()
    parts: tuple[str, ...] = ()
    columns: tuple["Question", ...] = ()

    @property
    def asks(self) -> bool:
        return self.control != "information"

    @property
    def grouped(self) -> bool:
        return self.control in GROUPED


@dataclass(frozen=True)
class Page:
    number: int
    title: str
    help: str
    when: str
    questions: tuple[Question, ...]


def pages(spec: Spec, language: str) -> list[Page]:
    """To be called while `language` is the language of the moment."""
    fields = {field.key: field for field in spec.fields()}

    def when(condition: Condition | None) -> str:
        return conditions.said(condition, fields, language) if condition else ""

    return [
        Page(
            number=index,
            title=section.title.said(language),
            help=section.help.said(language) if section.help else "",
            when=when(section.when),
            questions=tuple(question(field, language, when=when(field.when)) for field in section.fields),
        )
        for index, section in enumerate(spec.sections, start=1)
    ]


def question(field: Field, language: str, *, when: str = "") -> Question:
    unit = field.options.get("unit")
    offers = tuple(_offers(field, language))
    return Question(
        id=f"q-{field.key}",
        label=field.label.said(language),
        help=field.help.said(language) if field.help else "",
        control=DRAWN[field.kind] if field.kind != "score" or offers else "line",
        required=field.required or field.kind == "statement",
        identifies=field.identifies,
        when=when,
        limits=tuple(limits.said(field, language)),
        unit=unit.said(language) if unit else "",
        offers=offers,
        parts=tuple(name for name in ("email", "orcid", "organisation") if name in field.options),
        columns=tuple(question(column, language) for column in field.options.get("columns", ())),
    )


def _offers(field: Field, language: str) -> Iterator[Offer]:
    if field.kind == "yes_no":
        yield from (Offer(label.said(language)) for label in YES_NO.values())
    elif field.kind == "goals":
        yield from (Offer(f"{index}. {goal.said(language)}") for index, goal in enumerate(GOALS, start=1))
    elif field.kind == "money":
        yield from (Offer(currency) for currency in field.options["currencies"])
    elif field.kind == "score":
        yield from _steps(field, language)
    else:
        given = field.options.get("choices", field.options.get("entries", ()))
        above = {each.under for each in given} - {None}
        yield from (Offer(each.label.said(language), heading=each.value in above) for each in given)
        if field.options.get("other"):
            yield Offer(OTHER.said(language))


def _steps(field: Field, language: str) -> Iterator[Offer]:
    low, high = Decimal(field.options["min"]), Decimal(field.options["max"])
    step = field.options.get("step", Decimal(1))
    if (high - low) / step > MOST_STEPS:
        return
    meant = {Decimal(each.value): each.label.said(language) for each in field.options.get("anchors", ())}
    for index in range(int((high - low) / step) + 1):
        value = low + index * step
        said = number(value, language)
        yield Offer(f"{said} – {meant[value]}" if value in meant else said)
