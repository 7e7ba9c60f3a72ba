"""The kinds of question as a designer chooses among them: in groups, each with its name and what it is for."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Told:
    """A kind in words."""

    kind: str
    name: Words
    use: Words


GROUPS: tuple[tuple[Words, tuple[Told, ...]], ...] = (
    (
        _("Texts"),
        (
            Told("text", _("Short text"), _("One line: a title, a name, a function.")),
            Told("long_text", _("Long text"), _("Several paragraphs, with a limit in words or characters.")),
        ),
    ),
    (
        _("Choices"),
        (
            Told("yes_no", _("Yes or no"), _("Two buttons. Good to hang other questions on.")),
            Told("choice", _("One choice"), _("One of a list that you write.")),
            Told("choices", _("Several choices"), _("Any number of a list that you write.")),
            Told("statement", _("Statement to accept"), _("A box to tick: rules, consent, a declaration.")),
        ),
    ),
    (
        _("Numbers and dates"),
        (
            Told("number", _("Number or quantity"), _("A quantity with its unit: months, people, kilometres.")),
            Told("money", _("Amount of money"), _("A sum and its currency.")),
            Told("date", _("Date"), _("One day.")),
            Told("period", _("Period"), _("A first and a last day: a stay, a visit.")),
            Told("score", _("Score"), _("A mark on a scale, for reviews.")),
        ),
    ),
    (
        _("People and places"),
        (
            Told("person", _("Person"), _("A name, and if you like an e-mail address, an ORCID and an organisation.")),
            Told("organisation", _("Organisation"), _("A university or laboratory, found in the directory.")),
            Told("country", _("Country"), _("One country of the world, or of those you allow.")),
            Told("discipline", _("Discipline"), _("One or more fields of a scheme with headings.")),
            Told("goals", _("Sustainable development goals"), _("Some of the seventeen goals of the United Nations.")),
        ),
    ),
    (
        _("Files and tables"),
        (
            Told("file", _("File"), _("One document, with its kinds, size and pages.")),
            Told("files", _("Several files"), _("A few documents under one question.")),
            Told("table", _("Table"), _("Rows of the same columns: a budget, a list of partners. Columns can be added up.")),
        ),
    ),
    (_("Nothing to answer"), (Told("information", _("Text for information"), _("Words to read between questions.")),)),
)
KINDS: dict[str, Told] = {told.kind: told for _group, each in GROUPS for told in each}


def name(kind: object) -> str:
    """The kind in words; as it is written where nobody knows it."""
    return str(KINDS[kind].name) if isinstance(kind, str) and kind in KINDS else str(kind)


def choices(among: frozenset[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a select, in groups."""
    grouped = ((str(group), [(told.kind, str(told.name)) for told in each if told.kind in among]) for group, each in GROUPS)
    return [(group, offered) for group, offered in grouped if offered]
