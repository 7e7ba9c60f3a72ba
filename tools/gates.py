"""The static checks, each a gate with a name; `check` runs them all and prints one line for each."""

import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools import environment
from tools.say import say


@dataclass(frozen=True)
class Gate:
    name: str
    command: tuple[str, ...]
    wanted: Callable[[], bool] = lambda: True


def _has_templates() -> bool:
    return any((environment.ROOT / "src").rglob("*.html"))


MIGRATIONS = ("python", "-m", "bartholdi.manage", "makemigrations")

GATES = [
    Gate("mypy: types", ("mypy",)),  # the longest first: the others pass beside it
    Gate("ruff: faults and bans", ("ruff", "check", "--quiet", ".")),
    Gate("ruff: format", ("ruff", "format", "--check", "--quiet", ".")),
    Gate("imports: who may import whom", ("lint-imports", "--no-logo", "--cache-dir", ".cache/import-linter")),
    Gate("djlint: templates", ("djlint", "src", "--lint", "--quiet"), _has_templates),
    Gate("typos: spelling", ("typos", "--quiet", "--format", "brief")),
    Gate("django: system checks", ("python", "-m", "bartholdi.manage", "check", "--fail-level", "WARNING")),
    Gate("migrations: none missing", (*MIGRATIONS, "--check", "--dry-run", "--skip-checks")),
    Gate("fresh database: as the migrations make it", ("python", "-m", "tools.fresh", "--check")),
    Gate("translations: every word in French", ("python", "-m", "tools.untranslated")),
    Gate("docs: generated pages fresh", ("python", "-m", "tools.docs", "--check")),
]

MENDING = [
    ("ruff", "check", "--fix", "--quiet", "."),
    ("ruff", "format", "--quiet", "."),
    ("python", "-m", "tools.docs"),
    ("python", "-m", "tools.fresh"),
]


def check() -> int:
    """Run every gate, two at a time, also after one has failed; 0 when all are closed."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return 0 if all(list(pool.map(_holds, GATES))) else 1


def fix() -> int:
    for command in MENDING:
        subprocess.run(command, cwd=environment.ROOT, env=environment.variables(), check=False)
    return check()


def _holds(gate: Gate) -> bool:
    if not gate.wanted():
        say(f"  ok    {gate.name} (nothing to look at)")
        return True
    begun = time.monotonic()
    result = subprocess.run(
        gate.command, cwd=environment.ROOT, env=environment.variables(), check=False, capture_output=True, text=True
    )
    good = result.returncode == 0
    say(f"  {'ok   ' if good else 'FAULT'} {gate.name} ({time.monotonic() - begun:.1f} s)")
    if not good:
        say((result.stdout + result.stderr).rstrip())
    return good
