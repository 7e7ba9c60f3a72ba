"""Table: rows of small controls that the heads of column and row name together, and the sums of columns by formspec's rule."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bartholdi.cores.formspec import Field, totals
from bartholdi.cores.formspec.kinds.numbers import MINOR_UNITS, price
from bartholdi.cores.formspec.kinds.tables import MOST_ROWS
from bartholdi.cores.formspec.words.shown import TOTAL, number
from bartholdi.faces.ui.questions import limits
from bartholdi.faces.ui.questions.drawn import Asked, Cell, Column, Control, Row, Table, Total, identifier
from bartholdi.faces.ui.questions.kinds.choosing import CHOICE, COUNTRY, YES_NO
from bartholdi.faces.ui.questions.kinds.dates import DATE, PERIOD
from bartholdi.faces.ui.questions.kinds.manner import Manner
from bartholdi.faces.ui.questions.kinds.numbers import MONEY, NUMBER
from bartholdi.faces.ui.questions.kinds.people import ORGANISATION_KIND, PERSON
from bartholdi.faces.ui.questions.kinds.texts import LONG_TEXT, TEXT
from bartholdi.faces.ui.questions.typed import Typed

REMOVE = "remove_row"
CELLS = {
    "text": TEXT, "long_text": LONG_TEXT, "number": NUMBER, "money": MONEY, "date": DATE, "period": PERIOD, "yes_no": YES_NO,
    "choice": CHOICE, "country": COUNTRY, "organisation": ORGANISATION_KIND, "person": PERSON,
}  # fmt: skip
BLANK = "__row__"  # stands for the number of a row that JavaScript makes


def drawn(asked: Asked, answer: Any) -> Table:
    options = asked.field.options
    given = answer or []
    most = options.get("max_rows", MOST_ROWS)
    empty = max(options.get("min_rows", 1) - len(given), 1) if not given else int(asked.adding and len(given) < most)
    lines = [*given, *([{}] * empty)]
    blank = row(replace(asked, faults=type(asked.faults)(asked.faults.spec, (), asked.language)), {}, BLANK, "")
    return Table(
        columns=[column(each, asked, cell) for each, cell in zip(options["columns"], blank.cells, strict=True)],
        rows=[row(asked, line, str(place), str(place + 1)) for place, line in enumerate(lines)],
        blank=blank,
        totals=sums(asked, given),
        most=most,
    )


def column(field: Field, asked: Asked, blank: Cell) -> Column:
    heading = f"{asked.name}.{field.key}"
    return Column(
        id=identifier(heading),
        key=field.key,
        label=field.label.said(asked.language),
        help=field.help.said(asked.language) if field.help else "",
        limits=limits.said(field, asked.language),
        optional=not field.required,
        parts=[(each.labelled.rpartition(" ")[2], each.label) for each in blank.controls if each.label],
        numeric=field.kind in {"number", "money"},
    )


def row(asked: Asked, line: Any, index: str, shown: str) -> Row:
    head = identifier(f"{asked.name}.{index}")
    return Row(
        head, index, shown, [cell(each, asked, line.get(each.key), index, head) for each in asked.field.options["columns"]]
    )


def cell(field: Field, asked: Asked, answer: Any, index: str, head: str) -> Cell:
    name, path = f"{asked.name}.{index}.{field.key}", f"{asked.path}[{index}].{field.key}"
    labelled = f"{identifier(f'{asked.name}.{field.key}')} {head}"
    manner = CELLS[field.kind]
    controls = manner.controls(replace(asked, field=field, name=name, path=path, labelled=labelled), answer)
    errors = asked.faults.under(path, controls[0].id)
    error_id = f"{identifier(name)}--error"
    for each in controls:
        each.describe(error_id if errors else "", invalid=bool(errors))
    label = field.label.said(asked.language)
    return Cell(field.kind, name, label, controls, errors, error_id, manner.suffix(field, asked.language))


def sums(asked: Asked, rows: Sequence[Any]) -> list[Total]:
    options = asked.field.options
    fields = {each.key: each for each in options["columns"]}
    found = totals(options, rows)
    return [
        Total(
            each.column,
            f"{TOTAL.said(asked.language)} – {fields[each.column].label.said(asked.language)}",
            " · ".join(
                price(amount, code, asked.language) if code else number(amount, asked.language)
                for amount, code in found[each.column]
            ),
            " ".join(f"{code}:{MINOR_UNITS[code]}" for code in fields[each.column].options.get("currencies", ())),
        )
        for each in options.get("totals", ())
    ]


def controls(asked: Asked, answer: Any) -> Sequence[Control]:
    """They stand in the table's rows."""
    return ()


def read_table(field: Field, typed: Typed) -> list[dict[str, Any]] | None:
    """A button of the form takes one row away."""
    removed = {f"{typed.name}.{index}" for index in typed.post.getlist(f"{REMOVE}:{field.key}")}
    return [line for each in typed.rows() if each.name not in removed and (line := read_row(field, each))] or None


def read_row(field: Field, typed: Typed) -> dict[str, Any]:
    read = ((each.key, CELLS[each.kind].read(each, typed.at(each.key))) for each in field.options["columns"])
    return {key: answer for key, answer in read if answer is not None}


TABLE = Manner(controls, read_table, layout="table")
