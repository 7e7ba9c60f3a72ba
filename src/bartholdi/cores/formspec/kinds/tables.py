"""Table: rows of typed columns, with limits on their number and sums that are computed, never typed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from bartholdi.cores.formspec.fields import COLUMN, read_field
from bartholdi.cores.formspec.kinds.choosing import CHOICE, COUNTRY, YES_NO
from bartholdi.cores.formspec.kinds.dates import DATE, PERIOD
from bartholdi.cores.formspec.kinds.kind import Cell, Grid, Kind, Manner, Part, Shown, a_list, an_object, in_order
from bartholdi.cores.formspec.kinds.numbers import MONEY, NUMBER, price, sound, sum_of
from bartholdi.cores.formspec.kinds.people import ORGANISATION_KIND, PERSON
from bartholdi.cores.formspec.kinds.texts import LONG_TEXT, TEXT
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import read_list, read_totals, whole
from bartholdi.cores.formspec.spec import Field, Label, Options
from bartholdi.cores.formspec.words.shown import ROWS, TOTAL, number

CELLS = {
    kind.name: kind for kind in (TEXT, LONG_TEXT, NUMBER, MONEY, DATE, PERIOD, YES_NO, CHOICE, COUNTRY, ORGANISATION_KIND, PERSON)
}
MOST_ROWS = 500  # where the spec sets no limit: more is a file


def read_columns(value: object, place: Place) -> tuple[Field, ...]:
    found: dict[str, Field] = {}
    for index, each in enumerate(read_list(value, place, most=30)):
        column = read_field(each, place.at(index), CELLS, known=COLUMN)
        if column and column.key in found:
            place.at(index).at("key").fault("used_twice", value=column.key)
        elif column:
            found[column.key] = column
    return tuple(found.values())


def contradict_table(options: Options, place: Place) -> None:
    in_order("min_rows", "max_rows")(options, place)
    columns = {column.key: column for column in options.get("columns", ())}
    for index, total in enumerate(options.get("totals", ())):
        here = place.at("totals").at(index)
        column = columns.get(total.column)
        if column is None or column.kind not in {"number", "money"}:
            here.at("column").fault("not_a_sum")
        elif (total.min is not None or total.max is not None) and len(column.options.get("currencies", "1")) > 1:
            here.fault("limit_needs_one_currency")
        in_order("min", "max")({name: limit for name in ("min", "max") if (limit := getattr(total, name)) is not None}, here)


def check_table(value: object, options: Options, place: Place) -> list[dict[str, Any]] | None:
    """A list of rows, each an object from column to answer. Rows without any answer are left out; faults name the rows that stay."""
    kept: list[dict[str, Any]] = []
    for index, each in enumerate(a_list(value, place, most=MOST_ROWS)):
        if (given := an_object(each, place.at(index))) is not None and (row := _check_row(given, options, place.at(len(kept)))):
            kept.append(row)
    if not kept:
        return None
    if len(kept) < options.get("min_rows", 0):
        place.missing("too_few_rows", n=options["min_rows"], count=len(kept))
    if len(kept) > (most := options.get("max_rows", MOST_ROWS)):
        place.fault("too_many_rows", n=most, count=len(kept))
    _check_totals(kept, options, place)
    return kept


def _check_row(given: Any, options: Options, place: Place) -> dict[str, Any]:
    row: dict[str, Any] = {}
    gaps = []
    for column in options["columns"]:
        answer = CELLS[column.kind].check(given.get(column.key), column.options, place.at(column.key))
        if answer is not None:
            row[column.key] = answer
        elif column.required:
            gaps.append(column)
    for column in gaps if row else ():
        place.at(column.key).missing(CELLS[column.kind].missing)
    return row


def _check_totals(rows: list[dict[str, Any]], options: Options, place: Place) -> None:
    sums = totals(options, rows)
    for limit in options.get("totals", ()):
        label = next(column.label.plain() for column in options["columns"] if column.key == limit.column)
        for amount, currency in sums[limit.column]:
            if limit.max is not None and amount > limit.max:
                place.fault("total_too_high", column=label, total=amount, max=limit.max, currency=currency)
            if limit.min is not None and amount < limit.min:
                place.missing("total_too_low", column=label, total=amount, min=limit.min, currency=currency)


def totals(options: Options, rows: Iterable[Any]) -> dict[str, list[tuple[Decimal, str]]]:
    """The sums of the columns that are added up: per column, one sum for numbers (currency empty), or one for each currency."""
    sums: dict[str, list[tuple[Decimal, str]]] = {}
    rows = list(rows)
    columns = {column.key: column for column in options["columns"]}
    for total in options.get("totals", ()):
        cells = [row[total.column] for row in rows if total.column in row]
        if columns[total.column].kind == "number":
            sums[total.column] = [(sum((one for cell in cells if (one := sound(cell)) is not None), Decimal(0)), "")]
        else:
            pairs = [found for cell in cells if (found := sum_of(cell))]
            sums[total.column] = [
                (sum((amount for amount, code in pairs if code == currency), Decimal(0)), currency)
                for currency in columns[total.column].options["currencies"]
                if any(code == currency for _amount, code in pairs)
            ]
    return sums


def show_table(answer: Any, options: Options, manner: Manner) -> Shown:
    columns = [column for column in options["columns"] if not (manner.blind and column.identifies)]
    labels = {column.key: column.label.said(manner.language) for column in columns}
    rows = tuple(tuple(_said(row.get(column.key), column, manner) for column in columns) for row in answer)
    sums = tuple(
        (
            f"{TOTAL.said(manner.language)} – {labels[key]}",
            price(amount, currency, manner.language) if currency else number(amount, manner.language),
        )
        for key, found in totals(options, answer).items()
        if key in labels
        for amount, currency in found
    )
    return Grid(tuple(labels.values()), rows, sums)


def _said(answer: Any, column: Field, manner: Manner) -> str:
    if answer is None:
        return ""
    shown = CELLS[column.kind].show(answer, column.options, manner)
    return ", ".join(shown) if isinstance(shown, list) else str(shown)


def parts_table(options: Options) -> list[Part]:
    parts: list[Part] = [("rows", ROWS, "number"), ("", Label("", ""), "text")]
    columns = {column.key: column for column in options["columns"]}
    for total in options.get("totals", ()):
        label = columns[total.column].label
        for currency in columns[total.column].options.get("currencies", ("",)):
            said = Label(*(f"{TOTAL.said(language)} – {label.said(language)} {currency}".strip() for language in ("en", "fr")))
            parts.append((f"{total.column}_total{'_' * bool(currency)}{currency.lower()}", said, "number"))
    return parts


def cells_table(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    seen = [column for column in options["columns"] if not (manner.blind and column.identifies)]
    lines = [", ".join(_said(row.get(column.key), column, manner) for column in seen) for row in answer]
    cells: list[Cell] = [len(answer), "\n".join(lines)]
    columns = {column.key: column for column in options["columns"]}
    for key, found in totals(options, answer).items():
        by_currency = {currency: amount for amount, currency in found}
        cells += [by_currency.get(currency) for currency in columns[key].options.get("currencies", ("",))]
    return cells


TABLE = Kind(
    name="table",
    check=check_table,
    missing="missing_row",
    options={"columns": read_columns, "min_rows": whole(1, MOST_ROWS), "max_rows": whole(1, MOST_ROWS), "totals": read_totals},
    needed=("columns",),
    contradict=contradict_table,
    show=show_table,
    parts=parts_table,
    cells=cells_table,
)
