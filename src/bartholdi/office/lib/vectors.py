"""Vectors kept in a file of their own: appended to, never written over, read through the memory map of the system.

A folder holds three files: `about.json` (encoder, dimension), `digests` (one hexadecimal digest a line) and `vectors` (float32, one
row each). Rows are written before their digests, so that a crash between the two leaves rows without a name, which are written over.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bartholdi.cores.matching.affinity import Encoder, Unmatchable
from bartholdi.cores.matching.affinity.encoder import Vectors

HEX = 64  # characters of a digest, before its line's end


class Folder:
    """One process at a time; a second one would append rows where the first does."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        """Opens or makes the folder. Unmatchable: encoder, dimension, damaged."""
        self.encoder, self.dimension = encoder.name, encoder.dimension
        path.mkdir(parents=True, exist_ok=True)
        self._about, self._digests, self._vectors = path / "about.json", path / "digests", path / "vectors"
        if not self._about.exists():
            self._about.write_text(json.dumps({"encoder": self.encoder, "dimension": self.dimension}), encoding="utf-8")
            self._digests.touch()
            self._vectors.touch()
        self._places = self._read()

    def known(self, digests: Sequence[str]) -> Mapping[str, Vectors]:
        wanted = [each for each in dict.fromkeys(digests) if each in self._places]
        if not wanted:
            return {}
        held = np.memmap(self._vectors, np.float32, "r", shape=(len(self._places), self.dimension))
        rows = np.array(held[[self._places[each] for each in wanted]])
        return dict(zip(wanted, rows, strict=True))

    def keep(self, digests: Sequence[str], vectors: Vectors) -> None:
        rows = {each: vector for each, vector in zip(digests, vectors, strict=True) if each not in self._places}
        if not rows:
            return
        with self._vectors.open("r+b") as file:
            file.seek(len(self._places) * self.dimension * 4)
            file.write(np.stack(list(rows.values())).astype(np.float32).tobytes())
            file.flush()
        with self._digests.open("a", encoding="ascii") as names:
            names.write("".join(f"{each}\n" for each in rows))
        for each in rows:
            self._places[each] = len(self._places)

    def _read(self) -> dict[str, int]:
        try:
            about = json.loads(self._about.read_text(encoding="utf-8"))
            found = (about["encoder"], about["dimension"])
        except (ValueError, KeyError, TypeError):
            raise Unmatchable("damaged", file=self._about.name)
        if found[0] != self.encoder:
            raise Unmatchable("encoder", store=found[0], encoder=self.encoder)
        if found[1] != self.dimension:
            raise Unmatchable("dimension", store=found[1], encoder=self.dimension)
        names = self._names()
        size = self._vectors.stat().st_size if self._vectors.exists() else 0
        whole = all(len(each) == HEX for each in names) and len(set(names)) == len(names)
        if not whole or size < len(names) * self.dimension * 4:
            raise Unmatchable("damaged", digests=len(names), bytes=size)
        return {each: place for place, each in enumerate(names)}

    def _names(self) -> list[str]:
        """Whole lines only: what a crash cut short is taken off the file."""
        if not self._digests.exists():
            return []
        held = self._digests.read_bytes()
        end = held.rfind(b"\n") + 1
        if end < len(held):
            os.truncate(self._digests, end)
        return held[:end].decode("ascii", "replace").splitlines()
