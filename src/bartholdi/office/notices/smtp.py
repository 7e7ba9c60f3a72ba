"""One conversation with the mail server, in steps, so that the moment after which a letter may have left is exactly known."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Protocol, cast

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone
from django.utils.encoding import punycode

from bartholdi.office.notices.kinds import Enclosure

# RFC 5321 grants the server ten minutes to answer the last dot; a shorter wait makes doubts, which an officer must then clear up.
LAST_WORD = 120


class Fault(Exception):
    """str(fault) is what the server said, or the system."""


class Unreachable(Fault):
    """The server does not take letters at all now: no fault of this one."""


class Later(Fault):
    """The server asked to try this letter later."""


class Never(Fault):
    """The server refused this letter for good."""


class Silent(Fault):
    """The letter was handed over and no answer came: it may have left."""


class Letter(Protocol):
    """The columns of a notice that the post needs."""

    address: str
    label: str
    reply_to: str
    subject: str
    text: str
    html: str
    language: str
    message_id: str


class Line:
    """An open connection: `offer` a letter, then `finish` it. Only the dot that `finish` writes makes the server keep it."""

    def __init__(self) -> None:
        backend = EmailBackend()
        try:
            backend.open()
            connection = cast(smtplib.SMTP, backend.connection)  # open() raised if there is none
            connection.ehlo_or_helo_if_needed()
        except (smtplib.SMTPException, OSError, ssl.SSLError) as fault:
            raise Unreachable(words(fault)) from fault
        if connection.sock is not None:
            # The dot is written apart from the letter: without this the kernel would hold it back for 40 milliseconds.
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.smtp = connection
        self.answers = 0  # letters that got one: the server works

    def offer(self, letter: Letter, enclosures: Sequence[Enclosure] = ()) -> None:
        """Everything but the last dot: a server that never gets it throws the letter away."""
        octets = message(letter, enclosures).as_bytes()  # read before the server is asked for anything
        try:
            self._require(self.smtp.mail(ascii_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])), 250, mine=False)
            self._require(self.smtp.rcpt(ascii_address(letter.address)), 250, 251)
            self._require(self.smtp.docmd("DATA"), 354)
            self.smtp.send(re.sub(rb"(?m)^\.", b"..", octets))
        except (smtplib.SMTPException, OSError) as fault:
            raise Unreachable(words(fault)) from fault

    def finish(self) -> str:
        """The last dot, and the server's answer."""
        try:
            self._patience(LAST_WORD)
            self.smtp.send(b".\r\n")
            answer = self.smtp.getreply()
            self._patience(settings.EMAIL_TIMEOUT)
        except (smtplib.SMTPException, OSError) as fault:
            raise Silent(words(fault)) from fault
        self.answers += 1
        if 200 <= answer[0] < 300:
            return said(answer)
        if answer[0] < 400:
            raise Silent(said(answer))
        self._start_over()
        raise Later(said(answer)) if answer[0] < 500 else Never(said(answer))

    def _require(self, answer: tuple[int, bytes], *wanted: int, mine: bool = True) -> None:
        """`mine`: a refusal says something about this letter, not about all."""
        code = answer[0]
        if code in wanted:
            return
        if code == 421 or code < 400 or not mine:
            raise Unreachable(said(answer))
        self.answers += 1
        self._start_over()
        raise Later(said(answer)) if code < 500 else Never(said(answer))

    def _start_over(self) -> None:
        """For the next letter; where the server hung up, that one will find out."""
        with suppress(smtplib.SMTPException, OSError):
            self.smtp.rset()

    def _patience(self, seconds: float) -> None:
        if self.smtp.sock is not None:
            self.smtp.sock.settimeout(seconds)

    def hang_up(self) -> None:
        """Without the last dot, when a letter was offered and not finished."""
        self.smtp.close()

    def close(self) -> None:
        try:
            self.smtp.quit()
        except (smtplib.SMTPException, OSError):
            self.smtp.close()


def message(letter: Letter, enclosures: Sequence[Enclosure] = ()) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail["From"] = Address(name, addr_spec=ascii_address(address))
    mail["To"] = Address(letter.label, addr_spec=ascii_address(letter.address))
    if letter.reply_to:
        mail["Reply-To"] = Address(addr_spec=ascii_address(letter.reply_to))
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = letter.message_id
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for each in enclosures:
        kind, _slash, of = each.media_type.partition("/")
        with each.open() as file:
            mail.add_attachment(file.read(), maintype=kind, subtype=of, filename=each.name)
    mail["Content-Language"] = letter.language
    return mail


def ascii_address(address: str) -> str:
    """A domain such as `exämple.org` as the servers know it."""
    user, _at, domain = address.rpartition("@")
    return f"{user}@{punycode(domain)}"


def said(answer: tuple[int, bytes]) -> str:
    return " ".join(f"{answer[0]} {answer[1].decode('utf-8', 'replace')}".split())[:500]


def words(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        error = fault.smtp_error
        return said((fault.smtp_code, error if isinstance(error, bytes) else str(error).encode()))
    return (str(fault) or type(fault).__name__)[:500]
