"""A table that somebody brings, as a workbook or as CSV: its cells as text, within limits that no file can stretch."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from openpyxl import load_workbook

from bartholdi.office.lib.workflow import Refused

UNPACKED = 30_000_000  # bytes that the parts of a workbook may have together
ROWS, COLUMNS = 10_000, 30


def read(content: bytes) -> list[list[str]]:
    return _workbook(content) if content[:2] == b"PK" else _csv(content)


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


def _csv(content: bytes) -> list[list[str]]:
    """With commas, semicolons or tabs, in UTF-8 or as Excel writes it."""
    text = _decoded(content)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text.partition("\n")[0][:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        lines = list(csv.reader(io.StringIO(text, newline=None), dialect))
    except csv.Error as error:
        raise Refused(gettext("Nothing was taken: the file is no table. Save it as CSV, in UTF-8.")) from error
    return [line[:COLUMNS] for line in lines[:ROWS]]


def _decoded(content: bytes) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # “Unicode text”, as spreadsheets call it
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(gettext("Nothing was taken: the file is no text. Save it as CSV, in UTF-8."))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return format(Decimal(repr(cell)).normalize(), "f")
    return str(cell)
