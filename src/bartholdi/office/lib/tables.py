"""Tables as people send them: with commas, semicolons or tabs, in UTF-8 or as Excel writes it; the first line names the columns."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext

from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused


def read(content: bytes, *, needed: Sequence[str], known: Sequence[str], most: int) -> list[tuple[int, dict[str, str]]]:
    """Each line that says something, with its number and its cells by the known columns, in which a quote before a formula is taken off."""
    lines = cells(content)
    if not lines:
        raise Refused(gettext("Nothing was taken: the file is empty."))
    heads = [clean_line(head).casefold() for head in lines[0]]
    if missing := [name for name in needed if name not in heads]:
        raise Refused(
            gettext("Nothing was taken: the first line must name the columns, and lacks %(missing)s. Known columns: %(known)s.")
            % {"missing": ", ".join(missing), "known": ", ".join(known)}
        )
    if len(lines) > most + 1:
        raise Refused(gettext("Nothing was taken: one file holds %(most)s lines at most.") % {"most": most})
    filled = [(number, line) for number, line in enumerate(lines[1:], start=2) if any(cell.strip() for cell in line)]
    return [(number, _cells(dict(zip(heads, line, strict=False)), known)) for number, line in filled]


def cells(content: bytes) -> list[list[str]]:
    """Every line as it stands; the first says by what they are parted."""
    text = _decoded(content)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text.partition("\n")[0][:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        return list(csv.reader(io.StringIO(text, newline=None), dialect))
    except csv.Error as error:
        raise Refused(gettext("Nothing was taken: the file is no table. Save it as CSV, in UTF-8.")) from error


def _cells(line: dict[str, str], known: Sequence[str]) -> dict[str, str]:
    return {name: clean_line(line.get(name, "").lstrip("'")) for name in known}


def _decoded(content: bytes) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # “Unicode text”, as spreadsheets call it
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(gettext("Nothing was taken: the file is no text. Save it as CSV, in UTF-8."))
