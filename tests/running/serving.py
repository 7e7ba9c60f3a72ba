"""A real server on the database of the running test, which can be killed and comes back within a moment, and people who ask it."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bartholdi.office.accounts.models import User
from tests.office.lib.processes import Nursery, environment

# Loads everything once, then forks a server for each line it is sent, and writes the number of its group of processes.
NURSERY = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, tuple(map(int, sys.argv[1:] * 2)) or (resource.RLIM_INFINITY,) * 2)
import bartholdi.wsgi, bartholdi.urls
from bartholdi.running import server
print("ready", flush=True)
for port in sys.stdin:
    child = os.fork()
    if child == 0:
        os.setsid()
        server.serve("127.0.0.1", int(port), processes=1, threads=4)
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
"""


class Servers(Nursery):
    @contextmanager
    def server(self) -> Iterator[int]:
        """Its port, once it answers; killed at the end without a word, all of its processes at once."""
        port = free_port()
        group = self.born(str(port))
        try:
            until_it_answers(port)
            yield port
        finally:
            os.killpg(group, signal.SIGKILL)


@contextmanager
def nursery(*, largest_file: int | None = None) -> Iterator[Servers]:
    """`largest_file`: in bytes, as on a disk that takes no more."""
    variables = environment(BARTHOLDI_LOG="CRITICAL", BARTHOLDI_URL="http://127.0.0.1", PYTHONWARNINGS="ignore")
    command = [sys.executable, "-c", NURSERY, *([str(largest_file)] if largest_file else [])]
    pipes: dict[str, int] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=variables, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield Servers(process)
        finally:
            process.kill()


class Somebody:
    """Signed in, with a browser that sends what a page of ours would."""

    def __init__(self, user: User) -> None:
        store = SessionStore()
        store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY], store["seen_at"] = user.get_session_auth_hash(), time.time()
        store.save()
        self.csrf = secrets.token_hex(16)
        self.cookies = f"sessionid={store.session_key}; csrftoken={self.csrf}"

    def get(self, port: int, path: str) -> tuple[int, str]:
        return self._ask(port, "GET", path)[::2]

    def post(self, port: int, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """The status, and where it leads."""
        return self._ask(port, "POST", path, {**fields, "csrfmiddlewaretoken": self.csrf})[:2]

    def save(self, port: int, path: str, key: str, value: str, seen: int) -> tuple[int, dict[str, object]]:
        """As the script of the page does by itself."""
        fields = {f"q-{key}": value, "seen": json.dumps({key: seen}), "since": str(seen), "tab": "one"}
        sent = {**fields, "csrfmiddlewaretoken": self.csrf}
        status, _leads, body = self._ask(port, "POST", path, sent, accept="application/json")
        return status, json.loads(body)

    def _ask(
        self, port: int, method: str, path: str, fields: dict[str, str] | None = None, accept: str = "text/html"
    ) -> tuple[int, str, str]:
        heads = {"Cookie": self.cookies, "Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request(method, path, urlencode(fields) if fields else None, heads)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location", ""), answer.read().decode()


def until_it_dies(work: Callable[[], object]) -> Callable[[], None]:
    """For a thread: the server is killed in the midst of it."""

    def working() -> None:
        try:
            while True:
                work()
        except (OSError, http.client.HTTPException, StopIteration):
            return

    return working


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_it_answers(port: int) -> None:
    for _attempt in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not start")
