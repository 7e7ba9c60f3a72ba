"""The types of a manifest's values (docs/sealing-format.md section 5.1), and of each kind's keys (section 5.2)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import datetime

from bartholdi.cores.sealing.canonical import SAFE
from bartholdi.cores.sealing.padding import padded

Check = Callable[[object], bool]
SLIPS = frozenset({"receipt", "event"})  # what may travel without envelope
EVENTS = ("published", "rotated", "verified", "endorsed", "revoked", "destroyed", "handed")
CHUNK = 1_048_576
TAG = 16
BIDI = "\u202a-\u202e\u2066-\u2069"
BAD_LINE = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")
BAD_TEXT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")
DEVICE = re.compile("CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³]")  # Windows takes the raised digits for digits
MEDIA = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
INSTANT = re.compile(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9]Z")
LARGEST_FILE = 4_294_967_296


def line(most: int, least: int = 0) -> Check:
    return lambda value: isinstance(value, str) and least <= len(value) <= most and not BAD_LINE.search(value)


def text(most: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= most and not BAD_TEXT.search(value)


def hexadecimal(octets: int) -> Check:
    shape = re.compile(f"[0-9a-f]{{{2 * octets}}}")
    return lambda value: isinstance(value, str) and bool(shape.fullmatch(value))


def integer(least: int, most: int) -> Check:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def listed(check: Check, least: int, most: int) -> Check:
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(check, value))


def keyed(shape: Mapping[str, Check]) -> Check:
    """An object with exactly these keys."""
    return lambda value: isinstance(value, dict) and value.keys() == shape.keys() and all(shape[key](value[key]) for key in shape)


def instant(value: object) -> bool:
    if not isinstance(value, str) or not INSTANT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def name(value: object) -> bool:
    """A file name that is safe on every system."""
    if not isinstance(value, str) or not line(200, 1)(value) or re.search(r'[/\\:*?"<>|]', value) or len(_octets(value)) > 240:
        return False
    return value[0] not in " ." and value[-1] not in " ." and not DEVICE.fullmatch(value.split(".")[0].rstrip(" ").upper())


def media(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 100 and bool(MEDIA.fullmatch(value))


def base64(value: object) -> bool:
    """Canonical: written again it is the same."""
    if not isinstance(value, str) or not 4 <= len(value) <= 4_000_000:
        return False
    try:
        return b64encode(b64decode(value, validate=True)).decode() == value
    except ValueError:
        return False


def blob_size(size: int) -> int:
    """Octets of a blob for a file of `size` octets: padded, and a tag for each chunk."""
    whole = padded(size)
    return whole + TAG * -(-whole // CHUNK)


def attachment(value: object) -> bool:
    return ATTACHMENT(value) and isinstance(value, dict) and value["blobSize"] == blob_size(value["size"])


def receipt(value: Mapping[str, object]) -> bool:
    """A reason exactly when it was refused."""
    return (value["outcome"] == "opened") == (value["reason"] == "")


def reason(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z0-9-]{0,40}", value))


def _octets(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


ID, DIGEST, NUMBER = hexadecimal(16), hexadecimal(32), integer(0, 999_999_999)
ATTACHMENT = keyed({
    "name": name, "type": media, "size": integer(0, LARGEST_FILE), "sha256": DIGEST, "blob": ID, "blobSize": integer(0, SAFE),
    "key": DIGEST, "root": DIGEST,
})  # fmt: skip
RECIPIENT = keyed({
    "role": one_of("action", "info", "copy", "recovery"), "fingerprint": DIGEST, "subkey": DIGEST, "name": line(120), "number": NUMBER,
})  # fmt: skip
COMMON: dict[str, Check] = {
    "format": one_of("bartholdi-sealing"), "version": integer(1, 1), "suite": one_of("SD-3", "SD-5"),
    "kind": one_of("dispatch", "receipt", "recall", "forward", "draft", "event"), "id": ID, "created": instant, "sender": DIGEST,
    "senderName": line(120), "recipients": listed(RECIPIENT, 1, 64),
    "padding": lambda value: isinstance(value, str) and not value.strip("0"),
}  # fmt: skip
HEAD = maybe(keyed({"number": integer(0, SAFE), "digest": DIGEST}))
ABOUT = keyed({"id": ID, "digest": DIGEST, "sender": DIGEST})
KINDS: dict[str, dict[str, Check]] = {
    "dispatch": {
        "number": NUMBER, "urgency": one_of("routine", "priority", "immediate", "flash"), "openBy": maybe(instant),
        "notAfter": maybe(instant), "marking": line(60), "caption": line(120), "language": one_of("en", "fr"),
        "subject": line(200, 1), "summary": text(2000), "body": text(1_000_000), "comment": text(20_000),
        "references": listed(ID, 0, 20), "replyTo": maybe(ID), "attachments": listed(attachment, 0, 100),
    },
    "receipt": {
        "about": ABOUT, "outcome": one_of("opened", "refused"), "reason": reason,
        "logHead": HEAD,
    },
    "recall": {"about": ABOUT, "reason": text(500)},
    "forward": {"note": text(20_000), "original": base64},
    "draft": {"form": line(60), "content": text(1_000_000)},
    "event": {
        "recipients": listed(RECIPIENT, 0, 0), "event": one_of(*EVENTS), "mailbox": line(24, 1), "fingerprint": DIGEST,
        "certificate": DIGEST, "logHead": HEAD,
    },
}  # fmt: skip
