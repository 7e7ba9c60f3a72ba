"""Vectors of frames: a certificate or a slip as the texts of QR pictures, in any order, with what may go wrong between a screen and a camera."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256
from typing import Any

from bartholdi.cores.sealing import frames
from bartholdi.cores.sealing.keys import KeyFile
from tests.cores.sealing.making import b64, vector

WHOLE = bytes(range(256)) * 4 + b"\x00\xff\x10"  # 1,027 octets: two whole parts and a short one


def made(_keys: dict[str, KeyFile]) -> list[dict[str, Any]]:
    one, two, three = texts = frames.written(WHOLE)
    other = frames.written(WHOLE + b"!")

    def read(name: str, what: str, expected: str, *given: str) -> dict[str, Any]:
        return vector(name, what, "frames", expected, {"frames": list(given)})

    def shown(name: str, what: str, expected: str, octets: Any) -> dict[str, Any]:
        return vector(name, what, "framed", expected, {"octets": octets})

    def framed(index: int, total: int, part: bytes, digest: str | None = None) -> str:
        return (
            f"BARTHOLDI/1/{index}/{total}/{(digest or sha256(part).hexdigest()).upper()}/{b32encode(part).decode().rstrip('=')}"
        )

    wrong = {
        "frame-empty": "", "frame-text": "https://example.org", "frame-lower": one.lower(), "frame-version": one.replace("/1/1/", "/2/1/", 1),
        "frame-zero": one.replace("/1/1/3/", "/1/0/3/"), "frame-leading-zero": one.replace("/1/1/3/", "/1/01/3/"), "frame-beyond": one.replace("/1/1/3/", "/1/4/3/"),
        "frame-many": framed(1, 201, bytes(400)), "frame-short": framed(1, 3, bytes(399)), "frame-long": framed(1, 1, bytes(401)), "frame-no-part": framed(1, 1, b""),
        "frame-padded": framed(1, 1, b"a") + "======", "frame-bits": framed(1, 1, b"a")[:-1] + "F", "frame-length": framed(1, 1, b"a") + "A", "frame-line": one + "\n",
        "frame-digest-short": framed(1, 1, b"a", "ab" * 31), "frame-digits": one.replace("/1/1/3/", "/1/\u0661/3/"), "frame-space": " " + one,
    }  # fmt: skip
    return [
        read("frames-ok", "In their order.", "ok", *texts),
        read("frames-any-order", "In any order, some more than once.", "ok", three, one, two, one, three),
        read("frames-one", "A whole in one picture of one octet.", "ok", framed(1, 1, b"\x00")),
        read("frames-full", "A last part that is full.", "ok", framed(1, 1, bytes(400))),
        *(read(name, f"{name}: section 16.", "frame-grammar", text) for name, text in wrong.items()),
        read("frame-among", "One among good ones is none.", "frame-grammar", one, "x", two, three),
        read("frames-mixed", "Of another whole.", "frames-mixed", one, other[1], three),
        read("frames-totals", "Of one digest, with another number of pictures.", "frames-mixed", one, two.replace("/2/3/", "/2/4/"), three),
        read("frame-twice", "One picture with two contents.", "frame-twice", one, two, three, framed(2, 3, bytes(400), sha256(WHOLE).hexdigest())),
        read("frames-none", "No picture.", "frames-missing"),
        read("frames-missing", "The second is missing.", "frames-missing", three, one),
        read("frames-digest", "A part that is not of this whole.", "frames-digest", one, framed(2, 3, bytes(400), sha256(WHOLE).hexdigest()), three),
        shown("framed-ok", "1,027 octets in three pictures.", "ok", b64(WHOLE)),
        shown("framed-one", "One octet.", "ok", b64(b"\x00")),
        shown("framed-most", "As much as pictures carry.", "ok", {"repeat": b64(b"\xa5"), "times": 80_000}),
        shown("framed-empty", "Nothing.", "frames-size", ""),
        shown("framed-too-large", "One octet more.", "frames-size", {"repeat": b64(b"\xa5"), "times": 80_001}),
    ]  # fmt: skip
