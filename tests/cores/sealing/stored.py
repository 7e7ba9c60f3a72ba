"""Vectors of blobs, sizes, safety words and the `.dispatch` file."""

from __future__ import annotations

import io
import os
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bartholdi.cores.sealing import blobs, parcel
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.schema import CHUNK
from tests.cores.sealing.making import b64, dispatch, edited, sent, vector

Made = list[dict[str, Any]]
ID, OTHER = "0a" * 16, "0b" * 16
BLOB = "1c" * 16


def made(keys: dict[str, KeyFile]) -> Made:
    return [*_blobs(), *_attached(keys), *_sizes(), *_words(), *_files()]


def stored(
    content: bytes, key: bytes, *, index: int = 0, blob: str = BLOB, name: str = "note.txt"
) -> tuple[bytes, dict[str, Any]]:
    target = io.BytesIO()
    found = blobs.written(io.BytesIO(content), target, size=len(content), key=key, dispatch=ID, index=index)
    return target.getvalue(), {"name": name, "type": "text/plain", "blob": blob, "key": key.hex()} | found


def _blobs() -> Made:
    small, entry = stored(b"hello", os.urandom(32))
    empty, nothing = stored(b"", os.urandom(32))
    zeros = bytes(CHUNK + 1)
    two, large = stored(zeros, os.urandom(32))

    def one(
        name: str, what: str, expected: str, blob: Any, attachment: dict[str, Any], *, of: str = ID, index: int = 0
    ) -> dict[str, Any]:
        return vector(
            name,
            what,
            "blob",
            expected,
            {"blob": b64(blob) if isinstance(blob, bytes) else blob, "id": of, "index": index, "attachment": attachment},
        )

    ok, big = ("blob-ok", "blob"), ("blob-two", "blob")
    cut = edited(*big, (CHUNK + 16, 10_000_000, b""))
    plain = bytearray(b"hello" + bytes(16_384 - 5))
    plain[-1] = 1
    key = bytes.fromhex(entry["key"])
    aad = b"bartholdi/blob/1" + bytes.fromhex(ID) + bytes(4)
    dirty = AESGCM(key).encrypt(bytes(11) + b"\x01", bytes(plain), aad)
    early = AESGCM(key).encrypt(bytes(11) + b"\x00", b"hello" + bytes(16_384 - 5), aad)
    return [
        one("blob-ok", "Five octets.", "ok", small, entry),
        one("blob-empty", "An empty file.", "ok", empty, nothing),
        one("blob-two", "One octet more than a chunk.", "ok", two, large),
        one("blob-missing", "Not there.", "blob-missing", None, entry),
        one("blob-short", "One octet short.", "blob-size", edited(*ok, (-1, 1, b"")), entry),
        one("blob-long", "One octet more.", "blob-size", edited(*ok, (1_000_000, 0, b"\0")), entry),
        one("blob-zero", "No octet.", "blob-size", b"", entry),
        one("blob-last-dropped", "The last chunk dropped.", "blob-size", cut, large),
        one("blob-changed", "An octet changed.", "blob-root", edited(*ok, (7, 2, b"\x01\x02")), entry),
        one("blob-swapped", "Another attachment's blob.", "blob-root", empty, entry),
        one("blob-root-lie", "The root fits another blob: the tag fails.", "blob-chunk", empty, entry | {"root": sha256(sha256(empty).digest()).hexdigest()}),
        one("blob-other-dispatch", "Moved to another dispatch.", "blob-chunk", edited(*ok), entry, of=OTHER),
        one("blob-other-index", "Moved to another place in the list.", "blob-chunk", edited(*ok), entry, index=1),
        one("blob-other-key", "Another key.", "blob-chunk", edited(*ok), entry | {"key": "00" * 32}),
        one("blob-not-last", "The last chunk is not marked as the last.", "blob-chunk", early, entry | {"root": sha256(sha256(early).digest()).hexdigest()}),
        one("blob-dirty", "Something hidden in the padding.", "blob-padding", dirty, entry | {"root": sha256(sha256(dirty).digest()).hexdigest()}),
        one("blob-digest-lie", "The digest is of another file.", "blob-digest", edited(*ok), entry | {"sha256": "00" * 32}),
    ]  # fmt: skip


def _attached(keys: dict[str, KeyFile]) -> Made:
    us, paris = keys["washington"], keys["paris"].certificate
    first, one = stored(b"first", os.urandom(32), blob="01" * 16)
    second, two = stored(b"second", os.urandom(32), index=1, blob="02" * 16, name="second.txt")
    octets = b64(sent(dispatch(us, paris, id=ID, attachments=[one, two]), us, paris))

    def read(name: str, expected: str, held: dict[str, Any]) -> dict[str, Any]:
        inputs = {"envelope": octets, "key": "paris", "pinned": ["washington"], "blobs": held}
        return vector(name, f"{name}: section 7.16.", "envelope", expected, inputs)

    return [
        read("attached-ok", "ok", {"01" * 16: b64(first), "02" * 16: b64(second)}),
        read("attached-swapped", "blob-root", {"01" * 16: b64(second), "02" * 16: b64(first)}),
        read("attached-missing", "blob-missing", {"01" * 16: b64(first)}),
    ]


def _sizes() -> Made:
    lengths = (2, 3, 9, 100, 16_384, 16_385, 17_000, 100_000, 1_048_576, 1_048_577, 4_294_967_296, 123_456_789)
    return [vector(f"padme-{length}", "Padmé.", "padme", "ok", {"length": length}) for length in lengths]


def _words() -> Made:
    pairs = {
        "low": ("00" * 32, "11" * 32),
        "turned": ("11" * 32, "00" * 32),
        "bit": ("00" * 32, "11" * 31 + "10"),
        "high": ("fe" * 32, "ff" * 32),
    }
    return [
        vector(f"words-{name}", "Sixteen words.", "words", "ok", {"fingerprints": list(pair)}) for name, pair in pairs.items()
    ]


def _files() -> Made:
    first, second = ("01" * 16, b"first" * 100), ("02" * 16, bytes(512))
    target = io.BytesIO()
    parcel.written(target, b"envelope", [(name, io.BytesIO(each), len(each)) for name, each in (second, first)])
    whole = target.getvalue()
    block = parcel.header(f"blobs/{'01' * 16}.bin", 0)
    many = b"".join(parcel.header(f"blobs/{number:032x}.bin", 0) for number in range(101)) + b"x" * 512
    link = whole[1024 : 1024 + 156] + b"2" + whole[1024 + 157 : 1536]

    def one(name: str, what: str, expected: str, *edits: tuple[int, int, bytes], **more: Any) -> dict[str, Any]:
        return vector(name, what, "file", expected, {"file": edited("file-ok", "file", *edits)} | more)

    return [
        vector("file-ok", "An envelope and two blobs.", "file", "ok", {"file": b64(whole), "wanted": [first[0], second[0]]}),
        one("file-cut", "Cut off.", "file-grammar", (-512, 512, b"")),
        one("file-longer", "More blocks of zeros.", "file-grammar", (1_000_000, 0, bytes(512))),
        one("file-size", "A size past the end.", "file-grammar", (1024, 512, parcel.header(f"blobs/{'01' * 16}.bin", 1 << 32))),
        one("file-dirty", "Something hidden behind the envelope.", "file-grammar", (1023, 1, b"x")),
        one("file-empty", "Only the end.", "file-member", (0, 1_000_000, bytes(1024))),
        one("file-no-envelope", "Begins with a blob.", "file-member", (0, 1024, b"")),
        one("file-empty-envelope", "An empty envelope.", "file-grammar", (0, 1024, parcel.header("envelope.pgp", 0))),
        one("file-up", "A name that climbs.", "file-member", (1024, 512, parcel.header("blobs/../../etc/passwd", 500))),
        one("file-link", "A link.", "file-member", (1024, 512, link)),
        one("file-twice", "A blob twice.", "file-member", (1024, 0, block)),
        one("file-order", "Blobs out of order.", "file-member", (1024, 0, parcel.header(f"blobs/{'03' * 16}.bin", 0))),
        one("file-mode", "Another mode.", "file-member", (1024 + 100, 8, b"0000777\0")),
        one("file-many", "More members than a dispatch can have; what follows them is not read.", "file-member", (1024, 0, many)),
        one("file-too-many", "A blob that the manifest does not know.", "file-member", (0, 0, b""), wanted=[first[0]]),
        one("file-too-few", "A blob of the manifest is missing.", "blob-missing", (1024, 1024, b""), wanted=[first[0], second[0]]),
    ]  # fmt: skip
