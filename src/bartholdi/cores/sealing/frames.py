"""A certificate or a slip as the texts of QR pictures, and back from them in any order (docs/sealing-format.md section 16)."""

from __future__ import annotations

import re
from base64 import b32decode, b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from bartholdi.cores.sealing.refusal import Refusal, demand

PART, MOST = 400, 200  # octets in one picture, pictures of one whole
FRAME = re.compile(r"BARTHOLDI/1/([1-9][0-9]{0,2})/([1-9][0-9]{0,2})/([0-9A-F]{64})/([A-Z2-7]{2,640})", re.ASCII)


@dataclass(frozen=True)
class Frame:
    """One picture: the `index`-th of `total`, from 1; `digest` of the whole in hexadecimal; its `part` of the octets."""

    index: int
    total: int
    digest: str
    part: bytes


def written(octets: bytes) -> list[str]:
    """The texts of the pictures, in their order. Refusal `frames-size`."""
    demand(1 <= len(octets) <= PART * MOST, "frames-size")
    parts = [octets[at : at + PART] for at in range(0, len(octets), PART)]
    head = f"{len(parts)}/{sha256(octets).hexdigest().upper()}"
    return [f"BARTHOLDI/1/{index}/{head}/{b32encode(part).decode().rstrip('=')}" for index, part in enumerate(parts, 1)]


def parsed(text: str) -> Frame:
    """Refusal `frame-grammar`: also for a number or a length that no writer gives, and for Base32 in another form than the one."""
    found = FRAME.fullmatch(text)
    if found is None:
        raise Refusal("frame-grammar")
    index, total, coded = int(found[1]), int(found[2]), found[4]
    demand(index <= total <= MOST and len(coded) % 8 not in {1, 3, 6}, "frame-grammar")
    part = b32decode(coded + "=" * (-len(coded) % 8))
    demand(b32encode(part).decode().rstrip("=") == coded, "frame-grammar")
    demand(len(part) <= PART and (index == total or len(part) == PART), "frame-grammar")
    return Frame(index, total, found[3].lower(), part)


def joined(texts: Iterable[str]) -> bytes:
    """The whole, whatever order the pictures came in and however often. Refusal with a code of section 16."""
    frames = [parsed(each) for each in texts]
    demand(len({(each.total, each.digest) for each in frames}) <= 1, "frames-mixed")
    held = {each.index: each.part for each in frames}
    demand(all(held[each.index] == each.part for each in frames), "frame-twice")
    lost = [index for index in range(1, (frames[0].total if frames else 1) + 1) if index not in held]
    demand(not lost, "frames-missing", ", ".join(map(str, lost)))
    whole = b"".join(held[index] for index in sorted(held))
    demand(sha256(whole).hexdigest() == frames[0].digest, "frames-digest")
    return whole
