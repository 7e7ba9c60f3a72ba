"""A nomination: an officer invites an institution, its contact names a candidate within the quota, the candidate takes it up."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.mailbox import NOMINATION, link_for
from tests.journeys.visitor import Visitor

Visit = Callable[..., Visitor]
OFFICER = "washington@bartholdi.example"
SAID = {
    "en": {
        "institution": "Princeton University",
        "candidate": ("Priya", "priya@lakeshore-university.example"),
        "taken": "1 of 1 places is taken.",
        "refused": "Nobody was nominated: your place is taken.",
    },
    "fr": {
        "institution": "Duke University",
        "candidate": ("Yann", "yann@universite-iroise.example"),
        "taken": "1 place sur 1 est prise.",
        "refused": "Personne n’a été proposé",
    },
}


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_an_institution_nominates_within_its_quota_and_the_candidate_goes_on(visit: Visit, language: str) -> None:
    said = SAID[language]
    name, address = said["candidate"]
    contact = f"dean.{language}@example.org"
    officer = visit(locale=language).sign_in_as(OFFICER)
    page = officer.go(f"/{language}/desk/calls/?q=FADEx+nomin").page
    page.get_by_role("main").get_by_role("link", name="FADEx").last.click()
    officer.look()
    page.locator("a[href$='/nominations/']").first.click()
    officer.look()
    page.locator("#q").fill(said["institution"])
    page.locator("form[role=search] button").click()
    page.get_by_role("link", name=said["institution"]).first.click()
    officer.look()
    page.locator("[name=quota]").fill("1")
    page.locator("[name=contact_name]").fill("Dean of research")
    page.locator("[name=contact_email]").fill(contact)
    page.locator("[name=language]").select_option(language)
    page.get_by_role("main").locator("form button").first.click()
    page.get_by_role("row", name=said["institution"]).locator("form button").click()
    officer.look()

    dean = visit(locale=language)
    link = link_for(dean, contact, NOMINATION)
    dean.go(link).look()
    stale = dean.context.new_page()
    stale.goto(link)
    for window, who in ((dean.page, (name, address)), (stale, ("Noor Haddad", "noor@example.org"))):
        window.locator("[name=name]").fill(who[0])
        window.locator("[name=email]").fill(who[1])
        if window.locator("[name=side]").count():
            window.locator("[name=side]").select_option(index=1)
        window.get_by_role("main").locator("form button").click()
    expect(dean.page.get_by_text(said["taken"])).to_be_visible()
    dean.look()
    expect(stale.get_by_text(said["refused"]).first).to_be_visible()

    candidate = visit(locale=language)
    candidate.go(link_for(candidate, address, NOMINATION)).look()
    candidate.sign_in_as(address)
    candidate.go(link_for(candidate, address, NOMINATION)).look()
    candidate.page.get_by_role("main").locator("form button").click()
    candidate.page.wait_for_url(re.compile(r"/portal/applications/\d+/$"))
    candidate.look()

    page.reload()
    expect(page.get_by_role("row", name=said["institution"])).to_contain_text("1 / 1")
    page.get_by_role("link", name=said["institution"], exact=True).click()
    expect(page.get_by_role("main").get_by_role("row")).to_have_count(2)
    officer.look()
