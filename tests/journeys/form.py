"""A visitor who fills an application in: what stands on its pages, and what the page says of saving."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitor import Visitor

SAVED = re.compile(r"Saved at|Enregistré à")


def begin(visitor: Visitor, language: str, slug: str, side: int | None = None) -> str:
    """From the public page of a call to the draft; the address of the draft."""
    page = visitor.go(f"/{language}/calls/{slug}/").page
    page.locator("a.button[href*='/apply/']").click()
    if side is not None:
        page.locator("[name=side]").nth(side).check()
    page.get_by_role("main").locator("form button").last.click()
    page.wait_for_url(re.compile(r"/portal/applications/\d+/$"))
    return page.url


def question(page: Page, name: str) -> Locator:
    return page.locator(f"form[data-autosave] [name='q-{name}']:not([type=hidden])")


def status(page: Page) -> Locator:
    return page.locator(".save-line")


def expect_saved(page: Page) -> None:
    """What the server does not have yet, the browser keeps: nothing is kept any more, and the page says so."""
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('draft:'))")
    expect(status(page)).to_have_text(SAVED)


def go_on(page: Page) -> None:
    page.locator("form[data-autosave] button:not([name])").last.click()


def submit(page: Page, draft: str) -> None:
    page.goto(f"{draft}check/")
    page.locator("form:has([name=token]) button").click()


def look_again(page: Page) -> None:
    """At what others did: as when one comes back to the window, without waiting for the next look."""
    page.evaluate("() => dispatchEvent(new Event('focus'))")


def fill_poster(page: Page, draft: str, title: str) -> None:
    page.goto(f"{draft}page/poster/")
    question(page, "title").fill(title)
    question(page, "track").nth(1).check()
    question(page, "abstract").fill("Air from before us, in bubbles.")


def fill_authors(page: Page) -> None:
    question(page, "presenter.name").fill("Ó")  # a name may be one letter long
    question(page, "presenter.email").fill("o@example.org")
    question(page, "authors").fill("Ó, Université de l’Iroise")
    question(page, "prize").nth(0).check()
    question(page, "true").check()
