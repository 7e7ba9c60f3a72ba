"""The browser's modules for sealed dispatches on a bare page: static files and vectors, without an office.

What is large goes between test and page over the loopback, as `/held/…`: the devtools protocol closes at a message of 100 MiB."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "bartholdi" / "faces" / "ui" / "static"
VECTORS = ROOT / "tests" / "cores" / "sealing" / "vectors"
JUDGED = """async ([all, keys]) => {
    const { judge } = await import("/ui/sealing/vectors.js");
    const judged = judge(all, keys), found = {};
    for (const vector of all) found[vector.name] = await judged(vector);
    return found;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, held: dict[str, bytes], *args: Any, **named: Any) -> None:
        self.held = held  # before the others: the first answer is given in their `__init__`
        super().__init__(*args, **named)

    def log_message(self, *_: Any) -> None:
        """A test's page is no news."""

    def do_GET(self) -> None:
        if self.path == "/":
            self._answer(b"<!doctype html><html lang=en><title>twin</title>", "text/html")
        elif self.path in self.held:
            self._answer(self.held[self.path], "application/octet-stream")
        else:
            super().do_GET()

    def do_PUT(self) -> None:
        self.held[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(b"", "text/plain")

    def _answer(self, octets: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)


@contextmanager
def page(browser: Browser, held: dict[str, bytes] | None = None) -> Iterator[Page]:
    """An empty page that can import the modules as `/ui/sealing/….js`, get what is `held` and put more there."""
    handler = partial(_Quiet, {} if held is None else held, directory=str(STATIC))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.server_port}")
    try:
        found = context.new_page()
        found.goto("/")
        yield found
    finally:
        context.close()
        server.shutdown()
        server.server_close()


def vectors() -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """All vectors, and the test keys."""
    files = [each for each in sorted(VECTORS.glob("*.json")) if each.name != "keys.json"]
    return [each for file in files for each in json.loads(file.read_text("utf-8"))], json.loads(
        (VECTORS / "keys.json").read_text("utf-8")
    )
