"""A partnership of two countries: both panels have judged, each draws its own line, they differ, and the joint list is negotiated item by item."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import judging_office as office
from tests.journeys.selecting import Line, drawn, press
from tests.journeys.visitor import Visitor
from tools import served

pytestmark = [pytest.mark.heavy, pytest.mark.long]

Visit = Callable[..., Visitor]
# Of twelve, six each: four that both want, and two that only they want.
LINE = Line(money=120_000, award=20_000, reserve=0, said="6 of 12 are funded.")
SETTLED = (
    ("fund", "The American panel’s first choice outside the common ones."),
    ("fund", "The French panel’s, in exchange."),
    ("reserve", "The sides take it if a laureate declines."),
    ("decline", "Neither side insists."),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trp") / "office"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served.office(folder) as address:
        yield address


@pytest.fixture(scope="module")
def call(folder: Path, site: str) -> tuple[str, str]:
    """Its slug and its key."""
    slug, key = office.do(folder, site, "trp")
    return slug, key


def number_of(page: Page, show: str) -> int:
    """As the joint list counts those it can be narrowed to."""
    found = re.search(r"\((\d+)\)", page.locator(f"nav a[href*='show={show}']").inner_text())
    assert found is not None
    return int(found[1])


def settled(officer: Visitor, slug: str, outcome: str, reason: str) -> None:
    """The first that is open."""
    page = officer.go(f"/en/desk/choosing/{slug}/joint/?show=open").page
    page.locator("table a").first.click()
    officer.look()
    page.locator("[name=outcome]").select_option(outcome)
    if outcome == "fund":
        page.locator("[name=fund]").select_option(index=1)
        page.locator("[name=amount]").fill("20000")
    if outcome == "reserve":
        page.locator("[name=place]").fill("1")
    page.locator("[name=reason]").fill(reason)
    page.locator("main form[data-keep] button").first.click()
    page.wait_for_url(re.compile(r"/joint/|/item/"))
    officer.look()


def approved_last(officer: Visitor, slug: str) -> None:
    """By a third body, after both sides."""
    page = officer.go(f"/en/desk/choosing/{slug}/joint/").page
    page.locator("main details summary").last.click()
    page.locator("[name=name_en]").fill("Joint steering committee")
    page.locator("[name=name_fr]").fill("Comité directeur conjoint")
    page.locator("main details form button").click()
    officer.look()
    page.locator("[name=remark]").fill("Letter of 3 May, number 118.")
    page.locator("[name=approve]").click()
    expect(page.get_by_text("Letter of 3 May, number 118.")).to_be_visible()


def test_two_panels_that_disagree_come_to_one_list(visit: Visit, call: tuple[str, str]) -> None:
    slug, key = call
    officer = visit(locale="en").sign_in_as(office.OFFICER)
    page = officer.go(f"/en/desk/reviewing/ranking/{slug}/").look().page
    page.goto(f"/en/desk/choosing/{slug}/")
    officer.look()
    sides = [
        href.rstrip("/").rpartition("/")[2]
        for href in page.locator("a[href*='/new/']").evaluate_all("(all) => all.map((a) => a.href)")
    ]
    for side in sides[:2]:
        drawn(officer, slug, side, LINE)
    page.goto(f"/en/desk/choosing/{slug}/joint/")
    officer.look()
    assert [number_of(page, each) for each in ("agree", "differ", "open")] == [8, 4, 12]
    press(page, "/joint/agreed/")
    assert [number_of(page, each) for each in ("agree", "differ", "open")] == [8, 4, 4]
    for outcome, reason in SETTLED:
        settled(officer, slug, outcome, reason)
    page.goto(f"/en/desk/choosing/{slug}/joint/")
    assert number_of(page, "open") == 0
    approved_last(officer, slug)
    director = visit(locale="fr").sign_in_as(office.DIRECTOR)
    director.go(f"/fr/desk/choosing/{slug}/joint/?show=differ").look()
    director.page.locator("table a").first.click()
    director.look()
    expect(director.page.locator(".timeline-body")).to_contain_text("The")
    page.goto(f"/en/desk/decisions/of/{key}/")
    press(page, "/propose/")
    director.go(f"/fr/desk/decisions/of/{key}/").look()
    press(director.page, "/approve/")
    director.look()
    page.reload()
    expect(page.locator("form[action$='/announce/'] button")).to_be_visible()
    officer.look()
