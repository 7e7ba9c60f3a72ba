"""Every address of the office, as those who may open it: no accessibility finding, no sideways scrolling, no complaint of the browser."""

import re
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from bartholdi.running.addresses import every_address
from tests.journeys.visitor import Visitor
from tools import chromium

pytestmark = pytest.mark.heavy

Visit = Callable[..., Visitor]
# English at a desk by day, French on a phone by night: both schemes, both sizes, both languages in one walk each.
LOOKS = {"en": ({"width": 1440, "height": 900}, "light"), "fr": ({"width": 320, "height": 700}, "dark")}
NOT_PAGES = re.compile(
    r"/file/$|/feeds?/|\.(xml|txt|webmanifest|ico|json)$|atom|rss|/sign-out/|/verify/$|/trial/$|/scheme/|/start-over/|/end/$"
    r"|/dispatches/(numbers|drafts|certificates|trusted|digests)/$"  # what scripts ask
)


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    walking = browser.browser_type.launch(executable_path=chromium.found(), args=[*chromium.flags(), chromium.UNOPTIMISED])
    yield walking
    walking.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_published_page(visit: Visit, site: str, language: str) -> None:
    sitemap = urllib.request.urlopen(f"{site}/sitemap.xml", timeout=30).read().decode()
    pages = sorted(
        {path for path in re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", sitemap) if path.startswith(f"/{language}/")}
    )
    assert len(pages) > 25
    walk(visit, language, pages)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("person", "rooms"),
    [
        ("", ("account/sign", "account/password", "search", "demo")),
        ("priya@lakeshore-university.example", ("portal", "account")),
        ("director@bartholdi.example", ("desk", "look-up")),
        ("administrator@bartholdi.example", ("desk/people",)),
    ],
)
def test_every_address_of_ours(visit: Visit, language: str, person: str, rooms: tuple[str, ...]) -> None:
    addresses = [path for path in every_address() if path.startswith(tuple(f"/{language}/{room}" for room in rooms))]
    walk(visit, language, [path for path in addresses if not NOT_PAGES.search(path)], person)


def walk(visit: Visit, language: str, paths: list[str], person: str = "") -> None:
    size, scheme = LOOKS[language]
    visitor = visit(color_scheme=scheme, reduced_motion="reduce", locale=language)
    if person:
        visitor.sign_in_as(person)
    visitor.page.set_viewport_size(size)
    faults = []
    for path in paths:
        answer = visitor.page.goto(path)
        if answer is None or answer.status >= 500:
            faults.append(f"{path}: {answer and answer.status}")
            continue
        faults += visitor.findings()
        if visitor.sideways():
            faults.append(f"{path}: scrolls sideways by {visitor.sideways()} px")
    assert (faults, visitor.complaints) == ([], [])
