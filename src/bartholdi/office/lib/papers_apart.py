"""The child's side of typesetting: the only module that loads Typst."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst


def compiled(papers: list[dict[str, Any]], told: Callable[[int, int, str], None]) -> list[dict[str, str]]:
    """Each `pdf` in base 64, or the `fault` that Typst found."""
    made = []
    for number, paper in enumerate(papers, 1):
        try:
            drawn: bytes = typst.compile(
                Path(paper["source"]).read_bytes(),
                format="pdf",
                sys_inputs={"data": paper["data"]},
                pdf_standards=paper["standards"],
                timestamp=paper["at"],
            )
            made.append({"pdf": base64.b64encode(drawn).decode()})
        except typst.TypstError as fault:
            made.append({"fault": str(fault)})
        told(number, len(papers), "")
    return made
