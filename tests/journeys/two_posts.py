"""Two installations, each with a database and a port of its own, and a real mail server between them that pipes what comes into `bartholdi receive`."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.running.serving import free_port, until_it_answers
from tools import served

COMMAND = (sys.executable, "-m", "bartholdi.cli")
DOMAINS = ("washington.example", "paris.example")


class Between:
    """The handler of the mail server. `lose` swallows so many of the next sealed e-mails, as a network does."""

    def __init__(self) -> None:
        self.offices: dict[str, Installation] = {}
        self.taken: list[tuple[str, int, str]] = []  # to whom, the exit code, what was said
        self.lose = 0
        self._one = threading.Lock()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = bytes(envelope.content or b"")
        for address in envelope.rcpt_tos:
            office = self.offices.get(address.rpartition("@")[2])
            if office is not None:
                await asyncio.to_thread(self._pipe, address, office, content)
        return "250 2.0.0 kept"

    def _pipe(self, address: str, office: Installation, content: bytes) -> None:
        with self._one:
            if self.lose and b".dispatch" in content:
                self.lose -= 1
                return
            done = subprocess.run([*COMMAND, "receive"], input=content, capture_output=True, check=False, env=office.environment)
            self.taken.append((address, done.returncode, done.stderr.decode()))


@dataclass(frozen=True)
class Installation:
    """A copy of the demonstration's office that is served as an office is, since a demonstration sends no mail."""

    folder: Path
    port: int
    mail: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        outside = {
            name: value for name, value in os.environ.items() if not name.startswith("BARTHOLDI_") and name != "DATABASE_URL"
        }
        return outside | {
            "BARTHOLDI_MODE": "demo",
            "BARTHOLDI_DATA": str(self.folder),
            "BARTHOLDI_SECRET_KEY_FILE": str(self.folder / "secret"),
            "BARTHOLDI_URL": self.address,
            "BARTHOLDI_MAIL_URL": self.mail,
        }

    @contextmanager
    def served(self) -> Iterator[Installation]:
        shutil.copytree(served.built(), self.folder, dirs_exist_ok=True)
        command = [*COMMAND, "serve", "--port", str(self.port), "--processes", "1"]
        with (
            (self.folder / "said.txt").open("w") as said,
            subprocess.Popen(command, env=self.environment, stdout=said, stderr=said) as server,
        ):
            try:
                until_it_answers(self.port)
                yield self
            finally:
                server.terminate()


@contextmanager
def two_posts(folder: Path) -> Iterator[tuple[Installation, Installation, Between]]:
    between, port = Between(), free_port()
    mail = f"smtp://127.0.0.1:{port}"
    controller = Controller(between, hostname="127.0.0.1", port=port, data_size_limit=40_000_000)
    controller.start()
    try:
        with (
            Installation(folder / "washington", free_port(), mail).served() as washington,
            Installation(folder / "paris", free_port(), mail).served() as paris,
        ):
            between.offices = dict(zip(DOMAINS, (washington, paris), strict=True))
            yield washington, paris, between
    finally:
        controller.stop()
