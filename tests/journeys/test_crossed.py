"""What one does not do on purpose: two tabs, the back button, a double click, the closing instant, a wrong clock, an old version."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.applying_office import POSTERS, PRIYA, closed_posters
from tests.journeys.form import begin, expect_saved, fill_authors, fill_poster, go_on, look_again, question, status
from tests.journeys.visitor import Visitor
from tools.served import Server

pytestmark = pytest.mark.heavy

Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def site(applying: Server) -> str:
    return applying.address


@pytest.fixture
def draft(visit: Visit) -> tuple[Visitor, str]:
    visitor = visit(locale="en").sign_in_as(PRIYA)
    return visitor, begin(visitor, "en", POSTERS)


def test_two_tabs_without_a_network_keep_both_texts(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    one, two = visitor.page, visitor.context.new_page()
    for tab in (one, two):
        tab.goto(f"{address}page/poster/")
    visitor.context.set_offline(True)
    question(one, "abstract").fill("Written in the first tab.")
    question(two, "abstract").fill("Written in the second tab.")
    visitor.context.set_offline(False)
    conflicts = []
    for _attempt in range(60):
        conflicts = [tab for tab in (one, two) if tab.locator("[data-theirs=abstract]").count()]
        if conflicts:
            break
        one.wait_for_timeout(250)
    assert len(conflicts) == 1
    other = "second" if conflicts[0] is one else "first"
    expect(conflicts[0].locator("[data-theirs=abstract]")).to_contain_text(f"Written in the {other} tab.")
    conflicts[0].locator("[data-choose=theirs]").click()
    visitor.go(f"{address}versions/")
    for words in ("Written in the first tab.", "Written in the second tab."):
        expect(visitor.page.get_by_role("main")).to_contain_text(words)


def test_the_back_button_shows_what_was_saved(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    page = visitor.go(f"{address}page/poster/").page
    question(page, "title").fill("First")
    go_on(page)
    page.wait_for_url(re.compile("/page/authors/"))
    page.go_back()
    expect(question(page, "title")).to_have_value("First")
    question(page, "title").fill("Second")
    expect_saved(page)
    page.go_forward()
    page.go_back()
    expect(question(page, "title")).to_have_value("Second")


def test_a_double_click_submits_once(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    page = visitor.page
    fill_poster(page, address, "Twice")
    expect_saved(page)
    page.goto(f"{address}page/authors/")
    fill_authors(page)
    expect_saved(page)
    page.goto(f"{address}check/")
    page.locator("form:has([name=token]) button").dblclick()
    page.wait_for_url(re.compile("/sent/1/"))
    page.goto(address)
    expect(page.locator("section[aria-labelledby=submissions] li")).to_have_count(1)


def test_a_visitor_whose_clock_is_wrong_reads_the_servers(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    page = visitor.page
    page.clock.set_fixed_time("2031-01-01T03:03:00Z")
    page.goto(f"{address}page/poster/")
    question(page, "title").press_sequentially("By another clock")
    page.clock.run_for(5_000)
    expect(status(page)).to_contain_text("Saved at")
    assert "03:03" not in status(page).inner_text()
    page.goto(f"/en/calls/{POSTERS}/")
    timer = page.get_by_role("timer")
    expect(timer).to_have_text(re.compile(r"^\d+ days left$"))
    timer.evaluate("(it) => (it.dataset.until = new Date(Date.parse(it.dataset.now) + 90_000).toISOString())")
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(timer).to_have_text(re.compile(r"^1 minute and \d+ seconds left$"))


def test_an_old_version_comes_back_and_an_open_page_hears_of_it(draft: tuple[Visitor, str]) -> None:
    visitor, address = draft
    page = visitor.go(f"{address}page/poster/").page
    question(page, "title").fill("The old title")
    expect_saved(page)
    page.reload()
    question(page, "title").fill("Another title")
    expect_saved(page)
    tab = visitor.context.new_page()
    tab.goto(f"{address}versions/")
    tab.get_by_role("main").locator("button[name=number]").last.click()
    tab.wait_for_load_state()
    look_again(page)
    expect(question(page, "title")).to_have_value("The old title")
    tab.goto(f"{address}versions/")
    expect(tab.get_by_role("main")).to_contain_text("Another title")


def test_the_call_closes_while_the_page_is_open(draft: tuple[Visitor, str], applying: Server) -> None:
    visitor, address = draft
    page = visitor.go(f"{address}page/poster/").page
    question(page, "title").fill("In time")
    expect_saved(page)
    with closed_posters(applying.folder, applying.address):
        question(page, "title").fill("Too late")
        expect(status(page)).to_contain_text("What was saved before is kept")
        expect(question(page, "title")).to_have_value("Too late")
        visitor.look()
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text("In time")
        visitor.look()
