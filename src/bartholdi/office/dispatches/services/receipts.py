"""Receipts: what a reader's key signed of a dispatch. The server verifies them and believes nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.cores.sealing import certificates, reading
from bartholdi.cores.sealing.manifest import Manifest
from bartholdi.cores.sealing.reading import Reader
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.office.dispatches import sentences
from bartholdi.office.dispatches.models import Addressee, Certificate, Dispatch
from bartholdi.office.dispatches.permissions import DISPATCHES as POLICY
from bartholdi.office.dispatches.queries.certificates import vouched
from bartholdi.office.dispatches.services import copies, transport
from bartholdi.office.dispatches.workflow import SEALABLE, State
from bartholdi.office.journal.acts import Actor, System, act
from bartholdi.office.lib.workflow import Refused


@dataclass(frozen=True)
class Pins:
    """Whose certificates may have signed: the certificates, and the mailbox of each fingerprint."""

    certificates: tuple[certificates.Certificate, ...]
    mailboxes: dict[str, int]


def record(dispatch: Dispatch, octets: bytes, *, by: Actor) -> Addressee:
    """Keeps a receipt that holds in every respect; a second one that says the same changes nothing.

    Opened stands for good; a refusal may be followed by an opening, and by nothing else. `by` Bartholdi itself: it came by e-mail.
    """
    if not isinstance(by, System):
        POLICY.require(by, "record_receipt", dispatch)
    pins = pins_of(dispatch)
    manifest = verified(dispatch, octets, pins)
    outcome, reason = manifest["outcome"], manifest["reason"]
    with transaction.atomic():
        readers = dispatch.addressees.select_for_update(of=("self",)).select_related("mailbox")
        addressee = readers.get(mailbox=pins.mailboxes[manifest["sender"]])
        if not _is_news(addressee, outcome, reason):
            return addressee
        _adopt(dispatch, manifest["about"]["id"], manifest["about"]["digest"], by=by)
        with act("dispatches.record_receipt", addressee, by=by, locked=True):
            now = timezone.now()
            addressee.outcome, addressee.reason, addressee.receipt, addressee.outcome_at = outcome, reason, octets, now
            addressee.delivered_at = addressee.delivered_at or now
        transport.answer(dispatch, addressee, by=by)
    return addressee


def verified(dispatch: Dispatch, octets: bytes, pins: Pins) -> Manifest:
    """The receipt's content, or a refusal in the sentence of its reason code."""
    senders = list(dict.fromkeys(Certificate.objects.filter(mailbox=dispatch.sender_id).values_list("fingerprint", flat=True)))
    try:
        found = reading.read_slip(octets, Reader(now=timezone.now(), pinned=pins.certificates)).manifest
        about, known = found["about"], (dispatch.identity, dispatch.digest)
        if not _said_outside_only(dispatch):
            demand(about["id"] == dispatch.identity, "about-unknown")
            demand((about["id"], about["digest"]) == known, "about-differs")
        demand(about["sender"] in senders, "about-differs")
        demand(found["sender"] in pins.mailboxes, "about-stranger")
    except Refusal as refusal:
        raise Refused(_("The receipt was not kept. %(why)s") % {"why": sentences.of(refusal.code)}) from refusal
    return found


def _said_outside_only(dispatch: Dispatch) -> bool:
    """Of a dispatch that another installation sent, identity and digest stand on no more than a note beside it, until a reader's key
    has signed what it found inside."""
    return not dispatch.sender.here and not dispatch.addressees.exclude(outcome="").exists()


def _adopt(dispatch: Dispatch, identity: str, digest: str, *, by: Actor) -> None:
    """What the reader's key signed stands above what was said outside."""
    if (dispatch.identity, dispatch.digest) == (identity, digest):
        return
    other = Dispatch.objects.filter(identity=identity).exclude(pk=dispatch.pk).select_related("sender").first()
    if other is not None and copies.is_settled(other):
        raise Refused(_("The receipt was not kept: this dispatch is here already, as %(other)s.") % {"other": other})
    if other is not None:
        copies.give_way(other, dispatch, by=by)
    with act("dispatches.correct", dispatch, by=by):
        dispatch.identity, dispatch.digest = identity, digest


def pins_of(dispatch: Dispatch) -> Pins:
    """The certificates of those it is addressed to: of each fingerprint the newest edition, which knows of its revocation.

    A revoked one only where somebody had vouched for its key: else whoever brings a false certificate revokes it, and is believed.
    """
    readers = dispatch.addressees.filter(role__in=Addressee.READERS).order_by().values("mailbox")
    newest: dict[str, Certificate] = {}
    own = Q(
        state__in=(State.UNVERIFIED, State.REVOKED), mailbox__here=True
    )  # given by its own holder: nobody needs to verify it here
    revoked = Q(state=State.REVOKED) & Q(Exists(vouched()))
    found = Certificate.objects.filter(Q(state__in=SEALABLE) | own | revoked, mailbox__in=readers)
    for each in found.order_by("-received_at", "-pk"):
        newest.setdefault(each.fingerprint, each)
    parsed = tuple(certificates.parsed(bytes(each.octets)) for each in newest.values())
    return Pins(parsed, {fingerprint: each.mailbox_id for fingerprint, each in newest.items()})


def _is_news(addressee: Addressee, outcome: str, reason: str) -> bool:
    """Receipts may arrive twice and in any order: nothing comes after an opening."""
    if (addressee.outcome, addressee.reason) == (outcome, reason):
        return False
    if addressee.outcome == Addressee.Outcome.OPENED:
        raise Refused(
            _("The receipt was not kept: %(post)s has opened this dispatch already.") % {"post": addressee.mailbox.post}
        )
    return True
