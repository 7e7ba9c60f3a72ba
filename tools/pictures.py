"""`make pictures`: ten pages of the demonstration office as README shows them, and with --all every face at three widths, light and dark."""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools import chromium, environment, served
from tools.say import Trouble

PICTURES = environment.ROOT / "docs" / "pictures"
WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    person: str = ""  # an address of demo/people.py
    width: int = 1440
    scheme: str = "light"
    whole: bool = False


TEN = (
    Picture("home", "/en/"),
    Picture("accueil-sombre", "/fr/", scheme="dark"),
    Picture("programme", "/en/programmes/chateaubriand-stem/"),
    Picture("story", "/en/stories/"),
    Picture("home-phone", "/fr/", width=360),
    Picture("sign-in", "/en/account/sign-in/"),
    Picture("portal", "/en/portal/", person="priya@lakeshore-university.example"),
    Picture("desk-today", "/en/desk/", person="director@bartholdi.example"),
    Picture("outbox", "/fr/desk/outbox/", person="director@bartholdi.example"),
    Picture("journal-dark", "/en/desk/journal/", person="auditor@bartholdi.example", scheme="dark"),
)


def main(arguments: list[str]) -> int:
    wanted = TEN
    folder = PICTURES
    if "--all" in arguments:  # for looking, not for keeping
        folder = Path(arguments[arguments.index("--all") + 1])
        wanted = tuple(_everywhere(arguments[arguments.index("--all") + 2 :]))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, served.office(Path(data)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.flags())
        for picture in wanted:
            _take(browser, site, picture, folder)
            print(f"{picture.name}.png")
        browser.close()
    return 0


def _everywhere(paths: list[str]) -> Iterator[Picture]:
    """`director@bartholdi.example:/en/desk/` or `/en/` at every width and scheme."""
    for asked in paths:
        person, _colon, path = asked.rpartition(":")
        stem = path.strip("/").replace("/", "-") or "root"
        for width in WIDTHS:
            for scheme in SCHEMES:
                yield Picture(f"{stem}-{width}-{scheme}", path, person, width, scheme, whole=True)


def _take(browser: Browser, site: str, picture: Picture, folder: Path) -> None:
    height = 780 if picture.width == 360 else 900
    context = browser.new_context(
        base_url=site,
        viewport={"width": picture.width, "height": height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.person:
        served.sign_in(page, picture.person)
    answer = page.goto(picture.path)
    if answer is None or not answer.ok:
        raise Trouble(f"{picture.path} cannot be pictured: it answered {answer and answer.status}.")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{picture.name}.png", full_page=picture.whole)
    context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
