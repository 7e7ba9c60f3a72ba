"""What a slip says, read without verifying it: to find what it is about, or of one that was verified when it was kept."""

from __future__ import annotations

from typing import Any

from bartholdi.cores.sealing import canonical
from bartholdi.cores.sealing.packets import LITERAL, split
from bartholdi.cores.sealing.reading import SLIP
from bartholdi.cores.sealing.refusal import Refusal


def said(octets: bytes) -> dict[str, Any]:
    """The manifest of a receipt or a statement; empty where it cannot be read."""
    if len(octets) > SLIP:
        return {}
    try:
        text = next((each.body[6:] for each in split(octets, "inner-grammar") if each.tag == LITERAL), b"")
        found = canonical.read(text)
    except (Refusal, ValueError, TypeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
