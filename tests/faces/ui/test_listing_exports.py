"""Exports of a list: all rows that match and may be seen, the same in every form, and harmless in a spreadsheet."""

import csv
import gc
import io
import json
import tracemalloc
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.faces.ui.listing import exports
from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import System, record
from tests.counting import statements
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
PEOPLE = "/en/desk/people/"
JOURNAL = "/en/desk/journal/"


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def taken(client: Client, url: str, form: str, **query: str) -> list[list[Any]]:
    """The rows of an export as lists, heads first."""
    content = body(client.get(url, {**query, "export": form}))
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if form == "json":
        objects = json.loads(content)
        return [list(objects[0]), *[list(one.values()) for one in objects]] if objects else []
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    rows = [["" if value is None else value for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_every_form_holds_all_matching_rows_not_a_page(client: Client, auditor: User, form: str) -> None:
    for number in range(130):
        AccountFactory(name=f"Person {number:03}")
    client.force_login(auditor)
    rows = taken(client, PEOPLE, form, q="person", sort="-name", size="25", after="x")
    assert [row[0] for row in rows[1:]] == [f"Person {number:03}" for number in reversed(range(130))]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_an_export_costs_the_same_number_of_queries_per_piece(client: Client, auditor: User, form: str) -> None:
    client.force_login(auditor)
    body(client.get(PEOPLE, {"export": form}))
    costs = []
    for more in (1, 40):
        AccountFactory.create_batch(more)
        costs.append(len(statements(lambda: body(client.get(PEOPLE, {"export": form})))))
    assert costs[0] == costs[1]


def test_the_values_say_the_same_in_every_form(client: Client, auditor: User) -> None:
    auditor.zone = "Europe/Paris"
    auditor.last_login = None
    auditor.date_joined = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # the night the clocks went forward
    auditor.save()
    client.force_login(auditor)
    User.objects.filter(pk=auditor.pk).update(last_login=None)
    head, row = taken(client, PEOPLE, "csv")
    assert dict(zip(head, row, strict=True)) == {
        "Name": "Ana Auditor",
        "E-mail address": "auditor@example.org",
        "Roles": "Auditor",
        "Account": "Open",
        "Second step": "no",
        "Last sign-in (Paris)": "",
        "Account made (Paris)": "2026-03-29T03:30:00+02:00",
        "Language of letters": "English",
    }
    head, row = taken(client, PEOPLE, "json")
    assert (row[3:7], head[6]) == (["Open", False, None, "2026-03-29T03:30:00+02:00"], "date_joined")
    head, row = taken(client, PEOPLE, "xlsx")
    assert (row[4:7], head[6]) == ([False, "", datetime(2026, 3, 29, 3, 30)], "Account made (Paris)")  # noqa: DTZ001  a cell has no zone


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_no_text_is_written_as_json(client: Client, auditor: User, form: str) -> None:
    record("accounts.sign_in", None, by=System("x"), change={"name": ["Zoé", None], "on": True})
    client.force_login(auditor)
    assert json.loads(taken(client, JOURNAL, form)[1][8]) == {"name": ["Zoé", None], "on": True}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_formulas_are_defused(client: Client, auditor: User, form: str) -> None:
    for formula in ("=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", " =1", "|cmd", "＝1"):
        AccountFactory(name=formula)
    client.force_login(auditor)
    names = {row[0] for row in taken(client, PEOPLE, form)[1:]} - {"Ana Auditor"}
    assert names == {"'=1+1", "'+A1", "'-2+3", "'@SUM(A1)", "'\t=1", "' =1", "'|cmd", "'＝1"}


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    kept = exports.defused(text)
    assert kept in {text, f"'{text}"}
    assert kept.lstrip()[:1] not in set("=+@")
    assert kept[:1] not in {"\t", "\r"}


def test_words_that_separate_cells_stay_in_theirs(client: Client, auditor: User) -> None:
    name = 'Zoé "the, first"; Lefèvre'
    AccountFactory(name=name)
    client.force_login(auditor)
    content = body(client.get(PEOPLE, {"export": "csv", "q": "zoe"}))
    assert content.startswith(b"\xef\xbb\xbfName,")
    assert content.count(b"\r\n") == 2
    assert [row[0] for row in taken(client, PEOPLE, "csv", q="zoe")] == ["Name", name]
    assert [row[0] for row in taken(client, PEOPLE, "xlsx", q="zoe")] == ["Name", name]


def test_characters_that_a_cell_cannot_hold_are_left_out(client: Client, auditor: User) -> None:
    AccountFactory(name="Bell\x07 and \x0b tab")
    client.force_login(auditor)
    assert taken(client, PEOPLE, "xlsx", q="bell")[1][0] == "Bell and  tab"


@time_machine.travel("2026-11-23T02:00:00Z", tick=False)
@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_the_file_is_named_by_its_list_and_the_readers_day(client: Client, auditor: User, form: str, kind: str) -> None:
    client.force_login(auditor)
    answer = client.get(JOURNAL, {"export": form})
    body(answer)
    assert (answer["Content-Disposition"], answer["Content-Type"], answer["Cache-Control"]) == (
        f'attachment; filename="journal-2026-11-22.{form}"',
        kind,
        "private, no-store",
    )


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_nothing_is_a_file_too(client: Client, auditor: User, form: str) -> None:
    client.force_login(auditor)
    assert len(taken(client, JOURNAL, form)) == (0 if form == "json" else 1)


def test_only_those_who_may_take_a_file_are_offered_one(client: Client, cast: dict[str, User]) -> None:
    answers = {}
    for part in ("officer", "director", "auditor", "editor", "administrator"):
        client.force_login(cast[part])
        offered = "export=csv" in client.get(PEOPLE).content.decode()
        answer = client.get(PEOPLE, {"export": "csv"})
        body(answer)
        answers[part] = (offered, answer.status_code)
    may, may_not = (True, 200), (False, 403)
    assert answers == {"officer": may_not, "director": may, "auditor": may, "editor": may_not, "administrator": may}


def test_an_export_holds_only_what_its_reader_may_see(client: Client, officer: User) -> None:
    record("accounts.sign_in", None, by=System("x"))
    record("accounts.sign_in", None, by=officer)
    client.force_login(officer)
    assert [row[0] for row in taken(client, JOURNAL, "csv")[1:]] == ["2"]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_holds_a_piece_in_memory_and_never_the_whole(
    client: Client, auditor: User, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PIECE", 50)
    User.objects.bulk_create(User(email=f"p{n}@example.org", name="x" * 200) for n in range(600))
    client.force_login(auditor)
    held = []
    tracemalloc.start()
    for _piece in client.get(PEOPLE, {"export": form}).streaming_content:
        gc.collect()  # rows and what was fetched with them know each other: only the collector frees them
        held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert len(held) >= 12
    assert max(held[3:]) < held[3] * 1.2


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(client: Client, auditor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "SHEET", 3)
    AccountFactory.create_batch(6)
    client.force_login(auditor)
    book = openpyxl.load_workbook(io.BytesIO(body(client.get(PEOPLE, {"export": "xlsx"}))))
    assert [sheet.max_row - 1 for sheet in book.worksheets] == [3, 3, 1]
