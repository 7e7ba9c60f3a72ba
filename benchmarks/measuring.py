"""What benchmarks of pages share: an office that is thrown away afterwards, and what one request costs in it.

In process, without a network: Django's test client, through all middleware. Processor time tells a page's own cost also on a machine
that does other things meanwhile.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from tools import migrated

WARMING = 3  # requests before one is counted: the first reads templates and specs


class Cost(NamedTuple):
    """Medians, and under which 19 of 20 stayed, in milliseconds; how many statements went to the database."""

    wall: float
    wall_high: float
    work: float
    work_high: float
    statements: int


def in_an_office(measure: Callable[[], int]) -> int:
    """Of the database in DATABASE_URL, which may be filled; else of a SQLite that is made for it."""
    folder = Path(tempfile.mkdtemp(prefix="bartholdi-bench-"))
    os.environ.update(
        BARTHOLDI_LOG="WARNING", BARTHOLDI_MODE="test", BARTHOLDI_DATA=str(folder), DJANGO_SETTINGS_MODULE="bartholdi.settings"
    )
    if "DATABASE_URL" not in os.environ:
        shutil.copyfile(migrated.sqlite(), folder / "bench.sqlite3")
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
    try:
        return _measured(measure)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(measure: Callable[[], int]) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from bartholdi.running.server import settle

    call_command("migrate", verbosity=0, skip_checks=True)
    settle()  # as in each process of the server
    return measure()


def cost(acts: Iterable[Callable[[], Any]]) -> Cost:
    """Of acts that are alike: three to warm up, one to count, all others by the clock. What the iterable does between is not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times, work, statements = [], [], 0
    for turn, act in enumerate(acts):
        if turn == WARMING:
            with CaptureQueriesContext(connection) as queries:
                act()
            statements = len(queries)
            continue
        begun, worked = time.perf_counter(), time.process_time()
        act()
        if turn > WARMING:
            work.append((time.process_time() - worked) * 1_000)
            times.append((time.perf_counter() - begun) * 1_000)
    return Cost(statistics.median(times), _high(times), statistics.median(work), _high(work), statements)


def refresh_statistics() -> None:
    """What the database does by itself in an office that runs: after so many new rows it would plan with old counts."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _high(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
