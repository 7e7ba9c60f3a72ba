"""A dispatch that was opened, as one ordinary message that any other tool opens and reads (docs/sealing-format.md section 15)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from bartholdi.cores.sealing.manifest import Manifest
from bartholdi.cores.sealing.reading import Read
from bartholdi.cores.sealing.refusal import demand

LARGEST = 25_000_000  # octets of the message: what most mail servers and tools that work in memory still take
LINE = 998  # RFC 5322 section 2.1.1
HARMLESS = {"application", "audio", "image", "video"}  # a text or a message inside might be shown as if we had said it
SIGNED, SENDER = "dispatch.signed.pgp", "sender.cert"
ORIGINAL, FIRST_SENDER = "original.signed.pgp", "original-sender.cert"

# Shown words, in English and in French: the text stands in the dispatch's own language, and no other program translates it.
WORDS = {
    "kind": ("Kind", "Genre"), "from": ("From", "De"), "signer": ("Signed by the key", "Signée par la clé"), "created": ("Written", "Écrite"),
    "to": ("To", "À"), "number": ("Number", "Numéro"), "urgency": ("Urgency", "Urgence"), "openBy": ("To be opened by", "À ouvrir avant"),
    "notAfter": ("Not to be opened after", "À ne pas ouvrir après"), "marking": ("Marking", "Mention"), "caption": ("Distribution", "Distribution"),
    "id": ("Identity", "Identité"), "digest": ("Digest", "Empreinte"), "outcome": ("Outcome", "Résultat"), "summary": ("Summary", "Résumé"),
    "body": ("Text", "Texte"), "comment": ("Comment", "Commentaire"), "note": ("Note of the sender", "Note de l’expéditeur"),
    "reason": ("Reason", "Raison"), "forwarded": ("What was forwarded", "Ce qui a été transmis"), "attachments": ("Attachments", "Pièces jointes"),  # typos: off
    "action": ("action", "action"), "info": ("information", "information"), "copy": ("own copy", "copie"), "recovery": ("recovery", "récupération"),  # typos: off
    "routine": ("routine", "ordinaire"), "priority": ("priority", "prioritaire"), "immediate": ("immediate", "immédiat"), "flash": ("flash", "flash"),
    "dispatch": ("dispatch", "dépêche"), "receipt": ("receipt", "accusé de réception"), "recall": ("recall", "demande de retrait"),
    "forward": ("forwarded dispatch", "dépêche transmise"), "draft": ("draft", "brouillon"), "opened": ("opened", "ouverte"), "refused": ("refused", "refusée"),
}  # fmt: skip
CHOSEN = {"kind", "urgency", "outcome"}
FACTS = ("number", "urgency", "openBy", "notAfter", "marking", "caption", "outcome")
PARTS = ("summary", "body", "comment", "note", "reason")


def fits(manifest: Manifest) -> None:
    """Refusal `plain-size`, asked before an attachment is opened: in Base64 alone they would be too long."""
    sizes = [each["size"] for each in manifest.values.get("attachments", ())]
    demand(sum(4 * -(-size // 3) for size in sizes) <= LARGEST, "plain-size")


def message(read: Read, files: Sequence[bytes]) -> bytes:
    """A MIME message with the text, what was signed, and the attachments; `files` in the order of the manifest, all of them checked.

    Refusal: `plain-size`.
    """
    shown = read.original or read
    fits(shown.manifest)
    made = _headed(read)
    words = text(read)
    long = any(len(line.encode()) > LINE for line in words.split("\n"))
    made.set_content(words, charset="utf-8", cte="base64" if long else "8bit")
    names: set[str] = set()
    for name, kind, octets in [*_signed(read), *_attached(shown, files)]:
        made.add_attachment(octets, *_media(kind), filename=unused(name, names), cte="base64")
    made.set_boundary(f"=_{read.manifest.digest}")  # the digest of a text cannot stand in that text
    octets = made.as_bytes()
    demand(len(octets) <= LARGEST, "plain-size")
    return octets


def text(read: Read) -> str:
    """All that a person reads, facts first; in the language of the dispatch."""
    shown = read.original or read
    french = shown.manifest.values.get("language") == "fr"
    parts = [_section(read, french=french)]
    if read.original:
        parts += [f"---- {WORDS['forwarded'][french]} ----", _section(read.original, french=french)]
    names = [f"{each['name']} (SHA-256 {each['sha256']})" for each in shown.manifest.values.get("attachments", ())]
    if names:
        parts.append("\n".join([f"---- {WORDS['attachments'][french]} ----", *names]))
    return "\n\n".join(parts) + "\n"


def kept(read: Read) -> dict[str, Any]:
    """What was signed, without padding and without the keys of blobs, which nobody needs any more."""
    values = {name: value for name, value in read.manifest.values.items() if name not in {"padding", "original"}}
    if "attachments" in values:
        values["attachments"] = [{name: value for name, value in each.items() if name != "key"} for each in values["attachments"]]
    return values | {"digest": read.manifest.digest} | ({"original": kept(read.original)} if read.original else {})


def described(read: Read) -> bytes:
    """`dispatch.json`."""
    return json.dumps(kept(read), ensure_ascii=False, indent=1).encode() + b"\n"


def unused(name: str, names: set[str]) -> str:
    """Two attachments may have one name, also where capitals do not count."""
    free, number = name, 1
    while free.casefold() in names:
        number += 1
        free = f"{number}-{name}"
    names.add(free.casefold())
    return free


def _section(read: Read, *, french: bool) -> str:
    values = read.manifest.values
    rows = [
        ("kind", values["kind"]),
        ("from", values["senderName"]),
        ("signer", _grouped(read.signer.fingerprint)),
        ("created", values["created"]),
    ]
    rows += [("to", _recipient(each, french=french)) for each in values["recipients"]]
    rows += [(name, values.get(name)) for name in FACTS]
    rows += [("id", values["id"]), ("digest", read.manifest.digest)]
    colon = "\u00a0: " if french else ": "
    facts = [f"{WORDS[name][french]}{colon}{WORDS[value][french] if name in CHOSEN else value}" for name, value in rows if value]
    texts = [f"---- {WORDS[name][french]} ----\n{values[name]}" for name in PARTS if values.get(name)]
    return "\n\n".join([*([values["subject"]] if "subject" in values else []), "\n".join(facts), *texts])


def _recipient(each: Mapping[str, Any], *, french: bool) -> str:
    number = f" {each['number']}" if each["number"] else ""
    return f"{each['name'] or _grouped(each['fingerprint'])}{number} ({WORDS[each['role']][french]})"


def _grouped(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def _headed(read: Read) -> EmailMessage:
    """Addresses end in `.invalid` (RFC 2606): a mailbox is a key, and nobody can answer to it by mail."""
    values, shown = read.manifest.values, read.original or read
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(_tame(values["senderName"]), values["sender"][:16], "sealed.invalid")
    for header, role in (("To", "action"), ("Cc", "info")):
        listed = [
            Address(_tame(each["name"]), each["fingerprint"][:16], "sealed.invalid")
            for each in values["recipients"]
            if each["role"] == role
        ]
        if listed:
            made[header] = listed
    made["Subject"] = _tame(shown.manifest.values.get("subject", values["kind"]))
    made["Date"] = format_datetime(datetime.fromisoformat(values["created"]))
    made["Message-ID"] = f"<{values['id']}@sealed.invalid>"
    return made


def _tame(line: str) -> str:
    """No encoded word (RFC 2047) of the sender's own making: it would be shown as another line than was signed. The text has it as it is."""
    return line.replace("=?", "= ?")


def _signed(read: Read) -> list[tuple[str, str, bytes]]:
    """What was signed, so that a stranger can check it with any tool; the certificates are what the exporter had checked."""
    found = [("dispatch.json", "application/json", described(read)), *_proof(read, SIGNED, SENDER)]
    return found + (_proof(read.original, ORIGINAL, FIRST_SENDER) if read.original else [])


def _proof(read: Read, signed: str, certificate: str) -> list[tuple[str, str, bytes]]:
    return [(signed, "application/octet-stream", read.inner), (certificate, "application/pgp-keys", read.signer.octets)]


def _attached(read: Read, files: Sequence[bytes]) -> list[tuple[str, str, bytes]]:
    entries = read.manifest.values.get("attachments", ())
    return [(each["name"], each["type"], octets) for each, octets in zip(entries, files, strict=True)]


def _media(kind: str) -> tuple[str, str]:
    main, _, sub = kind.partition("/")
    return (main, sub) if main in HARMLESS else ("application", "octet-stream")
