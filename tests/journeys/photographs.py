"""Photographs of QR pictures from a screen, the page turned by hand."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect


def photographed(shown: Locator, folder: Path) -> list[Path]:
    """A screenshot of each picture, from whichever is shown first; the loop must stand still."""
    said = shown.locator(".frames-said")
    first, total = map(int, re.findall(r"\d+", said.inner_text()))
    found = {}
    for step in range(total):
        index = (first - 1 + step) % total + 1
        expect(said).to_have_text(f"Picture {index} of {total}")
        found[index] = folder / f"photo-{total:02d}-{index:02d}.png"
        shown.locator("canvas").screenshot(path=found[index])
        shown.get_by_role("button", name="Next picture").click()
    return [found[index] for index in sorted(found)]
