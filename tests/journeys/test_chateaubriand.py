"""A fellowship of two countries with 200 applications, from closing to letters: each by their own browser, in both languages."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import judging_office as office
from tests.journeys.form import expect_saved
from tests.journeys.selecting import MINUTES, Line, drawn, press
from tests.journeys.visitor import Visitor
from tools import served

pytestmark = [pytest.mark.heavy, pytest.mark.long]

Visit = Callable[..., Visitor]
TODAY = datetime.now(UTC).date()
LINE = Line(money=393_750, award=8_750, reserve=10, said="45 of 200 are funded.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chateaubriand") / "office"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served.office(folder) as address:
        yield address


@pytest.fixture(scope="module")
def call(folder: Path, site: str) -> tuple[str, str]:
    """Its slug and its key."""
    slug, key = office.do(folder, site, "stem")
    return slug, key


def enter(visitor: Visitor, folder: Path, email: str) -> Visitor:
    """As somebody who is none of the demonstration's people."""
    name, value = office.do(folder, visitor.site, "enter", email)
    visitor.context.add_cookies([{"name": name, "value": value, "url": visitor.site}])
    return visitor


def assigned(officer: Visitor, key: str) -> None:
    """Proposed by the board, looked at, and asked for within two weeks."""
    page = officer.go(f"/en/desk/reviewing/board/{key}/").look().page
    press(page, "/compute/propose/")
    ask = page.locator("a[href$='/ask/']")
    ask.wait_for(timeout=3 * MINUTES)
    expect(page.locator(".figures-row dd").nth(1)).to_have_text("0")  # nobody lacks a reviewer
    officer.look()
    page.locator("table a[href*='/board/applications/'], table a[href*='/board/assignments/']").first.click()
    officer.look()
    page.go_back()
    ask.click()
    page.locator("[name=until_day]").fill((TODAY + timedelta(days=14)).isoformat())
    officer.look()
    page.get_by_role("main").locator("form button").last.click()
    page.wait_for_url(re.compile(r"/board/\d+/$"), timeout=MINUTES)
    officer.look()


def judged(reviewer: Visitor, assignment: str, language: str) -> None:
    """Each scale at its third step, a sentence in each box, handed in."""
    page = reviewer.go(f"/{language}/portal/reviewing/").look().page
    page.locator(f"a[href$='/reviewing/{assignment}/']").first.click()
    page.wait_for_url(re.compile(rf"/reviewing/{assignment}/$"))
    for name in sorted({each.get_attribute("name") or "" for each in page.locator("form input[type=radio]").all()}):
        page.locator(f"[name='{name}'][type=radio]").nth(2).check()
    for box in page.locator("form[data-autosave] textarea").all():
        box.fill("Une question claire." if language == "fr" else "A clear question.")
    expect_saved(page)
    reviewer.look()
    page.locator("button[name=submit]").click()
    page.wait_for_url(re.compile(r"/reviewing/$"))


def ranked(officer: Visitor, slug: str) -> None:
    """Calibrated, or refused with a sentence where reviewers share too few applications: then the plain means stand."""
    page = officer.go(f"/en/desk/reviewing/ranking/{slug}/").look().page
    page.locator("[name=places]").fill("45")
    press(page, "/ask/")
    expect(page.get_by_role("button", name="Compute again")).to_be_visible(timeout=3 * MINUTES)
    rank = page.get_by_role("table", name="Ranking").locator("tbody td[data-label=Rank]").first
    assert rank.inner_text() == "1" or page.get_by_text("There is no calibrated order").count() == 1
    officer.look()


def met(officer: Visitor, slug: str) -> None:
    """One application is discussed, and the reason goes into the minutes."""
    page = officer.go(f"/en/desk/reviewing/meetings/{slug}/").page
    page.locator("[name=begins_on]").fill(TODAY.isoformat())
    officer.look()
    page.get_by_role("main").locator("form button").last.click()
    page.locator("table a").first.click()
    officer.look()
    page.locator("[name=act][value=start]").click()
    page.locator("#meeting-members button[name=present]").first.click()
    page.locator("#meeting-agenda button[name=item]").first.click()
    officer.look()
    page.locator("[name=outcome][value=fund]").check()
    page.locator("[name=reason]").fill("Both panels put it first.")
    page.locator("[name=act][value=decide]").click()
    expect(page.locator("#meeting-agenda li").first).to_contain_text("Both panels put it first.")
    page.locator("[name=act][value=end]").click()
    page.locator("a[href$='/minutes/']").wait_for()
    officer.look()


def announced(officer: Visitor, director: Visitor, slug: str, key: str) -> None:
    """Proposed by one, approved by another, the letters read, and all told at once."""
    officer.go(f"/en/desk/choosing/{slug}/joint/").look()
    of_call = f"desk/decisions/of/{key}/"
    page = officer.go(f"/en/{of_call}").look().page
    press(page, "/propose/")
    press(page, "/approve/")  # nobody approves what they proposed
    expect(page.get_by_text("Nothing was approved: you proposed it yourself. Ask a colleague to approve it.")).to_be_visible()
    other = director.go(f"/fr/{of_call}").look().page
    press(other, "/approve/")
    other.locator("a[href$='/letters/']").click()
    director.look()
    other.locator("a[href='?at=2']").click()
    director.look()
    page.goto(f"/en/{of_call}")
    press(page, "/announce/")
    expect(page.locator("#announcement dl").first.locator("dd").first).to_have_text("200", timeout=3 * MINUTES)
    press(page, "/release/")
    officer.look()


def answered(laureate: Visitor, application: str, language: str, *, accepts: bool) -> None:
    page = laureate.go(f"/{language}/portal/applications/{application}/").look().page
    page.locator("a[href$='/award/']").first.click()
    laureate.look()
    page.locator(f"[name=answer][value={'accept' if accepts else 'decline'}]").check()
    if accepts:
        begins = TODAY + timedelta(days=60)
        page.locator("[name=starts_on]").fill(begins.isoformat())
        page.locator("[name=ends_on]").fill((begins + timedelta(days=120)).isoformat())
        page.locator("[name=other_income]").fill("0")
    page.locator("main form[data-keep] button").last.click()
    expect(page.locator(".notice--good").first).to_be_visible()
    laureate.look()


def promoted(officer: Visitor, key: str) -> None:
    page = officer.go(f"/en/desk/decisions/of/{key}/").look().page
    page.locator("form[action$='/promote/'] button").first.click()
    expect(page.get_by_text("is funded now. The letter that says so waits in the outbox.")).to_be_visible()
    officer.look()


def test_two_hundred_applications_go_from_closing_to_letters(
    visit: Visit, folder: Path, site: str, call: tuple[str, str]
) -> None:
    slug, key = call
    officer, director = visit(locale="en").sign_in_as(office.OFFICER), visit(locale="fr").sign_in_as(office.DIRECTOR)
    assigned(officer, key)
    said = office.do(folder, site, "stem-reviews", key)
    for assignment, email, language in zip(said[::3], said[1::3], said[2::3], strict=True):
        judged(enter(visit(locale=language), folder, email), assignment, language)
    ranked(officer, slug)
    met(officer, slug)
    drawn(officer, slug, "joint", LINE)
    expect(officer.page.get_by_text("200 decisions were written down as drafts.")).to_be_visible()
    announced(officer, director, slug, key)
    said = office.do(folder, site, "laureates", key)
    accepting, declining = said[:2], said[2:]
    answered(enter(visit(locale="fr"), folder, accepting[1]), accepting[0], "fr", accepts=True)
    answered(enter(visit(locale="en"), folder, declining[1]), declining[0], "en", accepts=False)
    promoted(officer, key)
