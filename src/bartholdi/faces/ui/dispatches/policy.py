"""What the browser may do on pages where keys are used: a worker of our own, and that worker reaches no network at all."""

import re
from wsgiref.headers import Headers

WORKER = re.compile(r"/ui/sealing/worker(\.[0-9a-f]+)?\.js\Z")
# WebAssembly is for Argon2 alone. The page around the worker needs none of it.
ALONE = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'"


def worker_headers(headers: Headers, _path: str, url: str) -> None:
    """Whoever holds the key in memory cannot send it anywhere, whatever code it was made to run."""
    if WORKER.search(url):
        headers["Content-Security-Policy"] = ALONE
