"""Reading in the one order, one reason code for each refusal (docs/sealing-format.md section 7). Nothing is given before all holds."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bartholdi.cores.sealing import envelope as envelopes
from bartholdi.cores.sealing import inner as inners
from bartholdi.cores.sealing import manifest as manifests
from bartholdi.cores.sealing.certificates import Certificate
from bartholdi.cores.sealing.envelope import Envelope
from bartholdi.cores.sealing.inner import Inner
from bartholdi.cores.sealing.manifest import Manifest
from bartholdi.cores.sealing.opening import Secret, opened
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.cores.sealing.schema import SLIPS
from bartholdi.cores.sealing.suites import Suite

EARLY = timedelta(hours=24)
SLIP = 65_536


@dataclass(frozen=True)
class Known:
    """A dispatch that a receipt or a recall may be about: its digest, sender and recipients (fingerprints in hexadecimal)."""

    digest: str
    sender: str
    recipients: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads, and what is known. `now`: aware; `seen`: id to digest; `again`: opened before on purpose; `known` None: not asked."""

    now: datetime
    pinned: Sequence[Certificate]
    secrets: Sequence[Secret] = field(default=(), repr=False)
    seen: Mapping[str, str] = field(default_factory=dict)
    again: bool = False
    known: Mapping[str, Known] | None = None


@dataclass(frozen=True)
class Read:
    """What may be shown, but for its attachments. `inner`: signed octets, to forward; `original`: what was forwarded."""

    manifest: Manifest
    signer: Certificate
    inner: bytes = field(repr=False)
    original: Read | None = None


def read(octets: bytes, reader: Reader) -> Read:
    """An envelope that holds in every respect but its blobs; or Refusal with the code of the first check that fails."""
    envelope = envelopes.parsed(octets)
    text, secret = opened(envelope, reader.secrets)
    inner = inners.verified(text, reader.pinned)
    manifest = manifests.read(inner.text)
    _signer(inner, manifest, envelope.suite)
    _addressed(manifest, secret, envelope)
    _dated(manifest, reader)
    original = _original(manifest, inner.signer, reader) if manifest.kind == "forward" else None
    _about(manifest, reader)
    return Read(manifest, inner.signer, text, original)


def read_slip(octets: bytes, reader: Reader, kind: str = "receipt") -> Read:
    """A receipt or, where the reader waits for one, a statement (`event`) without envelope."""
    demand(1 <= len(octets) <= SLIP, "envelope-size")
    inner = inners.verified(octets, reader.pinned)
    manifest = manifests.read(inner.text, slip=True)
    demand(kind in SLIPS and manifest.kind == kind, "slip-kind")
    _signer(inner, manifest, inner.suite)
    _dated(manifest, reader)
    _about(manifest, reader)
    return Read(manifest, inner.signer, octets)


def instant(value: str) -> datetime:
    """An instant of a manifest, aware."""
    return datetime.fromisoformat(value)


def _signer(inner: Inner, manifest: Manifest, suite: Suite) -> None:
    demand(manifest["suite"] == suite.name == inner.suite.name, "suite-mixed")
    demand(manifest["sender"] == inner.signer.fingerprint, "sender-differs")
    inner.signer.signed(inner.key, int(instant(manifest["created"]).timestamp()))


def _addressed(manifest: Manifest, secret: Secret, envelope: Envelope) -> None:
    listed = {(each["fingerprint"], each["subkey"]) for each in manifest["recipients"]}
    demand((secret.primary, secret.fingerprint) in listed, "not-addressed")
    outside = [each.subkey for each in envelope.recipients]
    demand(
        {name for name in outside if name} <= {subkey for _, subkey in listed} and len(outside) <= len(listed),
        "recipient-unlisted",
    )


def _dated(manifest: Manifest, reader: Reader) -> None:
    demand(instant(manifest["created"]) <= reader.now + EARLY, "created-in-future")
    seen = reader.seen.get(manifest["id"])
    demand(seen in {None, manifest.digest}, "id-reused")
    demand(seen is None or reader.again, "already-opened")
    until = manifest.values.get("notAfter")
    demand(until is None or reader.again or reader.now <= instant(until), "past-not-after")


def _original(manifest: Manifest, forwarder: Certificate, reader: Reader) -> Read:
    """The dispatch inside a forward, signed by its own sender and unchanged."""
    octets = b64decode(manifest["original"])
    try:
        inner = inners.verified(octets, reader.pinned)
        original = manifests.read(inner.text)
        demand(original.kind == "dispatch", "forward-kind")
        _signer(inner, original, inner.suite)
    except Refusal as refusal:
        raise Refusal(refusal.code if refusal.code == "forward-kind" else f"forward:{refusal.code}")
    lawful = {original["sender"], *(each["fingerprint"] for each in original["recipients"])}
    demand(forwarder.fingerprint in lawful, "forward-unlawful")
    return Read(original, inner.signer, octets)


def _about(manifest: Manifest, reader: Reader) -> None:
    if reader.known is None or manifest.kind not in {"receipt", "recall"}:
        return
    about: Mapping[str, Any] = manifest["about"]
    known = reader.known.get(about["id"])
    if known is None:
        raise Refusal("about-unknown")
    demand((about["digest"], about["sender"]) == (known.digest, known.sender), "about-differs")
    lawful: Iterable[str] = known.recipients if manifest.kind == "receipt" else (known.sender,)
    demand(manifest["sender"] in lawful, "about-stranger")
