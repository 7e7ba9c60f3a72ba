"""A table that somebody brings, as a workbook or as CSV: its cells as text, within limits that no file can stretch."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from openpyxl import load_workbook

from bartholdi.office.lib import tables
from bartholdi.office.lib.workflow import Refused

UNPACKED = 30_000_000  # bytes that the parts of a workbook may have together
ROWS, COLUMNS = 10_000, 30


def read(content: bytes) -> list[list[str]]:
    return _workbook(content) if content[:2] == b"PK" else [line[:COLUMNS] for line in tables.cells(content)[:ROWS]]


def _workbook(content: bytes) -> list[list[str]]:
    try:
        fits = _unpacked(content) <= UNPACKED
        table = _cells(content) if fits else []
    except Exception as error:  # whatever a broken archive makes its reader raise
        raise Refused(gettext("Nothing was taken: the workbook cannot be read. Save it anew as .xlsx, or as CSV.")) from error
    if not fits:
        raise Refused(gettext("Nothing was taken: the workbook is too large once unpacked."))
    return table


def _unpacked(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(each.file_size for each in archive.infolist())


def _cells(content: bytes) -> list[list[str]]:
    """Values as they were last computed; a formula is never computed here."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(max_row=ROWS, max_col=COLUMNS, values_only=True)
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return format(Decimal(repr(cell)).normalize(), "f")
    return str(cell)
