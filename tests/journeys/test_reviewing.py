"""A reviewer judges by keyboard, submits, reads the colleague's review and answers it; an officer sees it counted."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.form import expect_saved
from tests.journeys.reviewing_office import COLLEAGUE, REVIEWERS, TITLE, add_call
from tests.journeys.visitor import Visitor
from tools import served

pytestmark = pytest.mark.heavy

Visit = Callable[..., Visitor]
OFFICER = "washington@bartholdi.example"
LANGUAGES = dict(zip(("en", "fr"), REVIEWERS, strict=True))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("reviewing") / "office"
    with served.office(folder) as address:
        add_call(folder, address)
        yield address


def score(page: Page, name: str, steps: int) -> None:
    """With the arrows of the keyboard, from the lowest."""
    page.locator(f"[name='q-{name}'][type=radio]").first.focus()
    page.keyboard.press("Space")
    for _step in range(steps):
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_a_review_from_the_first_look_to_the_desk(visit: Visit, language: str) -> None:
    reviewer = visit(locale=language).sign_in_as(LANGUAGES[language])
    page = reviewer.go(f"/{language}/portal/reviewing/").look().page
    page.get_by_role("link", name=TITLE).click()
    page.wait_for_url(re.compile(r"/reviewing/\d+/$"))
    expect(page.get_by_text(COLLEAGUE)).to_have_count(0)
    score(page, "project", 6)
    score(page, "team", 4)
    page.locator("[name='q-strengths']").fill("A bold question.")
    expect_saved(page)
    reviewer.look()
    review = page.url
    page.locator("button[name=submit]").click()
    page.wait_for_url(re.compile(r"/reviewing/$"))
    page.goto(review)
    page.locator("details summary", has_text=COLLEAGUE).click()
    page.locator("#text").fill("Why so low?")
    page.locator("form[action$='/remark/'] button").click()
    expect(page.locator("#discussion ~ *", has_text="Why so low?").first).to_be_visible()
    reviewer.look()

    officer = visit(locale=language).sign_in_as(OFFICER)
    desk = officer.go(f"/{language}/desk/reviewing/reviews/").page
    desk.locator("a", has_text="JDG27").nth(0 if language == "en" else -1).click()
    desk.wait_for_url(re.compile(r"/reviewing/applications/\d+/$"))
    counted = "3.75" if language == "en" else "3,75"
    expect(desk.get_by_role("cell", name=counted)).to_be_visible()
    expect(desk.get_by_text("Why so low?")).to_be_visible()
    officer.look()
