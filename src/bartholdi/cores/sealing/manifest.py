"""The manifest: everything that is signed and shown (docs/sealing-format.md section 5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

from bartholdi.cores.sealing import canonical
from bartholdi.cores.sealing.padding import FIRST, padded
from bartholdi.cores.sealing.refusal import Refusal, demand
from bartholdi.cores.sealing.schema import COMMON, KINDS, receipt

TOO_HIGH = {"secret", "secrets", "cosmic", "topsecret", "confidentieldefense"}


@dataclass(frozen=True)
class Manifest:
    """A manifest that holds. `values`: its keys as documented; `octets`: as signed; `digest`: their SHA-256 in hexadecimal."""

    values: Mapping[str, Any]
    octets: bytes

    @property
    def digest(self) -> str:
        return sha256(self.octets).hexdigest()

    @property
    def kind(self) -> str:
        return str(self.values["kind"])

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


def read(octets: bytes, *, slip: bool = False) -> Manifest:
    """The manifest of these octets; a slip is not padded. Refusal with a code of section 5."""
    values = canonical.read(octets)
    _held(values)
    demand(slip or (len(octets) >= FIRST and padded(len(octets)) == len(octets)), "manifest-padding")
    demand(not slip or not values["padding"], "manifest-padding")
    return Manifest(values, octets)


def written(values: Mapping[str, Any], *, slip: bool = False) -> Manifest:
    """A manifest of these values (`format`, `version` and `padding` are put in). Refusal as a reader would refuse it."""
    whole = {**values, "format": "bartholdi-sealing", "version": 1, "padding": ""}
    try:
        octets = canonical.written(whole)
        if not slip:
            whole["padding"] = "0" * (padded(len(octets)) - len(octets))
            octets = canonical.written(whole)
    except ValueError:
        raise Refusal("manifest-not-canonical")
    return read(octets, slip=slip)


def _held(values: dict[str, Any]) -> None:
    version = values.get("version")
    demand(values.get("format") == "bartholdi-sealing" and version == 1 and version is not True, "manifest-version")
    kind = values.get("kind")
    demand(isinstance(kind, str) and kind in KINDS, "manifest-kind")
    shape = COMMON | KINDS[str(kind)]
    demand(values.keys() == shape.keys(), "manifest-schema", ", ".join(sorted(map(ascii, values.keys() ^ shape.keys()))))
    for key, check in shape.items():
        demand(check(values[key]), "manifest-schema", key)
    recipients = values["recipients"]
    demand(
        kind not in {"dispatch", "forward"} or {"action", "info"} & {each["role"] for each in recipients},
        "manifest-schema",
        "role",
    )
    demand(kind != "receipt" or receipt(values), "manifest-schema", "reason")
    alone = [(each["role"], each["fingerprint"]) for each in recipients] == [("copy", values["sender"])]
    demand(kind != "draft" or alone, "manifest-schema", "draft")
    for key in ("blob", "key"):
        demand(_different(values.get("attachments", ()), key), "attachment-twice")
    for key in ("fingerprint", "subkey"):
        demand(_different(recipients, key), "recipient-twice")
    demand(not too_high(values.get("marking", "")), "marking-too-high")


def _different(rows: Sequence[Mapping[str, Any]], key: str) -> bool:
    return len({row[key] for row in rows}) == len(rows)


def too_high(marking: str) -> bool:
    """Whether a marking claims a protection that this product has no approval for."""
    folded = unicodedata.normalize("NFKD", marking)
    letters = "".join(each for each in folded if unicodedata.category(each) not in {"Mn", "Mc", "Me", "Cf"}).lower()
    words = re.findall("[a-z]+", letters)
    return bool(TOO_HIGH.intersection(words)) or ("confidentiel", "defense") in pairwise(words)
