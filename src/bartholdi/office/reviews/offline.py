"""The form of reviews as a table that can be filled in without a connection: one line a question, read back line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from bartholdi.cores.formspec import Field, Spec
from bartholdi.cores.formspec.words.shown import number as in_words
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.words import clean_line, clean_text

# How each column is called in a file, whichever language it was taken in.
COLUMNS = ("application", "question", "how", "answer", "key", "version")
NAMES = {
    "application": {"en": "application", "fr": "candidature"},
    "question": {"en": "question", "fr": "question à poser"},
    "how": {"en": "how to answer", "fr": "comment répondre"},
    "answer": {"en": "your answer", "fr": "votre réponse"},
    "key": {"en": "key – leave as it is", "fr": "clé – ne pas modifier"},
    "version": {"en": "version – leave as it is", "fr": "version – ne pas modifier"},
}
NEEDED = ("application", "answer", "key")
YES, NO = {"yes", "oui", "true", "vrai", "x", "1"}, {"no", "non", "false", "faux", "0"}
FORMULA = frozenset("=+-@|%＝＋－＠")
KINDS = frozenset({"score", "number", "text", "long_text", "yes_no", "choice"})


@dataclass(frozen=True)
class Line:
    """One line of a file: `answer` is as it was typed, `seen` the version that the file was made of."""

    number: int
    application: str
    key: str
    answer: str
    seen: int


def heads(said_in: str) -> list[str]:
    return [NAMES[name][said_in] for name in COLUMNS]


def rows(reference: str, spec: Spec, answers: Mapping[str, Any], version: int, said_in: str) -> Iterable[list[str]]:
    """The questions that a table can ask; the others are answered on the page."""
    for section in spec.sections:
        for field in section.fields:
            if field.kind in KINDS:
                title = f"{section.title.said(said_in)} – {field.label.said(said_in)}"
                yield [
                    reference,
                    title,
                    how(field, said_in),
                    shown(field, answers.get(field.key), said_in),
                    field.key,
                    str(version),
                ]


def how(field: Field, said_in: str) -> str:
    """What may be written, in words, with what the steps of a scale mean."""
    if field.kind == "score":
        said = gettext("A number from %(low)s to %(high)s, in steps of %(step)s.") % {
            "low": in_words(Decimal(field.options["min"]), said_in),
            "high": in_words(Decimal(field.options["max"]), said_in),
            "step": in_words(Decimal(field.options.get("step", 1)), said_in),
        }
        meant = [
            f"{in_words(Decimal(each.value), said_in)}: {each.label.said(said_in)}" for each in field.options.get("anchors", ())
        ]
        return "\n".join([said, *meant])
    if field.kind == "yes_no":
        return gettext("Yes or no.")
    if field.kind == "choice":
        return "\n".join([gettext("One of these:"), *(each.label.said(said_in) for each in field.options["choices"])])
    return field.help.said(said_in) if field.help else ""


def shown(field: Field, answer: Any, said_in: str) -> str:
    if answer is None:
        return ""
    if field.kind == "yes_no":
        return gettext("Yes") if answer else gettext("No")
    if field.kind == "choice":
        found = next((each for each in field.options["choices"] if each.value == answer), None)
        return found.label.said(said_in) if found else str(answer)
    return str(answer)


def read(table: list[list[str]]) -> tuple[list[Line], str]:
    """The lines that say something, and a sentence where the table is none of ours."""
    if not table:
        return [], gettext("Nothing was taken: the file is empty.")
    known = {first_words(word): name for name, words in NAMES.items() for word in words.values()}
    order = [known.get(first_words(head), "") for head in table[0]]
    missing = [first_words(NAMES[name][language()]) for name in NEEDED if name not in order]
    if missing:
        return [], gettext("Nothing was taken: the first line must name the columns, and lacks: %(missing)s.") % {
            "missing": ", ".join(missing)
        }
    found = []
    for number, cells in enumerate(table[1:], start=2):
        given = dict(zip(order, cells, strict=False))
        answer = unquoted(clean_text(given.get("answer", "")))
        if answer:
            version = clean_line(given.get("version", "")).removesuffix(".0")
            seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
            found.append(Line(number, clean_line(given.get("application", "")), clean_line(given.get("key", "")), answer, seen))
    return found, ""


def first_words(head: str) -> str:
    """What stands before the dash: a dash is what programs change first."""
    return re.split("[–—-]", clean_line(head).casefold(), maxsplit=1)[0].strip()


def unquoted(text: str) -> str:
    """Without the apostrophe that kept a text from being run as a formula."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip()[:1] in FORMULA and text[1:].strip() else text


def meant(field: Field, typed: str) -> Any:
    """The answer as formspec takes it; what it cannot be stays as it was typed, and is told of."""
    if field.kind == "yes_no":
        word = typed.casefold().rstrip(".")
        return True if word in YES else False if word in NO else typed
    if field.kind == "choice":
        said = typed.casefold()
        fits = [each.value for each in field.options["choices"] if said in _called(each)]
        return fits[0] if fits else typed
    return typed


def _called(choice: Any) -> set[str]:
    return {str(choice.value).casefold(), *(choice.label.said(language).casefold() for language in ("en", "fr"))}
