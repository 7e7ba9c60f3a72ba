"""What the server may judge of an envelope without any key: its grammar, to whom it is sealed, and that its size says little."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from bartholdi.cores.sealing import certificates, envelope
from bartholdi.cores.sealing.envelope import Envelope
from bartholdi.cores.sealing.padding import FIRST, padme
from bartholdi.cores.sealing.refusal import Refusal
from bartholdi.cores.sealing.schema import CHUNK, LARGEST_FILE, TAG
from bartholdi.cores.sealing.suites import SD3
from bartholdi.office.dispatches import sentences
from bartholdi.office.dispatches.models import Addressee, Certificate
from bartholdi.office.dispatches.workflow import SEALABLE, State
from bartholdi.office.lib.workflow import Refused

# What stands beside the manifest inside: two packets of the signature and the heads of all three. Libraries differ by a few octets.
BESIDE = {True: range(3_440, 3_701), False: range(4_808, 5_069)}  # SD-3, SD-5


def parsed(octets: bytes) -> Envelope:
    """The outer grammar; refuses in the sentence of the reason code."""
    try:
        return envelope.parsed(octets)
    except Refusal as refusal:
        raise Refused(_("Nothing was kept. %(why)s") % {"why": sentences.of(refusal.code)}) from refusal


def require_padded(sealed: Envelope) -> None:
    """The text inside has one of the few allowed lengths."""
    length = _plain(sealed)
    beside = BESIDE[sealed.suite is SD3]
    least, most = max(FIRST, length - beside[-1]), length - beside[0]
    if padme(least) > most:
        raise Refused(
            _("Nothing was sent: the length of the sealed text would say something of it. Load the page again, then send.")
        )


def _plain(sealed: Envelope) -> int:
    """Octets of the sealed text: each chunk has a tag, and the whole has one more."""
    data = len(sealed.data) - TAG
    return data - TAG * -(-data // (sealed.chunk + TAG))


def blob_size(size: int) -> bool:
    """Whether a sealed attachment can have this size: a Padmé point and the tags of its chunks."""
    plain = size - TAG * -(-size // (CHUNK + TAG))
    return FIRST <= plain <= padme(LARGEST_FILE) and padme(plain) == plain


def require_sealed_to(sealed: Envelope, addressees: Collection[Addressee], now: datetime) -> None:
    """To the newest sealing key of each, and to nobody else. Hidden recipients are only counted."""
    wanted = sealing_keys(addressees, now)
    named = {each.subkey for each in sealed.recipients}
    if named == {None}:
        if len(sealed.recipients) != len(addressees):
            raise Refused(_("Nothing was sent: it is sealed to another number of mailboxes than were chosen. Send it again."))
        return
    missing = sorted(post for post, subkey in wanted.items() if subkey not in named)
    if missing:
        raise Refused(
            _("Nothing was sent: the certificate of %(posts)s was renewed meanwhile. Your draft is kept: send it again.")
            % {"posts": ", ".join(missing)}
        )
    if len(sealed.recipients) != len(wanted):
        raise Refused(_("Nothing was sent: it is sealed to somebody who is not among the mailboxes chosen. Send it again."))


def sealing_keys(addressees: Iterable[Addressee], now: datetime) -> dict[str, str]:
    """The fingerprint of the newest sealing key of each, by its post. Refuses where there is none that may be sealed to."""
    own = {each.mailbox_id for each in addressees if each.role == Addressee.Role.COPY}
    posts = {each.mailbox_id: each.mailbox.post for each in addressees}
    newest = {each.mailbox_id: each for each in Certificate.objects.newest().filter(mailbox__in=posts)}
    return {post: _sealing_key(post, newest.get(pk), now, own=pk in own) for pk, post in posts.items()}


def _sealing_key(post: str, certificate: Certificate | None, now: datetime, *, own: bool) -> str:
    """The sender's own certificate need not be verified by anybody."""
    if certificate is None:
        raise Refused(_("Nothing was sent: %(post)s has no certificate yet. Ask it for one.") % {"post": post})
    if certificate.state not in SEALABLE and not (own and certificate.state == State.UNVERIFIED):
        raise Refused(
            _("Nothing was sent: the certificate of %(post)s is “%(state)s”. Compare the safety words with that post first.")
            % {"post": post, "state": certificate.get_state_display()}
        )
    try:
        return certificates.parsed(bytes(certificate.octets)).usable(int(now.timestamp())).fingerprint
    except Refusal as refusal:
        why = {"post": post, "why": sentences.of(refusal.code)}
        raise Refused(_("Nothing was sent to %(post)s. %(why)s") % why) from refusal
