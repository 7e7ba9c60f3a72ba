"""A workbook (.xlsx) written row by row, as text: a library that makes an object of each cell takes twice as long as finding the rows."""

import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain, islice
from typing import IO, Any
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DAY, INSTANT = 1, 2  # places in the formats of STYLES
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd h:mm:ss"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
FROZEN = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
BEGIN = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{FROZEN}</sheetView></sheetViews><sheetData>'
END = "</sheetData></worksheet>"
PIECE = 200  # rows that are compressed at once


def write(file: IO[bytes], heads: Sequence[Any], rows: Iterable[Sequence[Any]], *, most: int) -> None:
    """Rows of None, yes or no, numbers, days, instants without a zone, and texts that a cell can hold; `most` of them on each sheet."""
    left, number = iter(rows), 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        first: list[Sequence[Any]] = []
        while number == 0 or first:
            number += 1
            with book.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as sheet:
                for piece in _sheet(chain([heads], first, islice(left, most - len(first)))):
                    sheet.write(piece.encode())
            first = list(islice(left, 1))
        for name, text in _around(number).items():
            book.writestr(name, text)


def _sheet(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield BEGIN
    numbered = enumerate(rows, start=1)
    while piece := [_row(number, row) for number, row in islice(numbered, PIECE)]:
        yield "".join(piece)
    yield END


def _row(number: int, row: Sequence[Any]) -> str:
    cells = [_cell(f"{_letter(place)}{number}", value) for place, value in enumerate(row, start=1) if value is not None]
    return f'<row r="{number}">{"".join(cells)}</row>'


_letter = cache(get_column_letter)


def _cell(at: str, value: Any) -> str:
    match value:
        case str():
            return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case bool():
            return f'<c r="{at}" t="b"><v>{value:d}</v></c>'
        case int() | float() | Decimal() if math.isfinite(value):
            return f'<c r="{at}"><v>{value}</v></c>'
        case datetime():
            return f'<c r="{at}" s="{INSTANT}"><v>{to_excel(value)}</v></c>'
        case date():
            return f'<c r="{at}" s="{DAY}"><v>{to_excel(value)}</v></c>'
    return _cell(at, str(value))


def _around(sheets: int) -> dict[str, str]:
    """What tells a program where the sheets are."""
    numbers = range(1, sheets + 1)
    parts = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>' for n in numbers)
    leads = "".join(f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    named = "".join(f'<sheet name="{"Sheet" if n == 1 else f"Sheet{n - 1}"}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="book" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{leads}'
        f'<Relationship Id="styles" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
    }
