"""Many append at once, in threads and in processes: no gap, no fork, no entry lost."""

import os
import subprocess
import sys
import threading
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from bartholdi.office.journal.acts import System, record
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 15
WRITER = f"""
import django, sys
django.setup()
from bartholdi.office.journal.acts import System, record
sys.stdin.readline()
for turn in range({TURNS}):
    record("accounts.sign_in", None, by=System(sys.argv[1]), change={{"turn": turn}})
"""


def whole(writers: int) -> None:
    entries = list(Entry.objects.order_by("number").values_list("number", "actor_label", "change"))
    assert [number for number, _by, _change in entries] == list(range(1, writers * TURNS + 1))
    for by in {by for _number, by, _change in entries}:
        assert [change["turn"] for _number, said, change in entries if said == by] == list(range(TURNS))
    assert verify().sound


def test_threads() -> None:
    begin = threading.Barrier(6)

    def work(name: str) -> None:
        try:
            begin.wait()
            for turn in range(TURNS):
                record("accounts.sign_in", None, by=System(name), change={"turn": turn})
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(f"thread {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole(6)


def test_processes() -> None:
    database = str(connection.settings_dict["NAME"])
    url = f"sqlite:///{database}"
    if connection.vendor == "postgresql":
        url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, f"process {number}"],
            env={**os.environ, "DATABASE_URL": url},
            stdin=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    for writer in writers:
        writer.communicate("begin\n", timeout=120)
    assert [writer.returncode for writer in writers] == [0, 0]
    whole(2)


def test_a_check_that_runs_while_others_write_finds_no_fault() -> None:
    stop = threading.Event()

    def work() -> None:
        try:
            turn = 0
            while not stop.is_set():
                record("accounts.sign_in", None, by=System("writer"), change={"turn": (turn := turn + 1)})
        finally:
            connection.close()

    writer = threading.Thread(target=work)
    writer.start()
    verdicts = [verify() for _turn in range(20)]
    stop.set()
    writer.join()
    assert [fault for verdict in verdicts for fault in verdict.faults] == []
