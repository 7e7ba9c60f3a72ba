"""The network, the session, the tab and the server die while somebody applies: what was typed is there again, what was sent is there once."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys.applying_office import POSTERS, PRIYA, add_calls
from tests.journeys.filled import filled
from tests.journeys.form import begin, expect_saved, fill_authors, fill_poster, question, status
from tests.journeys.visitor import Visitor
from tools import served
from tools.served import Server

pytestmark = pytest.mark.heavy

Visit = Callable[..., Visitor]
STEPS = {"poster": ("title", "abstract"), "authors": ("presenter.name", "authors")}
SOONER = [30]  # milliseconds between a click, or the moment of a save, and the end of the server
LATER = list(range(0, 160, 10))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("killed") / "office"
    with served.server(folder, begun=filled(tmp_path_factory, "applying", add_calls)) as running:
        yield running


@pytest.fixture(scope="module")
def site(server: Server) -> str:
    return server.address


@pytest.fixture
def draft(visit: Visit) -> tuple[Visitor, str]:
    visitor = visit(locale="en").sign_in_as(PRIYA)
    return visitor, begin(visitor, "en", POSTERS)


def write(page: Page, address: str, names: tuple[str, ...], words: str) -> None:
    page.goto(address)
    for name in names:
        question(page, name).press_sequentially(f"{words} {name}")


def expect_words(page: Page, address: str, names: tuple[str, ...], words: str) -> None:
    """In the form, and on the server: another browser would read the same."""
    page.goto(address)
    for name in names:
        expect(question(page, name)).to_have_value(f"{words} {name}")
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('draft:'))")
    page.reload()
    for name in names:
        expect(question(page, name)).to_have_value(f"{words} {name}")


def test_the_network_goes_at_every_step_and_comes_back(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    for step, names in STEPS.items():
        page = visitor.page
        page.goto(f"{address}page/{step}/")
        visitor.context.set_offline(True)
        for name in names:
            question(page, name).press_sequentially(f"Offline {name}")
        expect(status(page)).to_contain_text("No connection")
        visitor.look()
        visitor.context.set_offline(False)
        expect_saved(page)
        expect_words(page, f"{address}page/{step}/", names, "Offline")


def test_the_tab_is_closed_without_a_network_and_its_words_are_put_back(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    for step, names in STEPS.items():
        tab = visitor.context.new_page()
        tab.goto(f"{address}page/{step}/")
        visitor.context.set_offline(True)
        for name in names:
            question(tab, name).press_sequentially(f"Closed {name}")
        tab.close()
        visitor.context.set_offline(False)
        visitor.go(f"{address}check/")
        expect(visitor.page.locator("#unsent")).to_be_visible()  # nobody submits without them unknowing
        visitor.look()
        visitor.page.locator("#unsent a").click()
        visitor.page.wait_for_url(re.compile(f"/page/{step}/"))
        expect_words(visitor.page, f"{address}page/{step}/", names, "Closed")


def test_the_tab_crashes(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    for step, names in STEPS.items():
        tab = visitor.context.new_page()
        write(tab, f"{address}page/{step}/", names, "Crashed")
        tab.wait_for_timeout(300)  # the browser writes its store down by itself; at most five seconds may be gone
        with pytest.raises(Error):
            tab.goto("chrome://crash", timeout=3_000)
        tab.close()
        expect_words(visitor.page, f"{address}page/{step}/", names, "Crashed")


def test_the_session_ends_while_one_writes(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    for step, names in STEPS.items():
        page = visitor.page
        page.goto(f"{address}page/{step}/")
        visitor.context.clear_cookies()
        for name in names:
            question(page, name).press_sequentially(f"Signed out {name}")
        expect(status(page)).to_contain_text("You have been signed out")
        visitor.look()
        tab = visitor.context.new_page()
        served.sign_in(tab, PRIYA)
        tab.close()
        page.evaluate("() => dispatchEvent(new Event('focus'))")
        expect_saved(page)
        expect_words(page, f"{address}page/{step}/", names, "Signed out")


def test_the_session_ends_and_the_form_is_sent_by_its_button(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    page = visitor.page
    write(page, f"{address}page/poster/", STEPS["poster"], "Sent")
    visitor.context.clear_cookies()
    page.locator("form[data-autosave] button:not([name])").last.click()
    expect(page.locator("form[data-autosave]")).to_have_count(0)  # a page that says so
    visitor.look()
    served.sign_in(page, PRIYA)
    expect_words(page, f"{address}page/poster/", STEPS["poster"], "Sent")


@pytest.mark.parametrize("after", [SOONER, pytest.param(LATER, marks=pytest.mark.long)], ids=["some", "many"])
def test_the_server_is_killed_while_it_saves(server: Server, draft: tuple[Visitor, str], after: list[int]) -> None:
    visitor, address = draft
    page = visitor.go(f"{address}page/poster/").page
    for milliseconds in after:
        question(page, "abstract").fill(f"Written before the end, {milliseconds}")
        page.wait_for_timeout(1450 + milliseconds)  # a save begins 1.5 seconds after the last letter
        server.kill()
        question(page, "title").fill(f"Written after the end, {milliseconds}")
        server.start()
        expect_saved(page)
        page.reload()
        expect(question(page, "abstract")).to_have_value(f"Written before the end, {milliseconds}")
        expect(question(page, "title")).to_have_value(f"Written after the end, {milliseconds}")


@pytest.mark.parametrize("after", [SOONER, pytest.param(LATER, marks=pytest.mark.long)], ids=["some", "many"])
def test_the_server_is_killed_while_one_submits(server: Server, visit: Visit, after: list[int]) -> None:
    visitor = visit(locale="en").sign_in_as(PRIYA)
    page = visitor.page
    for milliseconds in after:
        address = begin(visitor, "en", POSTERS)
        fill_poster(page, address, f"Killed after {milliseconds}")
        expect_saved(page)
        page.goto(f"{address}page/authors/")
        fill_authors(page)
        expect_saved(page)
        page.goto(f"{address}check/")
        page.evaluate("() => setTimeout(() => document.querySelector('form:has([name=token]) button').click(), 0)")
        page.wait_for_timeout(milliseconds)
        server.kill()
        server.start()
        page.goto(address)
        if not page.locator("#submissions").count():
            page.goto(f"{address}check/")
            page.locator("form:has([name=token]) button").click()
            page.wait_for_url(re.compile("/sent/1/"))
        page.goto(address)
        assert page.locator("section[aria-labelledby=submissions] li").count() == 1
        page.goto(f"{address}sent/1/")
        reference = page.locator("h1").inner_text().split()[-1]
        assert letters_about(server, reference) == 1


def letters_about(server: Server, reference: str) -> int:
    """How many letters tell of this submission. In the office itself, because one whose delivery was killed in the midst waits for a
    person instead of leaving twice (tests/office/notices/test_killed.py)."""
    asked = "SELECT count(*) FROM notices_notice WHERE kind = 'applications.submitted' AND text LIKE ?"
    with closing(sqlite3.connect(server.folder / "bartholdi.sqlite3", timeout=20)) as office:
        return int(office.execute(asked, [f"%{reference}%"]).fetchone()[0])
