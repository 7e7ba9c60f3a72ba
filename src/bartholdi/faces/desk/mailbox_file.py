"""A mailbox as its page shows it: its certificate in words, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from bartholdi.faces.ui.dispatches.certified import due, near, newest
from bartholdi.office.dispatches.models import Certificate, Mailbox
from bartholdi.office.dispatches.permissions import CERTIFICATES
from bartholdi.office.dispatches.workflow import State

TONES = {
    State.UNVERIFIED: "waiting",
    State.VERIFIED: "good",
    State.ENDORSED: "good",
    State.CHANGED: "bad",
    State.REVOKED: "bad",
}


def tasks(user: Any, mailbox: Mailbox) -> list[dict[str, Any]]:
    """What is to be done next, each with its page for those who may."""
    if mailbox.closed_on is not None:
        return []
    return [{"title": title, "hint": hint, "url": url} for title, hint, url in _waits(user, mailbox)]


def _waits(user: Any, mailbox: Mailbox) -> Iterator[tuple[str, str, str]]:
    certificate = newest(mailbox)
    may = CERTIFICATES.allows(user, "publish", Certificate(mailbox=mailbox))
    yield from _of_ours(mailbox, may) if mailbox.here else _of_theirs(mailbox, may)
    if certificate is not None and certificate.state in {State.UNVERIFIED, State.CHANGED}:
        hint = gettext("Until then nothing is sealed to it.")
        yield gettext("Compare the words with its holder"), hint, _url("mailbox-compare", mailbox)


def _of_ours(mailbox: Mailbox, may: bool) -> Iterator[tuple[str, str, str]]:
    if not mailbox.held:  # type: ignore[attr-defined]
        yield gettext("Appoint a holder: nobody can make its key or read its mail."), "", ""
    if needed := due(mailbox):
        name, title, hint = needed
        yield title, hint, _url(name, mailbox) if may else ""


def _of_theirs(mailbox: Mailbox, may: bool) -> Iterator[tuple[str, str, str]]:
    certificate, place = newest(mailbox), _url("mailbox-certificate", mailbox) if may else ""
    if certificate is None or certificate.state == State.REVOKED:
        yield gettext("Bring the certificate"), gettext("Its holder sends it, or brings it. It is public."), place
    elif hint := near(certificate):
        yield gettext("Ask for the renewed certificate"), hint, place


def _url(name: str, mailbox: Mailbox) -> str:
    return reverse(f"desk:{name}", args=[mailbox.pk])


def grouped(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
