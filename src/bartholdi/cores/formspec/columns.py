"""Answers as rows of flat columns, for exports."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bartholdi.cores.formspec.check import check
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.kind import Manner
from bartholdi.cores.formspec.spec import Field, Label, Spec


class Column(NamedTuple):
    """One exported column. `name` never changes while the field keeps its key; `type` is text, number, flag or date."""

    name: str
    label: Label
    type: str
    identifies: bool = False


def columns(spec: Spec, *, blind: bool = False) -> list[Column]:
    """The columns of a spec, in its order: one or several for each field, as `budget.total_eur`."""
    return [column for field in _exported(spec, blind=blind) for column in _of(field)]


def row(
    spec: Spec, answers: object, language: str = "en", *, blind: bool = False, countries: Mapping[str, str] | None = None
) -> list[Any]:
    """The answers as one row of these columns: text, int, Decimal, bool, date or None. Never raises.

    Choices are given by their values and countries by their codes, which stay the same in both languages; `language` and
    `countries` are for the rows of tables, which are given as text.
    """
    return laying(spec, language, blind=blind, countries=countries)(check(spec, answers).answers)


def laying(
    spec: Spec, language: str = "en", *, blind: bool = False, countries: Mapping[str, str] | None = None
) -> Callable[[Mapping[str, Any]], list[Any]]:
    """Lays out what `check` gave back, as a submission keeps it: an export of ten thousand checks nothing a second time."""
    manner = Manner(language, blind, countries or {})
    places = [
        (field.key, kind.cells, field.options, len(kind.parts(field.options)))
        for field in _exported(spec, blind=blind)
        for kind in (KINDS[field.kind],)
    ]

    def laid(checked: Mapping[str, Any]) -> list[Any]:
        cells: list[Any] = []
        for key, cells_of, options, width in places:
            found = cells_of(checked[key], options, manner) if key in checked else []
            cells += (found + [None] * width)[:width]
        return cells

    return laid


def _exported(spec: Spec, *, blind: bool) -> list[Field]:
    return [field for field in spec.fields() if not (blind and field.identifies)]


def _of(field: Field) -> list[Column]:
    return [
        Column(
            f"{field.key}.{end}" if end else field.key,
            Label(*(" – ".join(part for part in (field.label.said(each), label.said(each)) if part) for each in ("en", "fr"))),
            kind,
            field.identifies,
        )
        for end, label, kind in KINDS[field.kind].parts(field.options)
    ]
