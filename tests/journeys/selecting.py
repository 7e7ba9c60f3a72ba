"""An officer who draws a line under a list, as the journeys of whole calls do it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.visitor import Visitor

MINUTES = 60_000  # milliseconds: what the worker computes for a call of a real size


@dataclass(frozen=True)
class Line:
    """The money of the first fund, what one award is, how many wait; and what the scenario says of itself."""

    money: int
    award: int
    reserve: int
    said: str


def press(page: Page, action: str) -> None:
    """The button of the form that goes there."""
    page.locator(f"form[action*='{action}'] button").first.click()


def drawn(officer: Visitor, slug: str, side: str, line: Line) -> None:
    """Computed by the worker; chosen, it stands as drafts of decisions."""
    page = officer.go(f"/en/desk/choosing/{slug}/new/{side}/").page
    page.locator("[name=name]").fill("By rank, within the budget")
    for purse in page.locator("[name^=amount_]").all():
        purse.fill("0")
    page.locator("[name^=amount_]").first.fill(str(line.money))
    page.locator("[name^=award_]").first.fill(str(line.award))
    page.locator("[name=reserve]").fill(str(line.reserve))
    officer.look()
    page.get_by_role("main").locator("form button").last.click()
    page.wait_for_url(re.compile(r"/choosing/scenario/\d+/$"))
    choose = page.locator("form[action$='/do/choose/'] button")
    for _attempt in range(90):
        if choose.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(page.get_by_text(line.said)).to_be_visible()
    officer.look()
    choose.click()
    expect(page.locator(".notice--good, .message").first).to_be_visible()
    officer.look()
