"""Papers as PDF, made by typst from a source and facts: tagged (PDF/UA-1), the same bytes for the same facts and moment."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TAGGED = ["ua-1"]


def pdf(source: Path, facts: dict[str, Any], *, at: datetime, undrawn: Callable[[], None]) -> bytes:
    """Where a character can be drawn with none of the machine's fonts, the standard forbids the paper, but its reader needs it:
    `undrawn` says so in the facts, and it is made without."""
    try:
        return _compiled(source, facts, at, TAGGED)
    except typst.TypstError:
        undrawn()
        return _compiled(source, facts, at, [])


def _compiled(source: Path, facts: dict[str, Any], at: datetime, standards: Any) -> bytes:
    made: bytes = typst.compile(
        source.read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(facts, ensure_ascii=False)},
        pdf_standards=standards,
        timestamp=int(at.timestamp()),
    )
    return made
