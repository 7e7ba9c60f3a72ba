"""JSON in its one form (RFC 8785), without fractions: the octets that are signed and the octets that are read are the same."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from bartholdi.cores.sealing.refusal import Refusal, demand

LARGEST = 4_194_304
DEEPEST = 6
SAFE = 9_007_199_254_740_991
TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{\]}]', re.DOTALL)  # strings are skipped whole, and no step of it is remembered
ESCAPES = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
TABLE = {code: ESCAPES.get(code, f"\\u{code:04x}") for code in [*range(32), 34, 92]}


def written(value: object) -> bytes:
    """Canonical octets. ValueError: a fraction, a number out of range, a lone surrogate, or what JSON does not know."""
    return _text(value).encode("utf-8")


def read(octets: bytes) -> dict[str, Any]:
    """One object, or a Refusal: `manifest-size`, `-encoding`, `-depth`, `-json`, `-not-canonical`, in this order."""
    demand(len(octets) <= LARGEST, "manifest-size")
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("manifest-encoding")
    demand(not text.startswith("\ufeff"), "manifest-encoding")
    demand(_depth(text) <= DEEPEST, "manifest-depth")
    try:
        value = json.loads(text, parse_int=_whole, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise Refusal("manifest-json")
    demand(isinstance(value, dict), "manifest-json")
    try:
        same = written(value) == octets
    except ValueError:
        same = False
    demand(same, "manifest-not-canonical")
    return dict(value)


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > SAFE:
            raise ValueError("number out of range")
        return str(value)
    if isinstance(value, str):
        return f'"{value.translate(TABLE)}"'
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_text, value))}]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return f"{{{','.join(f'{_text(name)}:{_text(value[name])}' for name in names)}}}"
    raise ValueError("not of the canonical form")


def _depth(text: str) -> int:
    depth = deepest = 0
    for found in TOKENS.findall(text):
        if found in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found in "]}":
            depth -= 1
    return deepest


def _whole(digits: str) -> int | float:
    """A number of a million digits must cost nothing: it is out of range anyway."""
    return int(digits) if len(digits) <= 17 else math.inf


def _refused(constant: str) -> object:
    raise ValueError(constant)
