"""The staff at the desk: letters are held, edited and sent; the journal is read and verified; lists are kept and taken along; roles are given."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitor import Visitor, at

Visit = Callable[..., Visitor]


def first_in_state(page: Page, state: str) -> None:
    page.goto(f"/en/desk/outbox/?state={state}")
    page.locator("tr[data-row] a, [data-row] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_an_officer_sends_a_trial_letter_holds_it_edits_it_and_lets_it_go(visitor: Visitor) -> None:
    visitor.sign_in_as("washington@bartholdi.example")
    first_in_state(visitor.page, "held")
    page = visitor.look().page
    page.get_by_role("link", name="Edit", exact=True).click()
    visitor.look()
    page.get_by_role("textbox").first.fill("A subject that was mended")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A subject that was mended")
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_text("A subject that was mended").first).to_be_visible()
    visitor.look()


def test_two_tabs_on_one_letter_do_not_overwrite_each_other(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in_as("boston@bartholdi.example")
    first_in_state(visitor.page, "held")
    visitor.page.get_by_role("link", name="Edit", exact=True).click()
    address = visitor.page.url
    other = visitor.context.new_page()
    other.goto(address)
    for page, subject in ((visitor.page, "First hand"), (other, "Second hand")):
        page.get_by_role("textbox").first.fill(subject)
        page.get_by_role("main").get_by_role("button").first.click()
        page.wait_for_load_state()
    expect(other.get_by_role("textbox").first).to_have_value("Second hand")  # refused, and kept
    visitor.page.goto(address)
    expect(visitor.page.get_by_role("textbox").first).to_have_value("First hand")


def test_the_journal_is_filtered_read_and_verified(visitor: Visitor) -> None:
    visitor.sign_in_as("auditor@bartholdi.example")
    page = visitor.go("/en/desk/journal/").look().page
    page.get_by_role("main").get_by_role("searchbox").fill("Maïlys")
    page.get_by_role("main").get_by_role("searchbox").press("Enter")
    expect(page.locator("[data-row]").first).to_be_visible()
    page.locator("[data-row] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visitor.look()
    page.goto("/en/desk/journal/")
    page.get_by_role("button", name=re.compile("Verify|Read", re.IGNORECASE)).first.click()
    expect(page.get_by_text(re.compile("whole|sound|intact", re.IGNORECASE)).first).to_be_visible()
    visitor.look()


def test_a_slow_search_gives_way_to_the_newer_one(visitor: Visitor) -> None:
    visitor.sign_in_as("auditor@bartholdi.example")
    page = visitor.go("/en/desk/journal/").page
    page.route("**/desk/journal/?*q=Nobody*", lambda route: None)  # the server never answers
    search = page.get_by_role("main").get_by_role("searchbox")
    with page.expect_request("**/desk/journal/?*q=Nobody*"):
        search.fill("Nobody")
    search.fill("Maïlys")
    expect(page).to_have_url(re.compile("q=Ma"))
    expect(page.locator("[data-row]").first).to_contain_text("Maïlys")
    visitor.look()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_list_is_taken_along_whole(visitor: Visitor, kind: str, tmp_path: Path) -> None:
    visitor.sign_in_as("director@bartholdi.example")
    page = visitor.go("/en/desk/people/").page
    people = page.locator("[data-row]").count()
    page.locator("summary", has_text=re.compile("Export|Take", re.IGNORECASE)).first.click()
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile(rf"\b{kind}\b", re.IGNORECASE)).first.click()
    target = tmp_path / f"people.{kind}"
    started.value.save_as(target)
    assert rows(target) == people


def rows(path: Path) -> int:
    if path.suffix == ".json":
        return len(json.loads(path.read_text()))
    if path.suffix == ".csv":
        return len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))) - 1
    return len(list(openpyxl.load_workbook(path, read_only=True).active.rows)) - 1


def test_an_administrator_gives_a_role_and_the_journal_keeps_it(visitor: Visitor) -> None:
    visitor.sign_in_as("administrator@bartholdi.example")
    page = visitor.go("/en/desk/people/?q=Hiroko").page
    page.locator("[data-row] a").first.click()
    visitor.look()
    page.get_by_role("combobox").first.select_option(index=0)
    page.get_by_role("button", name=re.compile("Give")).first.click()
    expect(page.get_by_role("status").or_(page.get_by_role("alert")).first).to_be_visible()
    visitor.look()
    page.goto("/en/desk/journal/?q=Hiroko")
    expect(page.locator("[data-row]").first).to_be_visible()


def test_the_desk_is_closed_to_everybody_else(visitor: Visitor) -> None:
    visitor.sign_in_as("priya@lakeshore-university.example")
    answer = visitor.page.goto("/en/desk/journal/")
    assert answer is not None
    assert answer.status == 403
    visitor.look()


def test_lists_are_walked_by_keys(visitor: Visitor) -> None:
    visitor.sign_in_as("director@bartholdi.example")
    page = visitor.go("/en/desk/people/").page
    page.keyboard.press("/")
    expect(page.get_by_role("main").get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("o")
    expect(page).to_have_url(at(r"/en/desk/people/\d+/"))
