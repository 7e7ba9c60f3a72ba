"""A demonstration office served for looking at it, by the journeys and the pictures: built once per state of the code, then copied.
`python -m tools.served` builds it."""

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tools import environment, migrated

if TYPE_CHECKING:
    from playwright.sync_api import Page

BUILT = environment.ROOT / ".cache" / "offices"
STARTED = 120  # seconds
ANSWERS = re.compile(r"open: (http://127\.0\.0\.1:\d+)/")


@dataclass
class Server:
    """The server of an office in `folder`, at one address however often it is started; `more` is set in its environment."""

    folder: Path
    more: dict[str, str]
    address: str = ""
    _process: "subprocess.Popen[bytes]" = field(init=False)

    def start(self) -> str:
        port = self.address.rpartition(":")[2] or str(_first_port())
        variables = {**os.environ, "BARTHOLDI_DATA": str(self.folder), "PYTHONUNBUFFERED": "1", **self.more}
        command = [sys.executable, "-m", "bartholdi.cli", "demo", "--size", "none", "--port", port]
        said = self.folder / "said.txt"  # a file, since nobody would empty a pipe while the office is served
        with said.open("w") as file:
            # In a group of its own, so that whatever it starts can be killed with it.
            self._process = subprocess.Popen(command, cwd=environment.ROOT, env=variables, stdout=file, start_new_session=True)
        self.address = _address(self._process, said)
        return self.address

    def kill(self) -> None:
        """As a machine that loses its power: nothing is finished, nothing is said."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=30)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)


@contextmanager
def office(folder: Path, **more: str) -> Iterator[str]:
    """The address of a freshly copied office, whose changes go with `folder`."""
    with server(folder, **more) as running:
        yield running.address


@contextmanager
def server(folder: Path, *, begun: Path | None = None, **more: str) -> Iterator[Server]:
    """The same, of which one may kill and start the server; a copy of the office in `begun`, where that is named."""
    shutil.copytree(begun or built(), folder, dirs_exist_ok=True)
    running = Server(folder, more)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def sign_in(page: "Page", email: str) -> None:
    """By the demonstration's own door: choose one of its people."""
    page.goto("/en/demo/")
    page.locator("form", has=page.locator(f'input[value="{email}"]')).get_by_role("button").click()
    page.wait_for_url(lambda url: "/demo/" not in url)


def _first_port() -> int:
    """Each process of the tests has a range of its own: two that look for a free port at once would find the same one."""
    return 8600 + 50 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def _address(server: "subprocess.Popen[bytes]", said: Path) -> str:
    end = time.monotonic() + STARTED
    while time.monotonic() < end and server.poll() is None:
        if found := ANSWERS.search(said.read_text()):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"The demonstration office did not start:\n{said.read_text()}")


def built() -> Path:
    """The folder of an office as it is on its first day; the older ones are thrown away."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = BUILT / _state()
        if not folder.exists():
            for old in BUILT.glob("*-*"):
                if old.is_dir():
                    shutil.rmtree(old)
                else:
                    old.unlink()  # the lock beside an office that was being built
            partial = BUILT / f"partial-{os.getpid()}"
            variables = {**os.environ, "BARTHOLDI_DATA": str(partial)}
            command = [
                sys.executable,
                "-m",
                "bartholdi.cli",
                "demo",
                "--build",
                "--size",
                "none",
                "--database",
                str(migrated.sqlite()),
            ]
            subprocess.run(command, cwd=environment.ROOT, env=variables, check=True)
            # Else each copy would begin with what is due each hour, and read the texts of all reviewers as the first page is asked for.
            subprocess.run([sys.executable, "-m", "tools.first_chores", str(partial)], cwd=environment.ROOT, check=True)
            partial.rename(folder)
        return folder


def _state() -> str:
    """A digest of what an office is built from: the code, its static files, its libraries."""
    digest = hashlib.sha256()
    sources = [*(environment.ROOT / "src").rglob("*"), environment.ROOT / "requirements" / "office.txt"]
    for path in sorted(path for path in sources if path.is_file() and path.suffix not in {".pyc", ".mo"}):
        digest.update(path.relative_to(environment.ROOT).as_posix().encode() + path.read_bytes())
    return f"office-{digest.hexdigest()[:16]}"


if __name__ == "__main__":
    built()
