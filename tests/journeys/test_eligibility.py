"""Somebody who may not apply corrects a date and may; somebody else is found eligible by an officer, who signs why."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.eligibility_office import PEOPLE, SLUG, add_call
from tests.journeys.visitor import Visitor
from tools import served

Visit = Callable[..., Visitor]
OFFICER = "washington@bartholdi.example"
SECRET = "Telephoned: ill for two years."
SAID = {
    "en": {"not": "Not open to you", "may": "You may apply", "first": "We cannot say yet", "officer": "found it eligible"},
    "fr": {
        "not": "Ne vous est pas ouvert",
        "may": "Vous pouvez candidater",
        "first": "Nous ne pouvons pas encore le dire",
        "officer": "l’a déclarée recevable",
    },
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("rules") / "office"
    with served.office(folder) as address:
        add_call(folder, address)
        yield address


def begun(visitor: Visitor, language: str) -> str:
    page = visitor.go(f"/{language}/apply/{SLUG}/").page
    page.get_by_role("main").locator("form button").last.click()
    page.wait_for_url(re.compile(r"/portal/applications/\d+/$"))
    visitor.look()
    return page.url


def fill(page: Page, key: str, value: str) -> None:
    page.locator(f"[name=q-{key}]").fill(value)
    page.locator(f"[name=q-{key}]").blur()


@pytest.mark.parametrize(("language", "person"), [("en", PEOPLE[0]), pytest.param("fr", PEOPLE[1], marks=pytest.mark.long)])
def test_a_date_is_corrected_and_then_an_officer_decides_otherwise(site: str, visit: Visit, language: str, person: str) -> None:
    said = SAID[language]
    visitor = visit().sign_in_as(person)
    page = visitor.page
    address = begun(visitor, language)
    status = page.locator("[data-eligibility] [role=status]")
    expect(status).to_have_text(said["first"])
    page.goto(f"{address}page/you/")
    page.locator("[name=q-nationality]").select_option("US")
    fill(page, "phd", "2015-06-30")
    expect(status).to_have_text(said["not"])
    visitor.look()
    fill(page, "phd", "2026-06-30")
    expect(status).to_have_text(said["may"])
    visitor.look()
    fill(page, "phd", "2015-06-30")
    expect(status).to_have_text(said["not"])
    page.goto(address)
    expect(status).to_have_text(said["not"])
    visitor.look()
    found_eligible(visit().sign_in_as(OFFICER), language, address)
    page.goto(address)
    expect(status).to_have_text(said["may"])
    expect(page.locator("[data-eligibility]")).to_contain_text(said["officer"])
    assert SECRET not in page.content()
    visitor.look()


def found_eligible(officer: Visitor, language: str, address: str) -> None:
    number = re.findall(r"\d+", address)[-1]
    page = officer.go(f"/{language}/desk/applications/{number}/").page
    officer.look()
    page.locator("a[href$='/find-eligible/']").click()
    officer.look()
    page.locator("[name=remark]").fill(SECRET)
    page.get_by_role("main").locator("form button").last.click()
    page.wait_for_url(re.compile(rf"/desk/applications/{number}/$"))
    expect(page.locator("section[aria-labelledby=eligibility-title]")).to_contain_text(SECRET)
    officer.look()


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_without_an_account_one_asks_whether_one_may_apply(site: str, visit: Visit, language: str) -> None:
    visitor = visit()
    page = visitor.go(f"/{language}/calls/{SLUG}/").page
    visitor.look()
    page.locator("a[href$='/check/']").first.click()
    visitor.look()
    page.locator("[name=q-phd]").fill("2015-06-30")
    page.get_by_role("main").locator("form button").last.click()
    expect(page.locator("[role=status]").first).to_have_text(SAID[language]["not"])
    visitor.look()
