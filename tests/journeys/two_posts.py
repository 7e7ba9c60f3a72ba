"""Two installations, each with a database and a port of its own, and a real mail server between them that pipes what comes into `bartholdi receive`."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.office.notices.post import free_port
from tools import served
from tools.served import Server

RECEIVE = """
import sys
from pathlib import Path
from bartholdi.running import demonstration, receiving
demonstration._environment(Path(sys.argv[1]), int(sys.argv[2]))
sys.exit(receiving.receive(sys.stdin.buffer))
"""
DOMAINS = ("washington.example", "paris.example")


class Between:
    """The handler of the mail server. `lose` swallows so many of the next sealed e-mails, as a network does."""

    def __init__(self) -> None:
        self.offices: dict[str, Server] = {}
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

    def _pipe(self, address: str, office: Server, content: bytes) -> None:
        with self._one:
            if self.lose and b".dispatch" in content:
                self.lose -= 1
                return
            port = str(urlsplit(office.address).port)
            done = subprocess.run(
                [sys.executable, "-c", RECEIVE, str(office.folder), port],
                input=content,
                capture_output=True,
                check=False,
                env=os.environ,
            )
            self.taken.append((address, done.returncode, done.stderr.decode()))


@contextmanager
def two_posts(folder: Path) -> Iterator[tuple[Server, Server, Between]]:
    between, port = Between(), free_port()
    mail = {"BARTHOLDI_MAIL_URL": f"smtp://127.0.0.1:{port}"}
    controller = Controller(between, hostname="127.0.0.1", port=port, data_size_limit=40_000_000)
    controller.start()
    try:
        with served.server(folder / "washington", **mail) as washington, served.server(folder / "paris", **mail) as paris:
            between.offices = dict(zip(DOMAINS, (washington, paris), strict=True))
            yield washington, paris, between
    finally:
        controller.stop()
