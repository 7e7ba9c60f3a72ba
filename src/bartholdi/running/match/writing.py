"""What was found, as CSV or JSON, to a file or to the screen; facts of the whole go beside the rows or to the operator."""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bartholdi.running.match.reading import Faulty

Value = str | float | int | bool | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(
    options: argparse.Namespace, rows: Sequence[Mapping[str, Value]], facts: Mapping[str, object], columns: Sequence[str]
) -> None:
    """Rows in CSV, with facts on standard error; rows and facts in JSON."""
    name = options.output
    if name and not name.lower().endswith((".csv", ".json")):
        raise Faulty(f"{name}: what shall it be? Let the name end in .csv or .json.")
    as_json = name.lower().endswith(".json") or (options.json and not name)
    text = _json(rows, facts) if as_json else _csv(rows, columns)
    if name:
        saved(name, text)
    else:
        sys.stdout.write(text)
    if not as_json:
        for key, fact in facts.items():
            print(f"{key}: {_plain(fact)}", file=sys.stderr)


def saved(name: str, text: str) -> None:
    """Whole or not at all: a file that was there stays until the new one is complete."""
    path = Path(name)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="")
    part.replace(path)


def saved_table(name: str, rows: Sequence[Mapping[str, Value]], columns: Sequence[str]) -> None:
    """A second table of a command."""
    saved(name, _json(rows, {}) if name.lower().endswith(".json") else _csv(rows, columns))


def _csv(rows: Sequence[Mapping[str, Value]], columns: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Value) -> str:
    """Text that a spreadsheet would take for a formula gets a quote in front."""
    if isinstance(value, float):
        return f"{value:.6g}" if math.isfinite(value) else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else str(value)


def _json(rows: Sequence[Mapping[str, Value]], facts: Mapping[str, object]) -> str:
    return json.dumps(_finite({"facts": dict(facts), "rows": [dict(row) for row in rows]}), ensure_ascii=False, indent=1) + "\n"


def _finite(value: object) -> object:
    """JSON knows no NaN."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(each) for key, each in value.items()}
    return [_finite(each) for each in value] if isinstance(value, list | tuple) else value


def _plain(fact: object) -> str:
    if isinstance(fact, Mapping):
        return ", ".join(f"{key} {_plain(each)}" for key, each in fact.items()) or "none"
    if isinstance(fact, list | tuple):
        return ", ".join(map(_plain, fact)) or "none"
    return f"{fact:.6g}" if isinstance(fact, float) else str(fact)


@contextmanager
def hushed() -> Iterator[None]:
    """The solver sometimes writes a line of its own to standard output, past Python: it goes to standard error meanwhile."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def refused(sentence: str) -> int:
    """The data are sound, but allow no answer."""
    print(f"bartholdi match: {sentence}", file=sys.stderr)
    return 1
