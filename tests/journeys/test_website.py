"""A visitor walks the public site in both languages, with a mouse, on a phone, by keyboard alone, and without JavaScript."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor

Visit = Callable[..., Visitor]
WALKS = {
    "en": ("Facilitate mobility", "Chateaubriand", "Coming up"),
    "fr": ("Faciliter la mobilité", "Chateaubriand", "À venir"),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_visitor_finds_a_programme_through_its_mission(visit: Visit, language: str) -> None:
    mission, programme, _coming = WALKS[language]
    visitor = visit(locale=language)
    page = visitor.go(f"/{language}/").look().page
    page.get_by_role("main").get_by_role("link", name=mission).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(mission)
    visitor.look()
    page.get_by_role("main").get_by_role("link", name=programme).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(programme)
    visitor.look()
    assert visitor.context.cookies() == []  # who only reads is not counted, followed or asked for consent


def test_the_language_switch_keeps_the_page_and_what_was_asked(visitor: Visitor) -> None:
    page = visitor.go("/en/search/?q=quantum").look().page
    page.get_by_role("link", name="Français").first.click()
    assert page.url.endswith("/fr/search/?q=quantum")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    visitor.look()


@pytest.mark.parametrize(
    ("path", "query"), [("/en/search/", "post-quantum"), ("/fr/search/", "mémorandum"), ("/fr/search/", "memorandum")]
)
def test_a_story_is_found_with_and_without_its_accents(visitor: Visitor, path: str, query: str) -> None:
    page = visitor.go(path).page
    page.get_by_role("main").get_by_role("searchbox").fill(query)
    page.get_by_role("main").get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
    visitor.look()


def test_the_site_is_walked_by_keyboard_alone_and_the_focus_is_always_seen(visitor: Visitor) -> None:
    page = visitor.go("/en/").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
                return [e.tagName, r.bottom > 0 && r.top < innerHeight,
                        (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none']; }"""
            )
        )
    assert [where for where in seen if not (where[1] and where[2])] == []


@pytest.mark.parametrize("path", ["/en/", "/fr/stories/", "/en/programmes/"])
def test_a_page_reads_at_200_percent_without_sideways_scrolling_and_without_motion(visit: Visit, path: str) -> None:
    visitor = visit(reduced_motion="reduce", device_scale_factor=2)
    visitor.page.set_viewport_size({"width": 640, "height": 450})
    visitor.go(path)
    assert visitor.sideways() == 0
    moving = visitor.page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((e) => {
            const s = getComputedStyle(e);
            return [s.transitionDuration, s.animationDuration].some((d) => d.split(',').some((one) => parseFloat(one) > 0.01));
        }).length"""
    )
    assert moving == 0


def test_without_javascript_the_menu_the_search_and_the_languages_work(visit: Visit) -> None:
    visitor = visit(java_script_enabled=False)
    visitor.page.set_viewport_size({"width": 360, "height": 800})
    page = visitor.go("/en/").page
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Programmes").first).to_be_visible()
    page.goto("/en/search/?q=quantum")
    expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
    page.get_by_role("link", name="Français").first.click()
    assert "/fr/search/" in page.url


def test_machines_find_feeds_sitemap_and_security_contact(visitor: Visitor) -> None:
    request = visitor.context.request
    for path in ("/sitemap.xml", *_feeds(visitor)):
        answer = request.get(path)
        assert answer.status == 200, path
        ET.fromstring(answer.body())
    assert "Contact:" in request.get("/.well-known/security.txt").text()
    assert "Sitemap:" in request.get("/robots.txt").text()


def _feeds(visitor: Visitor) -> list[str]:
    page = visitor.go("/fr/").page
    links: list[str] = page.eval_on_selector_all(
        "link[rel=alternate][type$=xml]", "(links) => links.map((link) => link.getAttribute('href'))"
    )
    assert links
    return links
