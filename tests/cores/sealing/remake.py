"""Makes the vectors anew: `python -m tests.cores.sealing.remake`. Keys and chance are fresh each time; names and verdicts stay.

With the name of one file (`… remake stated`) only that one, with the keys that are there.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

from bartholdi.cores.sealing import making as core
from bartholdi.cores.sealing import sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.suites import SD5
from tests.cores.sealing import certified, claimed, exported, pictured, stated, stored, wired
from tests.cores.sealing.judging import FOLDER, Vectors
from tests.cores.sealing.making import DAY, b64

ALONE = {
    "wired": wired.made, "claimed": claimed.made, "certified": certified.made, "stored": stored.made, "stated": stated.made,
    "exported": exported.made, "pictured": pictured.made,
}  # fmt: skip
BINARY = {"envelope", "slip", "manifest", "certificate", "blob", "key", "file"}
LIFE = {"expired": DAY}
KEYS = ("washington", "paris", "houston", "mallory", "expired", "superseded", "compromised", "rotated", "renewed")


def cast() -> dict[str, KeyFile]:
    """Test keys, for the vectors only."""
    found = {name: sealing.generated(f"{name} (test only)", lifetime=LIFE.get(name)) for name in KEYS}
    found |= {name: sealing.generated(f"{name} (test only)", SD5) for name in ("washington5", "paris5")}
    found["rotated"] = core.rotated(
        found["rotated"], at=found["rotated"].certificate.primary.created, lifetime=90 * DAY, chance=made
    )
    for day in range(8):
        at = found["renewed"].certificate.primary.created + day
        found["renewed"] = core.rotated(found["renewed"], at=at, lifetime=90 * DAY, chance=made)
    return found


def made(count: int) -> bytes:
    return Path("/dev/urandom").open("rb").read(count)


def main() -> None:
    keys = cast()
    FOLDER.mkdir(exist_ok=True)
    entries = {
        name: {"certificate": b64(key.certificate.octets), "key": b64(key.octets), "note": "test only"}
        for name, key in keys.items()
    }
    _write("keys.json", entries)
    sources: list[tuple[str, str, bytes]] = []
    for name, make in ALONE.items():
        vectors = make(keys)
        shortened(vectors, sources)
        _write(f"{name}.json", vectors)
    _judged(*ALONE)


def one(name: str) -> None:
    known = Vectors()
    _write(f"{name}.json", ALONE[name]({each: known.key(each) for each in known.keys}))
    _judged(name)


def _judged(*names: str) -> None:
    everything = Vectors()
    for name in names:
        path = FOLDER / f"{name}.json"
        vectors = json.loads(path.read_text("utf-8"))
        for vector in vectors:
            verdict, result = everything.judged(vector)
            if verdict != vector["expected"]:
                raise SystemExit(f"{vector['name']}: expected {vector['expected']}, got {verdict}")
            vector["result"] = result
        _write(path.name, vectors)


def shortened(vectors: list[dict[str, Any]], sources: list[tuple[str, str, bytes]]) -> None:
    """Binary inputs that share their head and tail with an earlier one become an edit of it: the folder stays small."""
    for vector in vectors:
        for holder, field in [(vector["inputs"], field) for field in vector["inputs"]] + [
            (each, "certificate") for each in vector["inputs"].get("pinned", ()) if isinstance(each, dict)
        ]:
            if field in BINARY and isinstance(holder[field], str) and len(holder[field]) > 2000:
                octets = b64decode(holder[field])
                spared, edit = max((_edit(octets, *source) for source in sources), key=lambda each: each[0], default=(0, {}))
                if spared > len(octets) // 2:
                    holder[field] = edit
                elif holder is vector["inputs"]:
                    sources.append((vector["name"], field, octets))


def _edit(octets: bytes, name: str, field: str, source: bytes) -> tuple[int, dict[str, Any]]:
    most = min(len(octets), len(source))
    head = next((at for at in range(most) if octets[at] != source[at]), most)
    tail = next((at for at in range(most - head) if octets[-1 - at] != source[-1 - at]), most - head)
    cut = octets[head : len(octets) - tail]
    edit = {"at": head, "remove": len(source) - head - tail, "insert": b64(cut)}
    return head + tail, {"of": name, "input": field, "edits": [edit] if cut or edit["remove"] else []}


def _write(name: str, what: Any) -> None:
    (FOLDER / name).write_text(json.dumps(what, ensure_ascii=True, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    one(sys.argv[1]) if sys.argv[1:] else main()
