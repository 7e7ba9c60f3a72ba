"""What turns texts into vectors, what keeps these, and how the two work together: each text is embedded once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.affinity.documents import Unmatchable, digest

Vectors = NDArray[np.float32]
BATCH = 64  # texts embedded before they are kept: what a crash can lose


class Encoder(Protocol):
    """`name` changes whenever the same text would get another vector."""

    @property
    def name(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    def encode(self, texts: Sequence[str]) -> Vectors:
        """(texts, dimension)"""


class Store(Protocol):
    """Vectors of one encoder by the digest of their text. Core code never opens a file: whoever owns the store does."""

    @property
    def encoder(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    def known(self, digests: Sequence[str]) -> Mapping[str, Vectors]:
        """Those of the digests that it holds."""

    def keep(self, digests: Sequence[str], vectors: Vectors) -> None: ...


class Memory:
    """A store that lasts as long as the process."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder, self.dimension = encoder.name, encoder.dimension
        self._held: dict[str, Vectors] = {}

    def known(self, digests: Sequence[str]) -> Mapping[str, Vectors]:
        return {each: self._held[each] for each in digests if each in self._held}

    def keep(self, digests: Sequence[str], vectors: Vectors) -> None:
        self._held.update(zip(digests, vectors, strict=True))


def embedded(texts: Sequence[str], encoder: Encoder, store: Store) -> Vectors:
    """(texts, dimension) of length 1 each. Only what the store does not hold is embedded, and kept after every BATCH texts.

    Unmatchable: encoder, dimension, shape, not_finite.
    """
    if store.encoder != encoder.name:
        raise Unmatchable("encoder", store=store.encoder, encoder=encoder.name)
    if store.dimension != encoder.dimension:
        raise Unmatchable("dimension", store=store.dimension, encoder=encoder.dimension)
    digests = [digest(text) for text in texts]
    missing = dict(zip(digests, texts, strict=True))
    for each in store.known(list(missing)):
        del missing[each]
    waiting = list(missing)
    for first in range(0, len(waiting), BATCH):
        batch = waiting[first : first + BATCH]
        store.keep(batch, _vectors([missing[each] for each in batch], encoder))
    held = store.known(digests)
    found = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for place, each in enumerate(digests):
        found[place] = held[each]
    _require_finite(found)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), np.float32(1e-12))
    return found


def _vectors(texts: Sequence[str], encoder: Encoder) -> Vectors:
    found = np.asarray(encoder.encode(texts), dtype=np.float32)
    if found.shape != (len(texts), encoder.dimension):
        raise Unmatchable("shape", asked=(len(texts), encoder.dimension), given=found.shape)
    _require_finite(found)
    return found


def _require_finite(vectors: Vectors) -> None:
    if not (fine := np.isfinite(vectors).all(axis=1)).all():
        raise Unmatchable("not_finite", place=int(np.flatnonzero(~fine)[0]))
