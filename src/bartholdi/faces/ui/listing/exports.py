"""All rows that match, as a file, in constant memory: read from the database piece by piece, and sent as they are read."""

import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from defusedcsv import csv
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from bartholdi.faces.ui.downloads import private
from bartholdi.faces.ui.listing import workbooks
from bartholdi.faces.ui.listing.asked import Asked
from bartholdi.faces.ui.listing.columns import Column

PIECE = 2_000
SHEET = 1_000_000  # rows; Excel's own limit is 1,048,576
CELL = 32_767  # characters; Excel's limit
FORMULA = frozenset("=+-@|%＝＋－＠")
NUMBER = re.compile(r"-?[0-9][0-9,.]*")
IN_MEMORY = 1_000_000  # bytes of a workbook before it goes to the disk


def answer(asked: Asked, form: str) -> HttpResponseBase:
    day = timezone.localdate(timezone=asked.zone).isoformat()
    return FORMS[form](asked, f"{asked.listing.name}-{day}.{form}")


def as_csv(asked: Asked, name: str) -> HttpResponseBase:
    """RFC 4180, with the mark by which Excel knows UTF-8, and formulas defused."""

    def piece(rows: list[list[Any]]) -> str:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        return text.getvalue()

    def pieces() -> Iterator[str]:
        yield "\ufeff" + piece([_heads(asked)])
        for rows in _pieces(asked, _written):
            yield piece(rows)

    return _streamed(pieces(), name, "text/csv; charset=utf-8")


def as_json(asked: Asked, name: str) -> HttpResponseBase:
    """One array, one object per row, under the columns' names."""
    names = [column.name for column in _columns(asked)]

    def pieces() -> Iterator[str]:
        between = "[\n"
        for rows in _pieces(asked, _plain):
            lines = [json.dumps(dict(zip(names, row, strict=True)), cls=DjangoJSONEncoder, ensure_ascii=False) for row in rows]
            yield between + ",\n".join(lines)
            between = ",\n"
        yield "[]\n" if between == "[\n" else "\n]\n"

    return _streamed(pieces(), name, "application/json")


def as_xlsx(asked: Asked, name: str) -> HttpResponseBase:
    """A workbook is a ZIP archive, whose table of contents comes last: written to the disk, then sent from it."""
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the response closes it
    workbooks.write(file, _heads(asked), (row for piece in _pieces(asked, _celled) for row in piece), most=SHEET)
    return _workbook(file, name)


def _columns(asked: Asked) -> list[Column]:
    return [column for column in asked.listing.columns if column.exported]


def _heads(asked: Asked) -> list[str]:
    return [column.title(asked.zone.key) for column in _columns(asked)]


def _pieces(asked: Asked, written: Callable[[Any], Any]) -> Iterator[list[list[Any]]]:
    """Values are made in the language and zone of the person who asked, though the file is sent after the page's own time."""
    columns, size = _columns(asked), asked.listing.piece or PIECE
    rows = iter(asked.order.apply(asked.rows()).iterator(chunk_size=size))
    while True:
        with translation.override(asked.language), timezone.override(asked.zone):
            piece = [[written(column.of(row)) for column in columns] for row in islice(rows, size)]
        if not piece:
            return
        yield piece


def _plain(value: Any) -> Any:
    """A value as programs like it: instants in the reader's zone with their offset."""
    if isinstance(value, Promise):
        return str(value)
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _written(value: Any) -> Any:
    value = _plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value if isinstance(value, (int, float, Decimal)) else defused(_text(value))


def _celled(value: Any) -> Any:
    """What a cell can hold: no zones, no control characters, no formula."""
    value = _plain(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if value is None or isinstance(value, (bool, int, float, Decimal, date)):
        return value
    return defused(ILLEGAL_CHARACTERS_RE.sub("", _text(value)))[:CELL]


def _text(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def defused(text: str) -> str:
    """A text that a spreadsheet would run as a formula is kept as text; wider than defusedcsv, which overlooks blanks before it."""
    risky = text[:1] in {"\t", "\r", "\n"} or text.lstrip()[:1] in FORMULA
    return f"'{text}" if text and risky and not NUMBER.fullmatch(text) else text


def _streamed(pieces: Iterator[str], name: str, kind: str) -> HttpResponseBase:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


FORMS: dict[str, Callable[[Asked, str], HttpResponseBase]] = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}


def table(heads: list[str], rows: list[list[Any]], name: str, form: str) -> HttpResponseBase:
    """A table that is no list of the database, as a file: `form` is csv or xlsx."""
    if form == "csv":
        text = io.StringIO()
        csv.writer(text).writerows([heads, *([_written(value) for value in row] for row in rows)])
        return _streamed(iter(["\ufeff" + text.getvalue()]), f"{name}.csv", "text/csv; charset=utf-8")
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the response closes it
    workbooks.write(file, heads, ([_celled(value) for value in row] for row in rows), most=SHEET)
    return _workbook(file, f"{name}.xlsx")


def _workbook(file: IO[bytes], name: str) -> HttpResponseBase:
    file.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return private(FileResponse(file, as_attachment=True, filename=name, content_type=kind))
