"""`make pictures`: pages of the demonstration office, played, as README shows them, and with --all every face at three widths, light and dark."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

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
    key: str = ""  # of the post whose key opens what is pictured


OURS = (
    Picture("home", "/en/"),
    Picture("accueil-sombre", "/fr/", scheme="dark"),
    Picture("programme", "/en/programmes/chateaubriand-stem/"),
    Picture("story", "/en/stories/"),
    Picture("home-phone", "/fr/", width=360),
    Picture("sign-in", "/en/account/sign-in/"),
    Picture("portal", "/en/portal/", person="priya@lakeshore-university.example"),
    Picture("desk-today", "/en/desk/", person="director@bartholdi.example"),
    Picture("outbox", "/fr/desk/outbox/", person="director@bartholdi.example"),
    Picture("board", "/en/desk/reviewing/board/11/", person="director@bartholdi.example"),
    Picture("choosing", "/en/desk/choosing/scenario/1/", person="director@bartholdi.example"),
    Picture("agreement", "/en/desk/agreements/1/", person="director@bartholdi.example"),
    Picture("dispatch", "/en/desk/dispatches/1/", person="washington@bartholdi.example", key="WASHINGTON"),
    Picture("journal-dark", "/en/desk/journal/", person="auditor@bartholdi.example", scheme="dark"),
)


def main(arguments: list[str]) -> int:
    wanted = OURS
    folder = PICTURES
    if "--all" in arguments:  # for looking, not for keeping
        folder = Path(arguments[arguments.index("--all") + 1])
        wanted = tuple(_everywhere(arguments[arguments.index("--all") + 2 :]))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, _played(Path(data)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.flags())
        for picture in wanted:
            _take(browser, site, picture, folder)
            print(f"{picture.name}.png")
        browser.close()
    return 0


@contextmanager
def _played(folder: Path) -> Iterator[str]:
    """The address of an office whose calls were played to their laureates, as whoever starts the demonstration has it."""
    begun = folder / "begun"
    variables = {**os.environ, "BARTHOLDI_DATA": str(begun)}
    subprocess.run([sys.executable, "-m", "bartholdi.cli", "demo", "--build"], cwd=environment.ROOT, env=variables, check=True)
    with served.server(folder / "office", begun=begun) as running:
        yield running.address


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
    if picture.key:
        _unlock(page, picture.key)
    page.screenshot(path=folder / f"{picture.name}.png", full_page=picture.whole)
    context.close()


def _unlock(page: Page, post: str) -> None:
    """With the key that the demonstration lends; scrolled to what it opened."""
    lent = page.context.new_page()
    lent.goto("/en/demo/")
    passphrase = lent.locator("code").inner_text()
    lent.close()
    key = page.request.get(f"/en/demo/keys/{post}/").body()
    page.locator("#panel-key").set_input_files({"name": f"{post}.key", "mimeType": "application/octet-stream", "buffer": key})
    page.locator("#panel-passphrase").fill(passphrase)
    page.locator("[data-panel] [type=submit]").click()
    opened = page.locator("[data-opened]")
    expect(opened).to_be_visible(timeout=60_000)
    opened.scroll_into_view_if_needed()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
