"""Three letters of one application, one written, one uploaded, one declined and asked of somebody else; and a referee of two applicants."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.form import go_on, submit
from tests.journeys.letters_office import SLUG, add_call, open_call
from tests.journeys.mailbox import link_for
from tests.journeys.test_calls import WORDS, give_budgets
from tests.journeys.visitor import Visitor
from tests.office.lib.test_files import pdf
from tools import served

pytestmark = pytest.mark.heavy

Visit = Callable[..., Visitor]
SECRET = "Zinnober-Weasel"
PRIYA, YANN = "priya@lakeshore-university.example", "yann@universite-iroise.example"
OFFICER = "washington@bartholdi.example"
SAID = {
    "en": {"received": "Received", "declined": "Declined", "missing": "2 letters are missing", "complete": "Complete"},
    "fr": {"received": "Reçue", "declined": "Refusée", "missing": "Il manque 2 lettres", "complete": "Complet"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("letters") / "office"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served.office(folder) as address:
        add_call(folder, address)
        yield address


def begun(visitor: Visitor, language: str, slug: str = SLUG) -> Page:
    """A new application, at its page of people and letters."""
    page = visitor.go(f"/{language}/apply/{slug}/").page
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


def send(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("button[value=preview]").click()
    page.wait_for_url(re.compile("/preview/"))
    visitor.look()
    page.locator("form[action$='/send/'] button").click()
    expect(page.locator(".notice--good").first).to_be_visible()
    visitor.look()


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
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
    expect(host.page.locator("[data-state]")).to_contain_text(re.compile(r"\d"))  # saved by itself
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


def announced(officer: Visitor, language: str, year: int) -> str:
    """A Chateaubriand call from its blueprint; gives its address at the desk."""
    words, page = WORDS[language], officer.page
    officer.go(f"/{language}/desk/calls/start/chateaubriand-stem/")
    page.get_by_label(words["year"]).fill(str(year))
    page.get_by_label(words["opens"]).fill(f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}")
    page.get_by_role("button", name=words["create"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{words['name']} {year}")
    case = page.url
    give_budgets(page, case, words, year)
    page.get_by_role("button", name=words["announce"]).click()
    expect(page.locator("#figures-live")).to_be_visible()
    officer.look()
    return case


def named(page: Page, key: str) -> Locator:
    return page.locator(f"[name='q-{key}']:not([type=hidden])")


def fill_fellowship(visitor: Visitor, draft: str, paper: Path) -> None:
    """Every required answer of the blueprint's form, page by page, with its three files."""
    page = visitor.page
    texts = {
        "candidate": {
            "full_name": "Priya Raghunathan-Cole",
            "us_advisor.name": "Ruth Calloway",
            "us_advisor.email": "ruth@example.org",
        },
        "project": {"title": "Ice cores", "summary": "Air from before us, in bubbles."},
        "stay": {"host.name": "Odile Kermarec", "host.email": "odile@example.org"},
        "budget": {},
        "papers": {},
    }
    dates = {"candidate": {"doctorate_began": "2023-09-01"}}
    lists = {"candidate": {"nationality": "IN"}}
    places = {"candidate": {"university": "Lakeshore University"}, "stay": {"laboratory": "Université d’Iroise"}}
    first = {"project": ["field"], "stay": ["stay"]}
    last = {"stay": ["cotutelle"], "budget": ["other_income"]}
    files = {"project": ["project_file"], "papers": ["cv", "transcripts"]}
    for section, said in texts.items():
        page.goto(f"{draft}page/{section}/")
        for key, words in {**said, **dates.get(section, {})}.items():
            named(page, key).fill(words)
        if section == "stay":  # half a year from the first day that this edition allows
            begins = date.fromisoformat(named(page, "dates.from").get_attribute("min") or "")
            named(page, "dates.from").fill(begins.isoformat())
            named(page, "dates.to").fill((begins + timedelta(days=180)).isoformat())
        for key, name in places.get(section, {}).items():
            named(page, f"{key}.name").fill(name)
        for key, value in lists.get(section, {}).items():
            named(page, key).select_option(value)
        for key in first.get(section, []):
            named(page, key).first.check()
        for key in last.get(section, []):
            named(page, key).last.check()
        if section == "papers":
            named(page, "true").check()
        for key in files.get(section, []):
            named(page, key).set_input_files(paper)
            expect(page.locator(f"[data-question='{key}'] [data-file]")).to_be_visible()
        visitor.look()
        go_on(page)
        page.wait_for_url(lambda url, section=section: f"/page/{section}/" not in url)


def answered(visit: Visit, language: str, link: str, answers: dict[str, str], ticks: dict[str, int], words: str = "") -> str:
    """A writer's letter, by their link, sent; gives its number."""
    writer = visit(locale=language)
    page = writer.go(link).look().page
    for key, value in answers.items():
        named(page, key).fill(value)
    for key, number in ticks.items():
        named(page, key).nth(number).check()
    if words:
        page.locator("textarea[name=text]").fill(words)
    send(writer)
    found = re.search(r"/(\d+)/$", page.url)
    assert found is not None
    writer.leave()
    return found[1]


@pytest.mark.parametrize(("language", "year"), [("en", 2095), pytest.param("fr", 2096, marks=pytest.mark.long)])
def test_a_chateaubriand_application_goes_with_three_letters_to_submission(
    visit: Visit, folder: Path, site: str, tmp_path: Path, language: str, year: int
) -> None:
    officer = visit(locale=language).sign_in_as(OFFICER)
    case = announced(officer, language, year)
    open_call(folder, site, slug := f"chateaubriand-stem-{year}")
    officer.go(f"/{language}/calls/{slug}/").look()
    (paper := tmp_path / "paper.pdf").write_bytes(pdf())

    applicant = visit(locale=language).sign_in_as(PRIYA)
    page = begun(applicant, language, slug)
    draft = page.url.removesuffix("letters/")
    here = f".{language}@stem.example.org"  # nobody whom another story of this office has written to
    ask(applicant, "advisor-agreement", "Ruth Calloway", f"ruth.wrong{here}")
    wrong = link_for(applicant, f"ruth.wrong{here}")
    page.locator("a[href$='/address/']").click()
    page.locator("[name=email]").fill(f"ruth{here}")
    page.get_by_role("main").locator("form button").last.click()
    page.wait_for_url(re.compile(r"/letters/$"))
    gone = visit(locale=language).go(wrong).look()
    expect(gone.page.locator("form[data-draft]")).to_have_count(0)
    ask(applicant, "host-invitation", "Odile Kermarec", f"odile{here}")
    ask(applicant, "recommendation", "Maya Lindqvist", f"maya{here}")

    agreement, welcome = {"place": f"The third year. {SECRET}"}, {"desk": "A desk by the window."}
    opinion = {"since": "4", "quality": f"A fine mind. {SECRET}", "stay": "Cores that are nowhere else."}
    agreed = answered(visit, language, link_for(applicant, f"ruth{here}"), agreement, {"agreed": 0})
    answered(visit, language, link_for(applicant, f"odile{here}"), welcome, {"agreed": 0, "restricted": 1, "paid": 1})
    answered(visit, language, link_for(applicant, f"maya{here}"), opinion, {"as_what": 0, "rank": 0}, f"A letter. {SECRET}")

    fill_fellowship(applicant, draft, paper)
    applicant.look()
    submit(page, draft)
    page.wait_for_url(re.compile(r"/sent/1/$"))
    applicant.look()
    page.goto(f"{draft}letters/")
    expect(page.get_by_text(SAID[language]["received"], exact=True)).to_have_count(3)
    assert SECRET not in page.content()

    officer.go(f"/{language}/desk/letters/{agreed}/").look()
    expect(officer.page.get_by_text(SECRET)).to_be_visible()
    officer.page.goto(case)
    expect(officer.page.locator("#figures-live .figures-row dd").nth(1)).to_have_text("1")
