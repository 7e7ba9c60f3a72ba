"""A real mail server on loopback that answers as a test tells it, and letters to send."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import transaction
from django.db.models import F

from bartholdi.office.journal.acts import System
from bartholdi.office.notices import services
from bartholdi.office.notices.models import Notice

BY = System("test")
CONTEXT = {
    "name": "Zoé",
    "asked": datetime(2027, 3, 15, 16, 0, tzinfo=UTC),
    "zone": "America/New_York",
    "url": "https://o.example/x",
}


def write(**changes: Any) -> Notice:
    facts: dict[str, Any] = {"to": "zoe@example.org", "label": "Zoé", "language": "fr", "context": CONTEXT, "by": BY}
    with transaction.atomic():
        return services.queue(**{"kind": "notices.trial", **facts, **changes})


class PostOffice:
    """The handler of the server: `rcpt` and `data` are its next answers, "" to say nothing for ever."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, bytes]] = []
        self.rcpt: list[str] = []
        self.data: list[str] = []
        self.reached = threading.Event()  # a silent answer was due
        self.port = free_port()

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        answer = self.rcpt.pop(0) if self.rcpt else "250 ok"
        if answer == "":
            await self.silence(server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.data.pop(0) if self.data else "250 2.0.0 kept"
        if answer == "" or answer.startswith("250"):
            self.mails += [(address, bytes(envelope.content or b"")) for address in envelope.rcpt_tos]
        if answer == "":
            await self.silence(server)
        return answer

    async def silence(self, server: SMTP) -> None:
        self.reached.set()
        never = server.loop.create_future()
        await never

    @property
    def addresses(self) -> list[str]:
        return [address for address, _content in self.mails]

    def letter(self, number: int = 0) -> EmailMessage:
        found = message_from_bytes(self.mails[number][1], policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found

    @contextmanager
    def open(self) -> Iterator[None]:
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def later(**units: float) -> None:
    """As if the time had passed for every waiting letter and every lease."""
    ago = timedelta(**units)
    Notice.objects.update(next_attempt_at=F("next_attempt_at") - ago, lease_until=F("lease_until") - ago)
