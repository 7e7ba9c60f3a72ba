"""`run.py test`: the static checks, every test on SQLite and on PostgreSQL, the journeys, and a summary of all of it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from tools import chromium, environment, gates, postgres
from tools.ready import ready
from tools.say import Trouble, say

STORIES = "tests/journeys"
NOT_LONG = "not long"
ORDER = "--no-loadscope-reorder"  # as collected, the heavy modules first: xdist's own would begin with those of many tests
NOTHING_CHOSEN = 5  # pytest's exit status


@dataclass(frozen=True)
class Part:
    name: str
    good: bool
    seconds: float
    last_words: str


def everything(rest: list[str], *, long: bool) -> int:
    """Run all parts, also after one has failed, so that one run tells everything."""
    ready("test")
    speed = "" if long else f" and {NOT_LONG}"
    office = partial(_pytest, rest=rest, where=f"--ignore={STORIES}", marks=f"not journey{speed}")
    parts: list[Part] = []
    try:
        with postgres.server() as url, _prepared(url):
            parts.append(_checks())
            parts.append(office("SQLite"))
            parts.append(office("PostgreSQL", DATABASE_URL=url))
    except Trouble as trouble:
        parts.append(_checks())
        parts.append(office("SQLite"))
        parts.append(Part("tests on PostgreSQL", False, 0, str(trouble)))
    try:
        # Apart: the browser's driver keeps an event loop in its process, where Django then refuses to ask the database.
        found = chromium.found()
        stories = partial(_pytest, rest=rest, where=STORIES, marks=f"journey{speed}", workers=4)
        parts.append(stories("a served office in Chromium", BARTHOLDI_CHROMIUM=found))
    except Trouble as trouble:
        parts.append(Part("tests in Chromium", False, 0, str(trouble)))
    return _summary(parts)


@contextmanager
def _prepared(url: str) -> Iterator[None]:
    """The migrated databases and the built office of which tests begin with a copy, in the background: each keeps one core busy for most
    of a minute, and the checks leave some. Who needs one that is not ready waits for its lock; tests tell what fails."""
    say("Databases and an office, in the background")
    started = [
        subprocess.Popen(
            [str(environment.PYTHON), "-m", module],
            cwd=environment.ROOT,
            env=_own(more),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        for module, more in (("tools.migrated", {"DATABASE_URL": url}), ("tools.served", {}))
    ]
    try:
        yield
    finally:
        for process in started:
            if process.poll() is None:
                _stop(process)


def _checks() -> Part:
    say("Static checks")
    begun = time.monotonic()
    return Part("static checks", gates.check() == 0, time.monotonic() - begun, "")


def _own(more: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in environment.variables().items() if key != "DATABASE_URL"} | more


def _pytest(name: str, *, rest: list[str], where: str, marks: str, workers: int = 3, **more: str) -> Part:
    """One run of pytest; its output passes through, and its last line is kept for the summary. `where` to look, unless somebody named
    tests: a process that reads all five thousand to run some hundred takes ten seconds for it.

    More workers than the two cores that are asked for: a test that waits for a server, a mail or a page leaves a core idle.
    """
    say(f"Tests on {name}")
    begun, last = time.monotonic(), ""
    command = [str(environment.PYTHON), "-m", "pytest", "-q", "-n", str(workers), "--dist", "loadfile", ORDER, "-m", marks]
    variables = _own(more)
    # In a session of its own: Ctrl-C reaches only us, and we pass it on once, so that pytest can put everything away.
    with subprocess.Popen(
        [*command, *(rest or [where])],
        cwd=environment.ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                last = line.strip() or last
        except KeyboardInterrupt:
            _stop(process)
            raise
    good = {0, NOTHING_CHOSEN} if rest else {0}  # who names some tests may have named none of this part
    return Part(f"tests on {name}", process.returncode in good, time.monotonic() - begun, last.strip("= "))


def _stop(process: "subprocess.Popen[Any]") -> None:
    """As Ctrl-C would: to a process and all that it started alike; whoever does not stop is stopped."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def _summary(parts: list[Part]) -> int:
    print("\nSummary")
    for part in parts:
        print(f"  {'ok   ' if part.good else 'FAULT'} {part.name} ({part.seconds:.0f} s) {part.last_words}")
    return 0 if all(part.good for part in parts) else 1
