"""An editor changes a page in Wagtail, looks at it as on a phone, publishes it, and everybody reads it."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor


def test_an_editor_publishes_and_the_public_reads(visitor: Visitor) -> None:
    visitor.sign_in_as("editor@bartholdi.example")
    page = visitor.go("/en/").page
    page.goto("/cms/pages/")
    page.goto(f"/cms/pages/{_home(visitor)}/edit/")
    page.locator("#id_sentence").fill("A sentence that the editor wrote today.")
    page.locator("[data-side-panel-toggle=preview], [aria-label='Toggle preview'], button[aria-controls*=preview]").first.click()
    expect(page.frame_locator("iframe[title*=review], iframe").first.locator("h1")).to_contain_text(
        "A sentence that the editor wrote today."
    )
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("footer").get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(re.compile("published")).first).to_be_visible()
    page.goto("/en/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A sentence that the editor wrote today.")


def _home(visitor: Visitor) -> str:
    page = visitor.go("/cms/").page
    href = page.locator("a[href*='/cms/pages/'][href$='/edit/'], a[href*='/cms/pages/']").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    numbers = [match[1] for link in href if (match := re.search(r"/cms/pages/(\d+)/", link))]
    return numbers[0]
