"""Three letters of one application, one written, one uploaded, one declined and asked of somebody else; and a referee of two applicants."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.letters_office import SLUG, add_call
from tests.journeys.visitor import Visitor
from tests.office.lib.test_files import pdf
from tools import served

Visit = Callable[..., Visitor]
LINK = re.compile(r"http://\S+/letters/\S+/")
SECRET = "Zinnober-Weasel"
PRIYA, YANN = "priya@lakeshore-university.example", "yann@universite-iroise.example"
OFFICER = "washington@bartholdi.example"
SAID = {
    "en": {"received": "Received", "declined": "Declined", "missing": "2 letters are missing", "complete": "Complete"},
    "fr": {"received": "Reçue", "declined": "Refusée", "missing": "Il manque 2 lettres", "complete": "Complet"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("letters") / "office"
    with served.office(folder) as address:
        add_call(folder, address)
        yield address


def begun(visitor: Visitor, language: str) -> Page:
    """A new application, at its page of people and letters."""
    page = visitor.go(f"/{language}/apply/{SLUG}/").page
    page.get_by_role("main").locator("form button").last.click()
    page.wait_for_url(re.compile(r"/portal/applications/\d+/$"))
    visitor.look()
    page.goto(f"{page.url}letters/")
    return page


def ask(visitor: Visitor, section: str, name: str, email: str, *, link: str = "a.button") -> Page:
    page = visitor.page
    page.locator(f"section[aria-labelledby=letter-{section}] {link}").last.click()
    visitor.look()
    page.locator("[name=name]").fill(name)
    page.locator("[name=email]").fill(email)
    page.locator("button[value=ask]").click()
    page.wait_for_url(re.compile(r"/letters/$"))
    return page


def link_for(visitor: Visitor, address: str) -> str:
    """That of the newest mail, as the demonstration keeps it."""
    tab = visitor.context.new_page()
    try:
        for _attempt in range(60):
            tab.goto(f"/en/demo/mails/?to={address}")
            mails = tab.locator("article .mail-words")
            if mails.count() and (found := LINK.search(mails.first.inner_text())):
                return found[0]
            tab.wait_for_timeout(250)
    finally:
        tab.close()
    raise AssertionError(f"no link was sent to {address}")


def send(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("button[value=preview]").click()
    page.wait_for_url(re.compile("/preview/"))
    visitor.look()
    page.locator("form[action$='/send/'] button").click()
    expect(page.locator(".notice--good").first).to_be_visible()
    visitor.look()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_three_letters_one_written_one_uploaded_one_declined_and_replaced(visit: Visit, language: str, tmp_path: Path) -> None:
    said = SAID[language]
    here = f".{language}@example.org"
    applicant = visit(locale=language).sign_in_as(PRIYA)
    page = begun(applicant, language)
    applicant.look()
    expect(page.get_by_text(said["missing"])).to_be_visible()
    ask(applicant, "host", "Odile Kermarec", f"odile{here}")
    ask(applicant, "recommendation", "Maya Lindqvist", f"maya{here}")
    ask(applicant, "recommendation", "Tomás Iriarte", f"tomas{here}")
    applicant.look()

    host = visit(locale=language)
    host.go(link_for(host, f"odile{here}")).look()
    host.page.locator("textarea[name=text]").fill(f"She is welcome. {SECRET}")
    expect(host.page.locator("[data-state]")).to_contain_text(re.compile(r"\d"), timeout=15_000)  # saved by itself
    send(host)

    referee = visit(locale=language)
    referee.go(link_for(referee, f"maya{here}"))
    (tmp_path / "letter.pdf").write_bytes(pdf())
    referee.page.locator("[name=file]").set_input_files(tmp_path / "letter.pdf")
    send(referee)

    other = visit(locale=language)
    other.go(link_for(other, f"tomas{here}"))
    other.page.locator("form[action$='/decline/'] button").click()
    expect(other.page.locator(".notice--info").first).to_be_visible()
    other.look()

    page.reload()
    expect(page.get_by_text(said["declined"], exact=True)).to_be_visible()
    applicant.look()
    ask(applicant, "recommendation", "Rosa Whitfield", f"rosa{here}", link="a[href*='instead=']")
    last = visit(locale=language)
    last.go(link_for(last, f"rosa{here}"))
    last.page.locator("textarea[name=text]").fill(f"A fine mind. {SECRET}")
    send(last)

    page.reload()
    expect(page.get_by_text(said["received"], exact=True)).to_have_count(3)
    expect(page.get_by_text(said["complete"], exact=True)).to_have_count(2)
    applicant.look()
    assert SECRET not in page.content()


def test_a_referee_of_two_applicants_has_one_page_and_may_hand_a_letter_over(visit: Visit) -> None:
    for applicant, language in ((PRIYA, "en"), (YANN, "fr")):
        visitor = visit(locale=language).sign_in_as(applicant)
        begun(visitor, language)
        ask(visitor, "recommendation", "Sofia Albrecht", "sofia@example.org")
    referee = visit(locale="en")
    page = referee.go(link_for(referee, "sofia@example.org")).page
    referee.look()
    expect(page.get_by_role("main").get_by_role("row")).to_have_count(3)
    page.get_by_role("link", name="Priya").first.click()
    referee.look()
    page.locator("a[href$='/hand-over/']").click()
    referee.look()
    page.locator("[name=name]").fill("Hugo Marchetti")
    page.locator("[name=email]").fill("hugo@example.org")
    page.get_by_role("main").locator("form button").last.click()
    expect(page.locator(".notice--info").first).to_be_visible()
    assert link_for(referee, "hugo@example.org")


def test_a_wrong_link_leads_to_a_page_that_helps_and_an_officer_reads_a_letter(visit: Visit) -> None:
    stranger = visit()
    stranger.go(f"/en/letters/{'x' * 43}/").look()
    expect(stranger.page.get_by_role("heading", level=1)).to_have_text("This link opens nothing")
    applicant = visit(locale="en").sign_in_as(YANN)
    begun(applicant, "en")
    ask(applicant, "host", "Noor Haddad", "noor@example.org")
    host = visit(locale="en")
    host.go(link_for(host, "noor@example.org"))
    host.page.locator("textarea[name=text]").fill(SECRET)
    send(host)
    number = re.search(r"/(\d+)/$", host.page.url)
    assert number is not None
    officer = visit(locale="en").sign_in_as(OFFICER)
    officer.go(f"/en/desk/letters/{number[1]}/").look()
    expect(officer.page.get_by_text(SECRET)).to_be_visible()
