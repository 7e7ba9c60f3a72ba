"""An officer starts a Chateaubriand call from its blueprint, mends what is missing, rehearses it, announces it; the public reads it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitor import Visitor

Visit = Callable[..., Visitor]

WORDS = {
    "en": {
        "name": "Chateaubriand Fellowship in STEM",
        "year": "Year of the call",
        "opens": "Opens on",
        "again": "Show the dates again",
        "create": "Create the call",
        "budget": "Budget of each year",
        "save": "Save",
        "rehearse": "Rehearse the call",
        "discard": "Discard the rehearsal",
        "announce": "Announce the call",
        "public": "See the public page",
        "coming": "Opening soon",
    },
    "fr": {
        "name": "Bourse Chateaubriand en sciences et technologie",
        "year": "Année de l’appel",
        "opens": "Ouverture le",
        "again": "Recalculer les dates",
        "create": "Créer l’appel",
        "budget": "Budget de chaque année",
        "save": "Enregistrer",
        "rehearse": "Répéter l’appel",
        "discard": "Supprimer la répétition",
        "announce": "Annoncer l’appel",
        "public": "Voir la page publique",
        "coming": "Ouverture prochaine",
    },
}


@pytest.mark.parametrize(("language", "year"), [("en", 2093), pytest.param("fr", 2094, marks=pytest.mark.long)])
def test_from_blueprint_to_announced(visit: Visit, language: str, year: int) -> None:
    visitor, words = visit(), WORDS[language]
    visitor.sign_in_as("washington@bartholdi.example")
    page = visitor.go(f"/{language}/desk/calls/").look().page
    page.locator(f'a[href="/{language}/desk/calls/start/"]').click()
    visitor.look()
    page.get_by_role("link", name=words["name"], exact=True).click()
    page.get_by_label(words["year"]).fill(str(year))
    page.get_by_label(words["opens"]).fill(f"{datetime.now(UTC) + timedelta(days=60):%Y-%m-%d}")
    page.get_by_role("button", name=words["again"]).click()
    visitor.look()
    page.get_by_role("button", name=words["create"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{words['name']} {year}")
    visitor.look()
    case = page.url
    give_budgets(page, case, words, year)
    rehearse(visitor, case, words)
    page.get_by_role("button", name=words["announce"]).click()
    page.get_by_role("link", name=words["public"]).click()
    expect(page.get_by_text(words["coming"]).first).to_be_visible()
    visitor.look()
    address = page.url
    public = visit(color_scheme="dark")
    public.page.set_viewport_size({"width": 360, "height": 780})
    public.go(address).look()
    expect(public.page.get_by_role("heading", level=1)).to_have_text(f"{words['name']} {year}")
    with public.page.expect_download() as download:
        public.page.locator('a[href$="deadlines.ics"]').click()
    assert re.fullmatch(rf"chateaubriand-stem-{year}\.ics", download.value.suggested_filename)


def give_budgets(page: Page, case: str, words: dict[str, str], year: int) -> None:
    """Each line of the checklist leads to the fund; after the last one nothing hinders."""
    missing = page.locator('a[href*="/desk/funds/"]')
    for _fund in range(missing.count()):
        missing.first.click()
        box = page.get_by_label(words["budget"])
        box.fill(f"{box.input_value()}\n{year}: 100000")
        page.get_by_role("button", name=words["save"], exact=True).click()
        page.goto(case)
    expect(missing).to_have_count(0)


def rehearse(visitor: Visitor, case: str, words: dict[str, str]) -> None:
    page = visitor.page
    page.get_by_role("button", name=words["rehearse"]).click()
    page.wait_for_url(lambda url: url != case)
    visitor.look()
    page.get_by_role("button", name=words["discard"]).click()
    page.wait_for_url(case)
