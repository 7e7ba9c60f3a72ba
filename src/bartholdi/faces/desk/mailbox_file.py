"""A mailbox as its page shows it: its certificate in words, what to do next, and the pictures that a machine compares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import qrcode
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from qrcode.image.svg import SvgPathFillImage

from bartholdi.office.dispatches.models import Certificate, Mailbox
from bartholdi.office.dispatches.permissions import CERTIFICATES
from bartholdi.office.dispatches.workflow import State
from bartholdi.office.lib import times

TONES = {
    State.UNVERIFIED: "waiting",
    State.VERIFIED: "good",
    State.ENDORSED: "good",
    State.CHANGED: "bad",
    State.REVOKED: "bad",
}
OVERLAP = timedelta(days=14)  # before the sealing key ends, the next one is made: docs/sealing-format.md section 10
PAIR = re.compile(r"bartholdi-pair:1:[0-9a-f]{64}")


def newest(mailbox: Mailbox) -> Certificate | None:
    """Of a mailbox that came from `queries.certificates.directory`."""
    found: list[Certificate] = mailbox.newest  # type: ignore[attr-defined]
    return found[0] if found else None


def ends(certificate: Certificate | None) -> datetime | None:
    """When the first of its two dates comes."""
    if certificate is None:
        return None
    return min((each for each in (certificate.kem_expires_at, certificate.expires_at) if each), default=None)


def must_rotate(mailbox: Any) -> bool:
    """A holder left after the sealing key was last made new."""
    return bool(mailbox.here and mailbox.key_since and mailbox.left_at and mailbox.left_at > mailbox.key_since)


def tasks(user: Any, mailbox: Mailbox) -> list[dict[str, Any]]:
    """What is to be done next, each with its page for those who may."""
    if mailbox.closed_on is not None:
        return []
    return [{"title": title, "hint": hint, "url": url} for title, hint, url in _waits(user, mailbox)]


def _waits(user: Any, mailbox: Mailbox) -> Iterator[tuple[str, str, str]]:
    certificate = newest(mailbox)
    may = CERTIFICATES.allows(user, "publish", Certificate(mailbox=mailbox))
    if mailbox.here and not mailbox.held:  # type: ignore[attr-defined]
        yield gettext("Appoint a holder: nobody can make its key or read its mail."), "", ""
    if certificate is None or certificate.state == State.REVOKED:
        yield _first(mailbox, may)
        return
    if must_rotate(mailbox):
        hint = gettext("A holder left: with their old key file they could still open what is sealed from now on.")
        yield gettext("Renew the sealing key"), hint, _url("key", mailbox) if may else ""
    elif (at := ends(certificate)) and at - OVERLAP <= timezone.now():
        hint = gettext("It ends on %(day)s. Nobody can write to it after that.") % {"day": times.day(timezone.localdate(at))}
        yield (
            gettext("Renew the sealing key") if mailbox.here else gettext("Ask for the renewed certificate"),
            hint,
            (_url("key" if mailbox.here else "certificate", mailbox) if may else ""),
        )
    if certificate.state in {State.UNVERIFIED, State.CHANGED}:
        hint = gettext("Until then nothing is sealed to it.")
        yield gettext("Compare the words with its holder"), hint, _url("compare", mailbox)


def _first(mailbox: Mailbox, may: bool) -> tuple[str, str, str]:
    if mailbox.here:
        return (
            gettext("Make its key"),
            gettext("A holder does it, in their own browser."),
            _url("ceremony", mailbox) if may else "",
        )
    hint = gettext("Its holder sends it, or brings it. It is public.")
    return gettext("Bring the certificate"), hint, _url("certificate", mailbox) if may else ""


def _url(name: str, mailbox: Mailbox) -> str:
    return reverse(f"desk:mailbox-{name}", args=[mailbox.pk])


def grouped(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def picture(text: str) -> bytes:
    """The QR picture of the pair's text as an SVG: black on white, so that every camera reads it."""
    return bytes(qrcode.make(text, image_factory=SvgPathFillImage, box_size=12, border=4).to_string())
