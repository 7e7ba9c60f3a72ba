"""A draft as its designer reads it: pages and questions in words, each with its condition and what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec import Fault
from bartholdi.cores.formspec.edit.outline import Outline, Page, Question
from bartholdi.cores.formspec.spec import Condition
from bartholdi.faces.desk import conditions, faults, kinds
from bartholdi.faces.desk.forms.design.options import FORMS, named
from bartholdi.faces.desk.forms.design.when import Earlier
from bartholdi.office.lib.bilingual import language

PLACES: dict[str, str | Promise] = {
    "label.en": _("Question in English"),
    "label.fr": _("Question in French"),
    "title.en": _("Title in English"),
    "title.fr": _("Title in French"),
    "help.en": _("Explanation in English"),
    "help.fr": _("Explanation in French"),
    "when": _("Condition"),
    "kind": _("Kind"),
}


@dataclass(frozen=True)
class Row:
    """A question; `first` and `last` of the whole questionnaire, which has no place to move it to."""

    key: str
    title: str
    kind: str
    required: bool
    identifies: bool
    when: str
    faults: tuple[str, ...]
    first: bool
    last: bool


@dataclass(frozen=True)
class Sheaf:
    """A page with its questions."""

    key: str
    title: str
    when: str
    faults: tuple[str, ...]
    rows: tuple[Row, ...]


def sheaves(laid: Outline) -> list[Sheaf]:
    return [
        Sheaf(page.key, page.title[language()], _when(page.when, laid), _faults(page.faults), tuple(_rows(page, laid)))
        for page in laid.pages
    ]


def row(question: Question, laid: Outline, *, first: bool = False, last: bool = False) -> Row:
    plain = question.plain
    return Row(
        key=question.key,
        title=question.title[language()],
        kind=kinds.name(plain.get("kind")),
        required=plain.get("required") is True,
        identifies=plain.get("identifies") is True,
        when=_when(question.when, laid),
        faults=_faults(question.faults, plain.get("kind")),
        first=first,
        last=last,
    )


def earlier(laid: Outline, page: str, count: int = 0) -> Earlier:
    """What a condition may ask about: the questions of the pages before this one, and the first `count` on it."""
    found = []
    for each in laid.pages:
        here = each.key == page
        standing = each.questions[:count] if here else each.questions
        found.append((each.title[language()], [question.field for question in standing if question.field is not None]))
        if here:
            break
    return found


def todo(pages: Iterable[Sheaf]) -> list[tuple[str, Sheaf | Row]]:
    """What still has faults, in order: each page and each question, and which of the two it is."""
    found: list[tuple[str, Sheaf | Row]] = []
    for each in pages:
        found += [("page", each)] if each.faults else []
        found += [("question", row) for row in each.rows if row.faults]
    return found


def whole(laid: Outline) -> list[str]:
    """The faults of no page."""
    return list(_faults(laid.faults))


def _rows(page: Page, laid: Outline) -> Iterator[Row]:
    outer = page.key == laid.pages[0].key, page.key == laid.pages[-1].key
    for index, question in enumerate(page.questions):
        yield row(question, laid, first=outer[0] and index == 0, last=outer[1] and index == len(page.questions) - 1)


def _when(condition: Condition | None, laid: Outline) -> str:
    return conditions.said(condition, laid.fields, language()) if condition is not None else ""


def _faults(found: Iterable[Fault], kind: object = None) -> tuple[str, ...]:
    return tuple(f"{_place(fault.path, kind)}{named(fault, kind)}" for fault in found)


def _place(path: str, kind: object) -> str:
    """What of the question or page is meant; how the data calls it where no control of its own shows it."""
    known = next((str(words) for start, words in PLACES.items() if path == start or path.startswith(f"{start}.")), "")
    known = known or _part(path) or _option(path, kind) or path
    return f"{known} – " if known else ""


def _part(path: str) -> str:
    """A choice or a column, and which of its languages."""
    part = capfirst(faults.inside(path))
    spoken = {"en": gettext("%(part)s, in English"), "fr": gettext("%(part)s, in French")}.get(path.rpartition(".")[2])
    return spoken % {"part": part} if part and spoken else part


def _option(path: str, kind: object) -> str:
    """As the sheet of its kind calls it."""
    form = FORMS.get(kind) if isinstance(kind, str) else None
    name = path.removeprefix("options.").replace(".", "_")
    return str(form.base_fields[name].label) if form and name in form.base_fields else ""
