"""A real Chromium for the journeys and the pictures: found on PATH, else installed when we may, else one line that says what to run."""

import os
import shutil
import subprocess

from tools.say import Trouble, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# playwright's own node needs libatomic1, which a minimal Debian lacks
PACKAGES = ("chromium", "fonts-dejavu-core", "libatomic1")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# For pages that are looked at once: axe runs too short for an optimised form of it to be worth the making, a fifth of what such a page
# costs. Not where anything is sealed or opened, which takes three times as long without.
UNOPTIMISED = "--js-flags=--no-opt --no-maglev"
BY_HAND = f"Chromium is missing, and the journeys need it. Run: apt-get install --no-install-recommends {' '.join(PACKAGES)}"


def flags() -> list[str]:
    """Chromium's sandbox does not start as root; a person's own browser keeps it."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def found() -> str:
    path = os.environ.get("BARTHOLDI_CHROMIUM") or _on_path()
    if path:
        return path
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Trouble(BY_HAND)
    with step("installing Chromium"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", "--quiet=2", *arguments], env=quiet, check=False)
    if not (path := _on_path()):
        raise Trouble(BY_HAND)
    return path


def _on_path() -> str:
    return next(filter(None, map(shutil.which, NAMES)), "")
