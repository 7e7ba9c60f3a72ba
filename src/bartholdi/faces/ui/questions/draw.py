"""Drawing one page of a questionnaire: no database, no request, and nothing of what the answers are for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from bartholdi.cores.formspec import Fault, Field, Section, Spec, Verdict, check
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.kind import Manner as Showing
from bartholdi.faces.ui.questions import conditions, limits
from bartholdi.faces.ui.questions.choices import country_names
from bartholdi.faces.ui.questions.drawn import Asked, Page, Question
from bartholdi.faces.ui.questions.faults import Faults
from bartholdi.faces.ui.questions.kinds import MANNERS, tables


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all questions of a page are drawn with."""

    section: Section
    fields: Mapping[str, Field]
    verdict: Verdict
    answers: Mapping[str, Any]
    language: str
    faults: Faults
    stamps: Mapping[str, object]
    look_up_url: str
    files: Mapping[str, str]
    adding: Collection[str]
    everything: bool

    @property
    def asks(self) -> bool:
        """Whether conditions matter: nothing that is chosen on a page brings back a page that hangs on others."""
        return not self.everything and self.section.key in self.verdict.pages


def draw(
    spec: Spec,
    page_key: str,
    answers: object,
    *,
    language: str,
    faults: Iterable[Fault] = (),
    stamps: Mapping[str, object] | None = None,
    look_up_url: str = "",
    files: Mapping[str, str] | None = None,
    adding: Collection[str] = (),
    readonly: bool = False,
    everything: bool = False,
) -> Page:
    """The page with this key; KeyError where there is none.

    answers      as they are kept: hidden ones are drawn too, and hidden
    faults       of `check`; those of other pages are left out
    stamps       key -> the version of its answer, for whoever saves field by field
    look_up_url  where organisations are looked up; empty: they are only typed
    files        digest -> where the file is downloaded
    adding       keys of tables that get one row more
    everything   questions show whatever they hang on: for whoever designs them
    """
    number, section = placed(spec, page_key)
    verdict = check(spec, answers)
    sheet = Sheet(
        section=section,
        fields={field.key: field for field in spec.fields()},
        verdict=verdict,
        answers=too_long(answers, verdict) | verdict.answers | verdict.hidden,
        language=language,
        faults=Faults(spec, faults, language),
        stamps=stamps or {},
        look_up_url=look_up_url,
        files=files or {},
        adding=adding,
        everything=everything,
    )
    with translation.override(language):
        drawn = shown if readonly else question
        made = [drawn(field, sheet) for field in section.fields if not readonly or field.key in verdict.shown]
    return bound(sheet, (number, len(spec.sections)), made)


def too_long(answers: object, verdict: Verdict) -> dict[str, str]:
    """Texts that are too long to be kept at all: whoever wrote one shortens it, and does not find an empty box."""
    given = answers if isinstance(answers, Mapping) else {}
    texts = {fault.key: given.get(fault.key) for fault in verdict.faults if fault.code == "too_big"}
    return {key: text for key, text in texts.items() if isinstance(text, str)}


def bound(sheet: Sheet, place: tuple[int, int], made: Iterable[Question]) -> Page:
    """The page of these questions, with its place among the others: its number, and how many there are."""
    section, language = sheet.section, sheet.language
    return Page(
        key=section.key,
        number=place[0],
        count=place[1],
        title=section.title.said(language),
        help=section.help.said(language) if section.help else "",
        questions=tuple(made),
        language=language,
        faults=tuple(sheet.faults.summary()),
    )


def placed(spec: Spec, key: str) -> tuple[int, Section]:
    """The page and its number."""
    for number, section in enumerate(spec.sections, start=1):
        if section.key == key:
            return number, section
    raise KeyError(key)


def question(field: Field, sheet: Sheet) -> Question:
    manner = MANNERS[field.kind]
    name = f"q-{field.key}"
    asked = Asked(
        field, name, field.key, sheet.language, sheet.faults, sheet.look_up_url, sheet.files, adding=field.key in sheet.adding
    )
    answer = sheet.answers.get(field.key)
    usual = manner.laid_out(field)
    table = tables.drawn(asked, answer) if usual == "table" else None
    controls = manner.controls(asked, answer)
    layout = "group" if usual == "one" and controls[0].template == "choosing" else usual  # more kept than can be chosen
    errors = sheet.faults.under(field.key, controls[0].first_id if controls else name, placed=layout != "one")
    helped, said = field.help.said(sheet.language) if field.help else "", limits.said(field, sheet.language)
    described = " ".join([f"{name}--hint"] * bool(helped or said) + [f"{name}--error"] * bool(errors))
    for each in controls:
        each.describe(described if layout in {"one", "box"} else "", invalid=bool(errors))
    here = {each.key for each in sheet.section.fields}
    return Question(
        key=field.key,
        kind=field.kind,
        id=name,
        label=field.label.said(sheet.language),
        layout=layout,
        help=helped,
        limits=said,
        optional=not field.required and field.kind not in {"statement", "information"},
        controls=controls,
        errors=errors,
        described=described,
        suffix=manner.suffix(field, sheet.language),
        hidden=not sheet.everything and field.key not in sheet.verdict.shown,
        when=conditions.written(field.when, here, sheet.verdict.answers, sheet.fields) if sheet.asks else "",
        version=str(sheet.stamps.get(field.key, "")),
        table=table,
    )


def shown(field: Field, sheet: Sheet) -> Question:
    """The answer in words."""
    answer = sheet.answers.get(field.key)
    manner = Showing(sheet.language, countries=country_names(sheet.language))
    return Question(
        key=field.key,
        kind=field.kind,
        id=f"q-{field.key}",
        label=field.label.said(sheet.language),
        layout="words" if field.kind == "information" else "answer",
        help=field.help.said(sheet.language) if field.help and field.kind == "information" else "",
        shown=None if answer is None else KINDS[field.kind].show(answer, field.options, manner),
        version=str(sheet.stamps.get(field.key, "")),
    )
