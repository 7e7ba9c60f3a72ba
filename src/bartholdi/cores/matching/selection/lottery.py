"""A lottery among declared ties that a third party can draw again: order by SHA-256 of the published seed and the key.

Anybody checks a ticket with `printf '%s\\n%s' SEED KEY | sha256sum`; the smallest ticket is drawn first. The seed is to be published
before it can be known who gains by it: a number of a public drawing that is named in advance, for instance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def ticket(seed: str, key: str) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def drawn(seed: str, ties: Iterable[str]) -> list[str]:
    """All of them, in the order in which they are drawn, whatever order they came in. ValueError where the seed is empty."""
    if not seed.strip():
        raise ValueError("a lottery needs a seed that is published")
    return sorted(set(ties), key=lambda key: (ticket(seed, key), key))
