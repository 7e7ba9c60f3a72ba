"""One corpus of damaged inputs for both parsers: every vector, changed in ways that a seed decides; the same on every machine."""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from bartholdi.cores.sealing import frames
from bartholdi.cores.sealing.schema import CHUNK, TAG
from tests.cores.sealing.judging import Vectors
from tests.cores.sealing.making import vector
from tests.cores.sealing.stored import stored

INPUTS = {
    "envelope": "envelope", "grammar": "envelope", "slip": "slip", "manifest": "manifest", "slip-manifest": "manifest",
    "certificate": "certificate", "file": "file",
}  # fmt: skip
LETTERS = ("", "0", "1", "2", "A", "a", "/", "=", "7", "8", "\n", " ", "\u0661", "\u00e9", "\U0001f1eb", "AAAAAAAA")
TELLING = (b"\x00", b"\xff", b"\xc1", b"\xd2", b"\xe0", b'"', b"\\", b"{", b"[", b"0", b"\xe2\x80\xae", b"\xed\xa0\x80")


def damaged(count: int, *, seed: int) -> Iterator[dict[str, Any]]:
    """So many vectors of known forms, each with one to three changes; `expected` is not known."""
    chance, known = random.Random(seed), Vectors()
    sound = [each for each in known.all.values() if each["form"] in INPUTS and not _is_level_5(each)]
    for number in range(count):
        vector = sound[chance.randrange(len(sound))]
        key = INPUTS[vector["form"]]
        length = len(known.binary(vector["inputs"][key]))
        edits = [_edit(chance, length) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        changed = {"of": vector["name"], "input": key, "edits": edits}
        yield {**vector, "name": f"damaged-{seed}-{number}", "inputs": {**vector["inputs"], key: changed}}


def framed(count: int, *, seed: int) -> Iterator[dict[str, Any]]:
    """So many lists of frames, out of order, some lost, some with letters changed, put in or taken out."""
    chance, whole = random.Random(seed), frames.written(bytes(range(256)) * 5)
    for number in range(count):
        texts = chance.sample(whole, chance.choice((len(whole), len(whole), len(whole) - 1))) + chance.choices(
            whole, k=chance.randrange(3)
        )
        for _ in range(chance.choice((0, 1, 1, 2))):
            which = chance.randrange(len(texts))
            text = texts[which]
            at = chance.randrange(min(len(text), chance.choice((30, 900))))
            texts[which] = text[:at] + chance.choice(LETTERS) + text[at + chance.choice((0, 1, 1, 1, 9)) :]
        yield vector(f"frames-{seed}-{number}", "Changed by a seed.", "frames", "", {"frames": texts})


def flipped_blob() -> tuple[bytes, dict[str, Any], list[int]]:
    """A blob of two chunks, its attachment, and bits of it: the ends of each chunk and its tag, and some hundred that a seed chooses."""
    chance, content = random.Random(9), random.Random(8).randbytes(CHUNK + 1)
    blob, entry = stored(content, bytes(range(32)))
    edges = [0, 1, CHUNK - 1, CHUNK, CHUNK + TAG - 1, CHUNK + TAG, len(blob) - TAG, len(blob) - 1]
    bits = [8 * each + chance.randrange(8) for each in edges] + [chance.randrange(8 * len(blob)) for _ in range(240)]
    return blob, entry, bits


def _edit(chance: random.Random, length: int) -> dict[str, Any]:
    """Mostly near the beginning or the end, where the grammar is."""
    at = chance.choice((chance.randrange(max(length, 1)), chance.randrange(min(max(length, 1), 120)), -chance.randrange(1, 120)))
    at = max(at, -length)
    insert = chance.choice((chance.choice(TELLING), chance.randbytes(chance.randrange(1, 5)), bytes([48 + chance.randrange(75)])))
    remove = chance.choice((len(insert), len(insert), len(insert), 0, chance.randrange(1, 9), chance.randrange(1, 3000)))
    return {"at": at, "remove": remove, "insert": b64encode(insert).decode()}


def _is_level_5(vector: dict[str, Any]) -> bool:
    return vector["suite"] == "SD-5" or "5" in "".join(map(str, [vector["inputs"].get("key", ""), *_pins(vector)]))


def _pins(vector: dict[str, Any]) -> list[str]:
    return [each for each in vector["inputs"].get("pinned", ()) if isinstance(each, str)]
