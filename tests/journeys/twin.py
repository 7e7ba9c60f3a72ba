"""The browser's modules for sealed dispatches on a bare page: static files and vectors, without an office."""

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
    def log_message(self, *_: Any) -> None:
        """A test's page is no news."""

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        page = b"<!doctype html><html lang=en><title>twin</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that can import the modules as `/ui/sealing/….js`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(STATIC)))
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
