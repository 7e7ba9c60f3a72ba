"""A certificate as pages show and take it: what its key needs and when it ends, the picture that a machine compares, its file."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import qrcode
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from bartholdi.faces.ui.forms import FileInput, Form
from bartholdi.office.dispatches.models import Certificate, Mailbox
from bartholdi.office.dispatches.workflow import State
from bartholdi.office.lib import times

OVERLAP = timedelta(days=14)  # before the sealing key ends, the next one is made: docs/sealing-format.md section 10
PAIR = re.compile(r"bartholdi-pair:1:[0-9a-f]{64}")
LARGEST = 600_000  # an armored certificate of the largest kind, and some


def newest(mailbox: Mailbox) -> Certificate | None:
    """Of a mailbox that came from `queries.certificates.with_keys`."""
    found: list[Certificate] = mailbox.newest  # type: ignore[attr-defined]
    return found[0] if found else None


def due(mailbox: Mailbox) -> tuple[str, str, str] | None:
    """What the key of one of our mailboxes needs now: the name of its page, a title, and why. Of a mailbox from `with_keys`."""
    if mailbox.closed_on is not None:
        return None
    certificate = newest(mailbox)
    if certificate is None or certificate.state == State.REVOKED:
        return (
            "mailbox-ceremony",
            gettext("Make its key"),
            gettext("Until then nobody can write to it. A holder does it, in their own browser."),
        )
    if mailbox.must_rotate:  # type: ignore[attr-defined]
        hint = gettext("A holder left: with their old key file they could still open what is sealed from now on.")
        return "mailbox-key", gettext("Renew the sealing key"), hint
    if hint := near(certificate):
        return "mailbox-key", gettext("Renew the sealing key"), hint
    return None


def near(certificate: Certificate) -> str:
    """That it ends soon, or nothing."""
    at = ends(certificate)
    if at is None or at - OVERLAP > timezone.now():
        return ""
    return gettext("It ends on %(day)s. Nobody can write to it after that.") % {"day": times.day(timezone.localdate(at))}


def ends(certificate: Certificate | None) -> datetime | None:
    """When the first of its two dates comes."""
    if certificate is None:
        return None
    return min((each for each in (certificate.kem_expires_at, certificate.expires_at) if each), default=None)


def picture(text: str) -> bytes:
    """The QR picture of the pair's text as an SVG: black on white, so that every camera reads it."""
    return bytes(qrcode.make(text, image_factory=SvgPathFillImage, box_size=12, border=4).to_string())


class CertificateForm(Form):
    certificate = forms.FileField(
        label=_("File of the certificate"),
        widget=FileInput(attrs={"accept": ".cert,.pgp,.asc", "data-max-bytes": str(LARGEST)}),
        help_text=_("The public part only, as its holder gave it. A file with a secret key is refused and not stored."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
    )
    statement = forms.FileField(
        label=_("Signed statement"), required=False, widget=FileInput(), help_text=_("Where there is one: it is kept in the log.")
    )

    def octets(self) -> tuple[bytes, bytes]:
        """Of the certificate and of the statement; no more than could be one."""
        statement = self.cleaned_data["statement"]
        return self.cleaned_data["certificate"].read(LARGEST + 1), statement.read(LARGEST) if statement else b""


class StatementForm(Form):
    statement = forms.FileField(
        label=_("Signed statement of the certifier"),
        widget=FileInput(attrs={"data-max-bytes": "65536"}),
        help_text=_(
            "It names this mailbox and this certificate. The certifier’s own certificate must be verified here in person."
        ),
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
    )

    def octets(self) -> bytes:
        found: bytes = self.cleaned_data["statement"].read(LARGEST)
        return found
