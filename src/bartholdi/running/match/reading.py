"""Tables from CSV or JSON files, cell by cell; what is wrong is told with file, line and column, and how to mend it."""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

LARGEST = 200_000_000  # bytes of a file
SEPARATORS = ",;\t"


class Faulty(Exception):
    """str(error) is one line: where, what is wrong, how to mend it."""


@dataclass(frozen=True)
class Row:
    """One line of a table. `place` is where it stands, for people: "marks.csv, line 4"."""

    place: str
    cells: dict[str, str]
    comma: bool = False  # whether decimals may be written with a comma

    def text(self, column: str) -> str:
        """What stands there; Faulty where nothing does."""
        if value := self.cells.get(column, ""):
            return value
        raise self.fault(column, "is empty", "Fill it in, or remove the line.")

    def optional(self, column: str) -> str:
        return self.cells.get(column, "")

    def number(self, column: str, default: float | None = None, *, least: float | None = None) -> float:
        """A finite number; the default where nothing stands there, Faulty where there is none."""
        value = self.optional(column)
        if not value and default is not None:
            return default
        try:
            found = float(self._plain(self.text(column)))
        except ValueError:
            raise self.fault(column, "is not a number", "Write it in digits, like 4.5.") from None
        if not math.isfinite(found):
            raise self.fault(column, "is not a finite number", "Write a number, or leave the cell empty if there is none.")
        if least is not None and found < least:
            raise self.fault(column, f"is below {least:g}", f"Write {least:g} or more.")
        return found

    def whole(self, column: str, default: int | None = None) -> int:
        """A whole number from 0 on."""
        value = self.optional(column)
        if not value and default is not None:
            return default
        if not (self.text(column).isascii() and value.isdigit()):
            raise self.fault(column, "is not a whole number", "Write it in digits, like 3.")
        return int(value)

    def money(self, column: str) -> int:
        """Whole minor units: 1200.50 is 120050; nothing is 0."""
        value = self.optional(column)
        try:
            found = Decimal(self._plain(value).replace(" ", "").replace("\u202f", "").replace("\u00a0", "") or "0")
            if not found.is_finite() or found < 0 or found != round(found, 2):
                raise self.fault(column, "is not an amount", "Write 0 or more, with two decimals at most, like 1200.50.")
        except InvalidOperation:
            raise self.fault(column, "is not an amount", "Write it in digits without a currency, like 1200.50.") from None
        return int(found * 100)

    def fault(self, column: str, wrong: str, mend: str) -> Faulty:
        value = self.optional(column)
        shown = f": “{value if len(value) <= 40 else value[:39] + '…'}”" if value else ""
        return Faulty(f"{self.place}, column “{column}”{shown} {wrong}. {mend}")

    def _plain(self, value: str) -> str:
        return value.replace(",", ".") if self.comma else value


def table(name: str, needed: Iterable[str]) -> list[Row]:
    """The rows of a file: JSON (a list of objects) where its name ends in .json, else CSV with a heading; `-` is standard input."""
    text = _text(name)
    rows = _json(name, text) if name.lower().endswith(".json") else _csv(name, text)
    if not rows:
        raise Faulty(f"{name}: there is no line of data. Give the file that you meant.")
    has = rows[0].cells if not name.lower().endswith(".json") else {key for row in rows for key in row.cells}
    if missing := [column for column in needed if column not in has]:
        raise Faulty(f"{name}: there is no column “{missing[0]}”. There are: {', '.join(has)}. Rename one, or add it.")
    return rows


def unique(rows: list[Row], column: str) -> None:
    """Faulty where a value comes twice."""
    seen: dict[str, str] = {}
    for row in rows:
        value = row.text(column)
        if value in seen:
            raise row.fault(column, f"stands already in {seen[value]}", "Remove one of the two, or rename it.")
        seen[value] = row.place


def _text(name: str) -> str:
    data = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else _bytes(Path(name))
    if len(data) > LARGEST:
        raise Faulty(f"{name}: the file is larger than {LARGEST // 1_000_000} MB. Split it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Faulty(f"{name}, line {line}: this is not UTF-8. Save the file again as “CSV UTF-8”.") from None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Faulty(f"{path}: there is no such file. Check its name and folder.") from None
    except IsADirectoryError:
        raise Faulty(f"{path}: this is a folder. Give a file.") from None


def _csv(name: str, text: str) -> list[Row]:
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    heading: list[str] = []
    try:
        for cells in lines:
            place = f"{name}, line {lines.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if not heading:
                heading = _heading(place, cells)
            elif len(cells) > len(heading) and any(cells[len(heading) :]):
                raise Faulty(
                    f"{place}: {len(cells)} cells, but {len(heading)} columns. Put a text that holds “{separator}” in quotes."
                )
            else:
                own = dict.fromkeys(heading, "") | dict(zip(heading, (cell.strip() for cell in cells), strict=False))
                rows.append(Row(place, own, comma=separator != ","))
    except csv.Error as error:
        raise Faulty(f"{name}, line {lines.line_num}: {error}. Check the quotes there.") from None
    return rows


def _heading(place: str, cells: list[str]) -> list[str]:
    heading = [cell.strip() for cell in cells]
    if twice := [cell for cell in heading if cell and heading.count(cell) > 1]:
        raise Faulty(f"{place}: two columns are called “{twice[0]}”. Rename one.")
    return heading


def _json(name: str, text: str) -> list[Row]:
    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        raise Faulty(
            f"{name}, line {error.lineno}, character {error.colno}: this is not JSON ({error.msg}). Mend it there."
        ) from None
    except RecursionError:
        raise Faulty(f"{name}: lists within lists without end. Give one list of objects.") from None
    if isinstance(entries, dict):  # as this command writes it
        entries = entries.get("rows")
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise Faulty(f'{name}: this is not a list of objects. Write it like [{{"item": "a", "mark": 4}}].')
    return [
        Row(f"{name}, entry {place}", {key: _cell(value) for key, value in each.items()}) for place, each in enumerate(entries, 1)
    ]


def _cell(value: object) -> str:
    return "" if value is None else json.dumps(value) if isinstance(value, bool | list | dict) else str(value).strip()
