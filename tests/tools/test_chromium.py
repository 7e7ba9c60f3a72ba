"""What our Chromium is told, beside what Playwright tells it."""

import re
from pathlib import Path

import playwright

from tools import chromium


def test_what_playwright_turns_off_stays_off() -> None:
    """Chromium obeys the last list alone: a new Playwright that turns more off makes this fail."""
    bundle = Path(playwright.__file__).parent / "driver" / "package" / "lib" / "coreBundle.js"
    theirs = re.search(r"disabledFeatures = \[(.*?)\]\.filter", bundle.read_text("utf-8"), re.DOTALL)
    assert theirs is not None
    assert set(re.findall(r'^\s*"(\w+)"', theirs[1], re.MULTILINE)) < set(chromium.OFF)
