"""An application from the public page of its call to its numbered PDF: begun without an account, sent, sent again, withdrawn, begun anew."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.applying_office import LAST_YEAR, POSTERS, PRIYA
from tests.journeys.form import begin, expect_saved, fill_authors, fill_poster, go_on, question, status, submit
from tests.journeys.test_newcomer import code_for, somebody
from tests.journeys.visitor import Visitor
from tests.office.lib.test_files import pdf
from tools.served import Server

Visit = Callable[..., Visitor]
SAID = {
    "en": {"here": "Your draft is now kept in your account.", "withdrawn": "Withdrawn"},
    "fr": {"here": "Votre brouillon est maintenant conservé dans votre compte.", "withdrawn": "Retirée"},
}


@pytest.fixture(scope="module")
def site(applying: Server) -> str:
    return applying.address


def make_account(visitor: Visitor, language: str, address: str, name: str) -> None:
    """From the banner of the draft, and back to it."""
    page = visitor.page
    page.locator("a[href*='/sign-up/'][href*='next=']").first.click()
    page.locator("[name=email]").fill(address)
    page.locator("[name=name]").fill(name)
    page.get_by_role("main").locator("form button").first.click()
    page.get_by_role("main").get_by_role("textbox").first.fill(code_for(visitor, address))
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(re.compile(r"/portal/applications/\d+/$"))


def paper(page: Page) -> str:
    """The words of the PDF that the page of a submission offers."""
    answer = page.context.request.get(page.locator("a[download]").get_attribute("href") or "")
    return " ".join("".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(answer.body())).pages).split())


def letters_to(visitor: Visitor, address: str, words: str) -> None:
    """The newest mail to this person says these words."""
    tab = visitor.context.new_page()
    for _attempt in range(60):
        tab.goto(f"/en/demo/mails/?to={address}")
        mails = tab.locator("article .mail-words")
        if mails.count() and words in mails.first.inner_text():
            return tab.close()
        tab.wait_for_timeout(250)
    raise AssertionError(f"no mail to {address} says {words}")


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_a_newcomer_applies_before_having_an_account_sends_twice_and_withdraws(
    visit: Visit, language: str, tmp_path: Path
) -> None:
    said, address = SAID[language], somebody()
    visitor = visit(locale=language)
    page = visitor.page
    draft = begin(visitor, language, POSTERS)
    visitor.look()
    fill_poster(page, draft, "Ice cores")
    expect_saved(page)
    visitor.look()
    question(page, "abstract").press_sequentially(" The last words before signing in.")  # and no moment to save them
    make_account(visitor, language, address, "Ó")
    expect(page.get_by_text(said["here"])).to_be_visible()
    visitor.look()

    page.goto(f"{draft}page/poster/")
    expect(question(page, "abstract")).to_have_value("Air from before us, in bubbles. The last words before signing in.")
    expect(question(page, "track").nth(1)).to_be_checked()
    (tmp_path / "poster.pdf").write_bytes(pdf())
    question(page, "draft").set_input_files(tmp_path / "poster.pdf")
    expect(page.get_by_role("link", name="poster.pdf")).to_be_visible()
    go_on(page)
    page.wait_for_url(re.compile("/page/authors/"))
    visitor.look()
    fill_authors(page)
    go_on(page)
    page.wait_for_url(re.compile("/check/"))
    visitor.look()
    expect(page.get_by_role("main")).to_contain_text("The last words before signing in.")
    page.locator("form:has([name=token]) button").click()
    page.wait_for_url(re.compile("/sent/1/"))
    visitor.look()
    first = page.locator("h1").inner_text().split()[-1]
    words = paper(page)
    assert first.endswith("-1")
    assert [part for part in (first, "Ice cores", "poster.pdf") if part not in words] == []
    letters_to(visitor, address, first)

    send_again_and_withdraw(visitor, draft, first, said["withdrawn"])


def send_again_and_withdraw(visitor: Visitor, draft: str, first: str, withdrawn: str) -> None:
    page = visitor.page
    fill_poster(page, draft, "Ice cores, again")
    expect_saved(page)
    page.goto(draft)
    expect(page.get_by_role("main")).to_contain_text(first)  # what was sent stands
    visitor.look()
    submit(page, draft)
    page.wait_for_url(re.compile("/sent/2/"))
    assert "Ice cores, again" in paper(page)
    page.goto(f"{draft}sent/1/")
    assert "Ice cores, again" not in paper(page)

    page.goto(f"{draft}withdraw/")
    visitor.look()
    page.get_by_role("main").locator("form button.button--danger").click()
    page.wait_for_url(re.compile(r"/portal/applications/\d+/$"))
    expect(page.get_by_text(withdrawn, exact=True)).to_be_visible()
    visitor.look()
    page.goto(f"{draft}page/poster/")
    expect(page.locator("form[data-autosave]")).to_have_count(0)
    visitor.look()


def test_answers_of_last_year_come_over_and_are_read_again(visit: Visit) -> None:
    visitor = visit(locale="en").sign_in_as(PRIYA)
    page = visitor.page
    draft = begin(visitor, "en", POSTERS)
    page.goto(f"{draft}page/poster/")
    question(page, "title").fill("A title of this year")
    expect_saved(page)
    page.goto(f"{draft}reuse/")
    visitor.look()
    page.get_by_label(re.compile("IDP25-0001")).check()
    page.get_by_role("main").locator("form button").first.click()
    expect(page.get_by_text("2 answers came over.")).to_be_visible()
    visitor.look()
    page.goto(f"{draft}page/poster/")
    expect(question(page, "title")).to_have_value("A title of this year")
    expect(question(page, "abstract")).to_have_value(str(LAST_YEAR["abstract"]))
    page.goto(f"{draft}page/authors/")
    expect(question(page, "true")).not_to_be_checked()  # what was accepted then is not accepted now
    expect(status(page)).to_have_count(1)
