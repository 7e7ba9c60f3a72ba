"""OpenPGP packets and subpackets, split strictly (docs/sealing-format.md section 2; RFC 9580 sections 4.2 and 5.2.3.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bartholdi.cores.sealing.refusal import Refusal, demand

PKESK, SIGNATURE, ONE_PASS, SECRET, PUBLIC, SECRET_SUB, COMPRESSED, LITERAL, USER, PUBLIC_SUB, SEIPD = (
    1,
    2,
    4,
    5,
    6,
    7,
    8,
    11,
    13,
    14,
    18,
)
MOST = 32_768  # length fields of one input: eight million empty packets would fill the memory
PARTIAL = {SEIPD, LITERAL}


@dataclass(frozen=True)
class Packet:
    """`tag`: 0 to 63; `body`: its octets, partial lengths joined; `start`, `end`: where it stood, header and all."""

    tag: int
    body: bytes
    start: int = 0
    end: int = 0


def split(octets: bytes, code: str) -> list[Packet]:
    """All packets. Refusal(code): old format, cut off, or a partial length where none may be."""
    found: list[Packet] = []
    at = fields = 0
    while at < len(octets):
        start, header = at, octets[at]
        demand(header & 0xC0 == 0xC0, code, "header")
        parts: list[bytes] = []
        more, at = True, at + 1
        while more:
            length, more, at = _length(octets, at, code)
            fields += 1
            demand(fields <= MOST, code, "too many packets")
            demand(not more or (header & 0x3F in PARTIAL and (parts or length >= 512)), code, "partial length")
            demand(at + length <= len(octets), code, "cut off")
            parts.append(octets[at : at + length])
            at += length
        found.append(Packet(header & 0x3F, parts[0] if len(parts) == 1 else b"".join(parts), start, at))
    return found


def _length(octets: bytes, at: int, code: str) -> tuple[int, bool, int]:
    try:
        first = octets[at]
        if first < 192:
            return first, False, at + 1
        if first < 224:
            return ((first - 192) << 8) + octets[at + 1] + 192, False, at + 2
        if first == 255:
            demand(at + 5 <= len(octets), code, "cut off")
            return int.from_bytes(octets[at + 1 : at + 5], "big"), False, at + 5
        return 1 << (first & 0x1F), True, at + 1
    except IndexError:
        raise Refusal(code, "cut off")


def packet(tag: int, body: bytes) -> bytes:
    """Written with a length of five octets, which is always allowed."""
    return bytes([0xC0 | tag, 255]) + len(body).to_bytes(4, "big") + body


def subpackets(area: bytes) -> Iterator[tuple[int, bool, bytes]]:
    """Type, critical, body of each. ValueError when they do not split cleanly."""
    at = 0
    while at < len(area):
        first = area[at]
        if first < 192:
            length, at = first, at + 1
        elif first < 255:
            length, at = ((first - 192) << 8) + int.from_bytes(area[at + 1 : at + 2], "big") + 192, at + 2
        else:
            length, at = int.from_bytes(area[at + 1 : at + 5], "big"), at + 5
        if length < 1 or at + length > len(area):
            raise ValueError("subpacket")
        yield area[at] & 0x7F, bool(area[at] & 0x80), area[at + 1 : at + length]
        at += length
