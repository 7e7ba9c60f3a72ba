"""Somebody new: makes an account with a code, keeps a paper, is told what is wrong, loses nothing when the session ends, and leaves."""

import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitor import Visitor, at
from tests.office.lib.test_files import pdf, png

Visit = Callable[..., Visitor]
CODE = re.compile(r"\b[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\b")


def somebody() -> str:
    """An address that no story has used: an office may be served for more than one run."""
    return f"{secrets.token_hex(4)}@example.org"


def code_for(visitor: Visitor, address: str) -> str:
    """Reads the newest mail as the demonstration keeps it, in another tab."""
    tab = visitor.context.new_page()
    try:
        for _attempt in range(40):
            tab.goto(f"/en/demo/mails/?to={address}")
            letters = tab.locator("article .mail-words")
            if letters.count():
                found = [line.strip() for line in letters.first.inner_text().splitlines() if CODE.fullmatch(line.strip())]
                if found:
                    return found[0]
            tab.wait_for_timeout(250)
    finally:
        tab.close()
    raise AssertionError(f"no code was sent to {address}")


def make_account(visitor: Visitor, address: str, name: str) -> Page:
    page = visitor.go("/en/account/sign-up/").page
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("name", exact=False).last.fill(name)
    page.get_by_role("button", name="Make my account").click()
    page.get_by_label("Code").fill(code_for(visitor, address))
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(at(r"/en/portal/"))
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_a_newcomer_makes_an_account_keeps_a_paper_and_leaves(visit: Visit, tmp_path: Path, javascript: bool) -> None:
    visitor = visit(java_script_enabled=javascript)
    look = visitor.look if javascript else lambda: None  # axe is JavaScript
    page = make_account(visitor, somebody(), "Zoé N’Diaye-O’Brien")
    look()
    page.goto("/en/portal/documents/")
    look()
    (tmp_path / "cv.pdf").write_bytes(png())
    page.get_by_label("File").set_input_files(tmp_path / "cv.pdf")
    page.get_by_label("What it is").fill("My CV")
    page.get_by_role("button", name="Keep this document").click()
    expect(page.get_by_text("“My CV” is kept.")).to_be_visible()
    expect(page.get_by_role("link", name="cv.pdf.png")).to_be_visible()
    (tmp_path / "empty.pdf").write_bytes(b"")
    page.get_by_label("File").set_input_files(tmp_path / "empty.pdf")
    page.get_by_label("What it is").fill("Transcripts")
    page.get_by_role("button", name="Keep this document").click()
    expect(page.get_by_role("link", name=re.compile("This file is empty"))).to_be_visible()
    expect(page.get_by_label("What it is")).to_have_value("Transcripts")
    look()
    page.get_by_role("link", name="Throw away My CV").click()
    look()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_text("“My CV” was thrown away.")).to_be_visible()
    page.goto("/en/account/sign-out/")
    look()
    page.get_by_role("main").get_by_role("button").first.click()
    page.goto("/en/portal/documents/")
    expect(page).to_have_url(at("/en/account/sign-in/"))


def test_an_address_that_is_known_looks_like_one_that_is_not(visit: Visit) -> None:
    told = []
    for address in ("director@bartholdi.example", "nobody-at-all@example.org"):
        page = visit().go("/en/account/sign-in/").page
        page.get_by_label("E-mail address").fill(address)
        page.get_by_role("button", name="Send me a code").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
        told.append(page.get_by_role("main").inner_text().replace(address, "…"))
    assert told[0] == told[1]


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_typed_survives_an_ended_session(visit: Visit, javascript: bool) -> None:
    visitor = visit(java_script_enabled=javascript)
    address = somebody()
    page = make_account(visitor, address, "Patience First")
    page.goto("/en/account/profile/")
    page.get_by_label("Name").fill("Patience, after a long afternoon")
    visitor.context.clear_cookies()
    page.get_by_role("main").get_by_role("button").first.click()
    sign_in_again(visitor, page, address)
    expect(page).to_have_url(at("/en/account/profile/"))
    expect(page.get_by_label("Name")).to_have_value("Patience, after a long afternoon")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_text("Your profile is saved.")).to_be_visible()
    expect(page.get_by_role("definition").get_by_text("Patience, after a long afternoon")).to_be_visible()


def sign_in_again(visitor: Visitor, page: Page, address: str) -> None:
    if page.get_by_label("E-mail address").count() == 0:  # the page that says so first
        page.get_by_role("main").get_by_role("link").first.click()
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_for(visitor, address))
    page.get_by_role("button", name="Sign in").last.click()


def test_a_newcomer_reads_french_from_the_first_letter_on(visit: Visit) -> None:
    visitor = visit(locale="fr")
    page = visitor.go("/fr/account/sign-up/").look().page
    address = somebody()
    page.get_by_label("Adresse électronique").fill(address)
    page.get_by_role("textbox").last.fill("Maëlle Kerneïs")
    page.get_by_role("main").get_by_role("button").first.click()
    visitor.look()
    page.get_by_role("main").get_by_role("textbox").first.fill(code_for(visitor, address))
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url(at("/fr/portal/"))
    visitor.look()


def test_a_file_over_the_limit_is_refused_before_it_leaves_the_computer(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    visitor.sign_in_as("priya@lakeshore-university.example")
    page = visitor.go("/en/portal/documents/").page
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.write(pdf())
        file.truncate(60 * 1024 * 1024)
    page.get_by_label("File").set_input_files(large)
    page.get_by_label("What it is").fill("Much too large")
    page.get_by_role("button", name="Keep this document").click()
    expect(page.get_by_text(re.compile("too large")).first).to_be_visible()
    expect(page.get_by_label("What it is")).to_have_value("Much too large")
