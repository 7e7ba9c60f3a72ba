"""The `.dispatch` file: an envelope and its blobs in a tar of one form (docs/sealing-format.md section 12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from bartholdi.cores.sealing.envelope import LARGEST
from bartholdi.cores.sealing.refusal import demand

BLOCK = 512
ENVELOPE = "envelope.pgp"
BLOB = re.compile(r"blobs/([0-9a-f]{32})\.bin")
STEP = 1_048_576
MOST = 100


@dataclass(frozen=True)
class Member:
    """Where a member's octets stand in the file."""

    name: str
    at: int
    size: int


def header(name: str, size: int) -> bytes:
    """The one header that a member of this name and size may have (POSIX ustar)."""
    fields = [
        name.encode().ljust(100, b"\0"),
        b"0000600\0",
        b"0000000\0",
        b"0000000\0",
        b"%011o\0" % size,
        b"0" * 11 + b"\0",
        b" " * 8,
    ]
    fields += [b"0", bytes(100), b"ustar\x0000", bytes(64), b"0000000\x000000000\0", bytes(155), bytes(12)]
    whole = b"".join(fields)
    return whole[:148] + b"%06o\0 " % sum(whole) + whole[156:]


def written(target: BinaryIO, envelope: bytes, blobs: Sequence[tuple[str, BinaryIO, int]]) -> None:
    """Envelope, then the blobs (id, file, size) ascending by id."""
    target.writelines(pieces(envelope, blobs))


def pieces(envelope: bytes, blobs: Sequence[tuple[str, BinaryIO, int]]) -> Iterator[bytes]:
    """The same for whoever sends it on as it is made, in flat memory."""
    yield header(ENVELOPE, len(envelope)) + envelope + bytes(-len(envelope) % BLOCK)
    for blob, source, size in sorted(blobs, key=lambda each: each[0]):
        yield header(f"blobs/{blob}.bin", size)
        left = size
        while left:
            part = source.read(min(STEP, left))
            demand(part, "blob-size")
            yield part
            left -= len(part)
        yield bytes(-size % BLOCK)
    yield bytes(2 * BLOCK)


def length(envelope: int, blobs: Sequence[int]) -> int:
    """Of the whole file, from the sizes alone."""
    return sum(BLOCK + size + -size % BLOCK for size in (envelope, *blobs)) + 2 * BLOCK


def members(source: BinaryIO, length: int) -> tuple[Member, ...]:
    """What stands in a file of `length` octets that can be sought. Refusal: `file-grammar`, `file-member`."""
    found = tuple(islice(_walked(source, length), MOST + 2))  # a million empty ones would fill the memory
    names = [each.name for each in found]
    demand(names and names[0] == ENVELOPE and names[1:] == sorted(set(names[1:])) and len(names) <= MOST + 1, "file-member")
    demand(all(BLOB.fullmatch(name) for name in names[1:]), "file-member")
    demand(1 <= found[0].size <= LARGEST, "file-grammar")
    return found


def matched(held: Sequence[str], wanted: Sequence[str]) -> None:
    """Whether a file holds the blobs of its manifest and no others. Refusal: `file-member`, `blob-missing`."""
    demand(set(held) <= set(wanted), "file-member")
    demand(set(wanted) <= set(held), "blob-missing")


def _walked(source: BinaryIO, length: int) -> Iterator[Member]:
    at = 0
    while True:
        source.seek(at)
        block = source.read(BLOCK)
        demand(len(block) == BLOCK, "file-grammar")
        if not block.strip(b"\0"):
            demand(source.read(BLOCK + 1) == bytes(BLOCK) and at + 2 * BLOCK == length, "file-grammar")
            return
        demand(re.fullmatch(rb"[0-7]{11}\0", block[124:136]), "file-member")
        name, size = block[:100].rstrip(b"\0").decode("ascii", "replace"), int(block[124:135], 8)
        known = name == ENVELOPE or BLOB.fullmatch(name)
        demand(known and block == header(name, size), "file-member")
        end = at + BLOCK + size
        demand(end + -size % BLOCK <= length, "file-grammar")
        source.seek(end)
        demand(not source.read(-size % BLOCK).strip(b"\0"), "file-grammar")
        yield Member(name, at + BLOCK, size)
        at = end + -size % BLOCK
