"""An officer rehearses a call: chooses a role and a moment, walks through the very pages, finds nothing sent, discards it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

WORDS = {
    "en": {
        "rehearse": "Rehearse the call",
        "look": "Look as each role",
        "as": "Look as",
        "last": "In the last hour",
        "open": "Open the page",
        "after": "After it has closed",
        "other": "Another role or moment",
        "ribbon": "Rehearsal",
        "discard": "Discard the rehearsal",
    },
    "fr": {
        "rehearse": "Répéter l’appel",
        "look": "Voir en tant que chaque rôle",
        "as": "Voir en tant que",
        "last": "Dans la dernière heure",
        "open": "Ouvrir la page",
        "after": "Après la clôture",
        "other": "Un autre rôle ou un autre moment",
        "ribbon": "Répétition",
        "discard": "Supprimer la répétition",
    },
}


@pytest.mark.parametrize("language", ["en", pytest.param("fr", marks=pytest.mark.long)])
def test_a_call_is_seen_as_each_role_at_its_moments(visit: Callable[..., Visitor], language: str) -> None:
    visitor, words = visit(), WORDS[language]
    visitor.sign_in_as("washington@bartholdi.example")
    page = visitor.go(f"/{language}/desk/calls/").page
    page.locator("tbody a").first.click()
    case = page.url
    page.get_by_role("button", name=words["rehearse"]).click()
    page.get_by_role("link", name=words["look"]).click()
    visitor.look()
    roles = page.get_by_label(words["as"], exact=True)
    applicant = roles.locator("option[value^=lead-]").first.get_attribute("value") or ""
    roles.select_option(applicant)
    page.get_by_label(words["last"]).check()
    page.get_by_role("button", name=words["open"]).click()
    ribbon = page.get_by_role("complementary", name=words["ribbon"], exact=True)
    expect(ribbon).to_be_visible()
    visitor.look()
    page.locator("main a[href*='/page/'][href$='/']").first.click()
    expect(page.locator("[data-question]").first).to_be_visible()
    visitor.look()
    ribbon.get_by_role("link", name=words["after"]).click()
    expect(ribbon.locator("[aria-current]")).to_have_text(words["after"])
    visitor.look()
    ribbon.get_by_role("link", name=words["other"]).click()
    roles.select_option("reviewer")
    page.get_by_role("button", name=words["open"]).click()
    visitor.look()
    visitor.go(page.url.split("/look/")[0] + "/")
    page.get_by_role("button", name=words["discard"]).click()
    expect(page).to_have_url(case)
