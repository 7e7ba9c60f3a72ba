"""What is written into a workbook is what a program that opens it reads."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.faces.ui.listing import workbooks

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
INSTANTS = st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2199-12-31")).map(
    lambda moment: moment.replace(microsecond=0)
)
NUMBERS = st.integers(-(10**12), 10**12) | st.decimals("-1e9", "1e9", places=2)
VALUES = st.none() | st.booleans() | NUMBERS | TEXTS | INSTANTS


def read(content: bytes) -> list[list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


def written(*rows: list[object], most: int = 100) -> bytes:
    file = io.BytesIO()
    workbooks.write(file, ["One", "Two", "Three"], rows, most=most)
    return file.getvalue()


@given(st.lists(st.tuples(VALUES, VALUES, VALUES).map(list), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_rows_are_read_as_they_were_written(rows: list[list[object]]) -> None:
    plain = [[float(value) if isinstance(value, Decimal) else value for value in row] for row in rows]
    (sheet,) = read(written(*rows, ["end", "end", "end"]))  # an empty row at the end is no row to whoever reads
    assert sheet == [["One", "Two", "Three"], *plain, ["end", "end", "end"]]


def test_days_instants_and_what_is_no_number_at_all() -> None:
    (sheet,) = read(
        written([date(2027, 2, 28), datetime.fromisoformat("2027-02-28T23:59"), float("nan")], ["  <a> & b  ", "one\ntwo", "’"])
    )
    assert sheet[1:] == [
        [datetime.fromisoformat("2027-02-28"), datetime.fromisoformat("2027-02-28T23:59"), "nan"],
        ["  <a> & b  ", "one\ntwo", "’"],
    ]


def test_a_sheet_that_is_full_goes_on_in_the_next_and_its_head_stays_in_sight() -> None:
    content = written(*([number, "x", None] for number in range(5)), most=2)
    assert [[row[0] for row in sheet] for sheet in read(content)] == [["One", 0, 1], ["One", 2, 3], ["One", 4]]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [(sheet.title, sheet.freeze_panes) for sheet in book.worksheets] == [
        ("Sheet", "A2"),
        ("Sheet1", "A2"),
        ("Sheet2", "A2"),
    ]
    assert [
        [cell.number_format for cell in row]
        for row in openpyxl.load_workbook(
            io.BytesIO(written([date(2027, 1, 1), datetime.fromisoformat("2027-01-01"), 1]))
        ).active["A2:C2"]
    ] == [["yyyy-mm-dd", "yyyy-mm-dd h:mm:ss", "General"]]


def test_nothing_is_a_workbook_with_heads() -> None:
    assert read(written()) == [[["One", "Two", "Three"]]]
