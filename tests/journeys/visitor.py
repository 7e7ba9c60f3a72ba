"""A person with a browser: goes to pages, looks at each with axe, and complains of whatever the browser complains of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tools import served

PATIENCE = 60_000  # ms: Argon2id, a mail or the worker takes its time, and so does a machine that others share
AXE = Path(__file__).resolve().parents[2] / ".cache" / "axe" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FINDINGS = """async (rules) => (await axe.run(document, rules)).violations.map(
    (v) => `${v.id}: ${v.help} | ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`)"""

# A refused page or a lost network is what some stories are about. A search that a newer one replaces, or that the person
# leaves before its answer, is given up: htmx names that an error, and each of its real ones by another name as well.
EXPECTED = re.compile(r"status of 4\d\d|net::ERR_(INTERNET|CONNECTION|EMPTY)|htmx:(sendAbort|afterRequest)\b")


def at(path: str) -> re.Pattern[str]:
    """An address whose path begins so: one that only leads there (`?next=…`) is still on its way."""
    return re.compile(rf"^https?://[^/?]+{path}")


@dataclass
class Visitor:
    """One browser context. `go` opens an address of the office; `look` finds it accessible and whole, or fails."""

    site: str
    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, browser: Browser, site: str, **options: Any) -> Visitor:
        context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900}, **options)
        context.set_default_timeout(PATIENCE)
        visitor = cls(site, context.new_page())
        visitor.page.on("console", visitor._console)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(f"{visitor.page.url}: {error}"))
        return visitor

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> Visitor:
        self.page.goto(path)
        return self

    def sign_in_as(self, email: str) -> Visitor:
        served.sign_in(self.page, email)
        return self

    def look(self) -> Visitor:
        """No accessibility finding, no sideways scrolling, nothing in the browser's console."""
        self.page.wait_for_load_state()  # a page that is still leaving cannot be looked at
        assert (found := self.findings()) == [], found
        assert self.sideways() == 0, f"{self.page.url} scrolls sideways by {self.sideways()} px"
        assert self.complaints == [], self.complaints
        return self

    def findings(self) -> list[str]:
        if not self.page.evaluate("() => 'axe' in window"):
            # evaluated by the debugger, which the page's content policy does not bind
            self.page.evaluate(AXE.read_text())
        found: list[str] = self.page.evaluate(FINDINGS, RULES)
        return [f"{self.page.url}: {finding}" for finding in found]

    def sideways(self) -> int:
        wide: int = self.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return max(0, wide)

    def leave(self) -> None:
        self.context.close()
