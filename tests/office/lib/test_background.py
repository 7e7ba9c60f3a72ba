"""The worker: each task once, again after a fault, given back by the dead, by the clock, and stopped politely."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.lib import background, jobs
from tests.office.lib.processes import environment

HERE = __name__
done: list[str] = []
faults: list[type[Exception]] = []


@task()
def note(word: str = "done") -> None:
    done.append(word)


@task()
@jobs.retried(2)
def stumble() -> None:
    if faults:
        raise faults.pop()("stumbled")
    done.append("walked")


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()
    faults.clear()


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> background.Worker:
    monkeypatch.setattr(jobs, "CHORES", {})
    return background.Worker()


def work(worker: background.Worker) -> list[str]:
    while worker.run_one():
        pass
    return done


def rows() -> list[tuple[str, int]]:
    return [(task.status, len(task.worker_ids)) for task in DBTaskResult.objects.order_by("enqueued_at")]


@pytest.mark.django_db(transaction=True)
def test_what_waits_is_not_enqueued_twice(worker: background.Worker) -> None:
    enqueued = [jobs.soon(f"{HERE}.note", word=word) for word in ("a", "a", "b")]
    assert (enqueued, work(worker)) == ([True, False, True], ["a", "b"])
    assert jobs.soon(f"{HERE}.note", word="a") is True


@pytest.mark.django_db(transaction=True)
def test_a_task_enqueued_the_library_s_way_is_run_too(worker: background.Worker) -> None:
    note.enqueue(word="plain")
    assert work(worker) == ["plain"]


@pytest.mark.django_db(transaction=True)
def test_a_fault_is_tried_again_later_and_not_for_ever(worker: background.Worker) -> None:
    faults.extend([ValueError] * 5)
    jobs.soon(f"{HERE}.stumble")
    waits = []
    for _ in range(4):
        work(worker)
        waits.append(rows())
        DBTaskResult.objects.update(run_after=timezone.now())
    assert waits == [[("READY", 1)], [("READY", 2)], [("FAILED", 3)], [("FAILED", 3)]]
    assert "stumbled" in DBTaskResult.objects.get().traceback


@pytest.mark.django_db(transaction=True)
def test_a_task_that_recovers_is_done_once(worker: background.Worker) -> None:
    faults.append(ValueError)
    jobs.soon(f"{HERE}.stumble")
    work(worker)
    assert DBTaskResult.objects.get().run_after > timezone.now()
    DBTaskResult.objects.update(run_after=timezone.now())
    assert (work(worker), rows()) == (["walked"], [("SUCCESSFUL", 2)])


@pytest.mark.django_db(transaction=True)
def test_a_task_that_is_gone_fails_and_the_worker_goes_on(worker: background.Worker) -> None:
    jobs.soon("bartholdi.no.such.task")
    jobs.soon(f"{HERE}.note")
    assert (work(worker), rows()) == (["done"], [("FAILED", 1), ("SUCCESSFUL", 1)])


@pytest.mark.django_db(transaction=True)
def test_a_dead_worker_s_task_is_given_back_and_a_living_one_s_is_not(worker: background.Worker) -> None:
    for word in ("dead", "alive"):
        jobs.soon(f"{HERE}.note", word=word)
        worker.claim()
    now = timezone.now()
    DBTaskResult.objects.filter(args_kwargs__kwargs={"word": "dead"}).update(started_at=now - timedelta(minutes=3))
    assert (jobs.reap(now, silent=background.SILENT), work(worker)) == (1, ["dead"])


@pytest.mark.django_db(transaction=True)
def test_a_task_that_killed_five_workers_is_not_given_a_sixth(worker: background.Worker) -> None:
    jobs.soon(f"{HERE}.note")
    now = timezone.now()
    for _ in range(6):
        worker.claim()
        DBTaskResult.objects.running().update(started_at=now - timedelta(minutes=3))
        jobs.reap(now, silent=background.SILENT)
    assert rows() == [("FAILED", 5)]


@pytest.mark.django_db(transaction=True)
def test_a_running_task_gives_signs_of_life(worker: background.Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "HEARTBEAT", 0.05)
    jobs.soon(f"{HERE}.note")
    task = worker.claim()
    assert task is not None
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=3))
    with background.beating(task):
        until(lambda: DBTaskResult.objects.get().started_at > timezone.now() - timedelta(minutes=1))


@pytest.mark.django_db(transaction=True)
def test_the_clock_enqueues_each_turn_once_whoever_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "CHORES", {})
    jobs.every(minutes=5)(note.func)
    start = datetime(2027, 3, 28, 0, 58, tzinfo=UTC)  # Paris changes its clock two minutes later
    made = [jobs.enqueue_chores(start + timedelta(minutes=minute)) for minute in range(12)]
    assert made == [1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_old_results_are_pruned_and_waiting_ones_are_not(worker: background.Worker) -> None:
    jobs.soon(f"{HERE}.note", word="old")
    work(worker)
    jobs.soon(f"{HERE}.note", word="waiting")
    assert [jobs.prune(timezone.now() + timedelta(days=days)) for days in (13, 15)] == [0, 1]
    assert rows() == [("READY", 0)]


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_does_not_stop_the_worker(worker: background.Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "PAUSE", 0.01)
    jobs.soon(f"{HERE}.note")
    claim = worker.claim
    locked = [OperationalError("database is locked")] * 3

    def sometimes() -> DBTaskResult | None:
        if locked:
            raise locked.pop()
        if done:
            worker.stopping.set()
        return claim()

    monkeypatch.setattr(worker, "claim", sometimes)
    worker.run()
    assert done == ["done"]


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_its_own_does_not_stop_the_worker(worker: background.Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "PAUSE", 0.01)
    jobs.soon(f"{HERE}.note")
    surprises = [ZeroDivisionError("a surprise")] * 2

    def clock() -> None:
        if surprises:
            raise surprises.pop()
        if done:
            worker.stopping.set()

    monkeypatch.setattr(worker, "keep_the_clock", clock)
    worker.run()
    assert done == ["done"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_each_task_once() -> None:
    for number in range(20):
        jobs.soon(f"{HERE}.note", word=str(number))

    def alone() -> None:
        worker = background.Worker()
        while worker.run_one():
            pass
        connection.close()

    threads = [threading.Thread(target=alone) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=int) == [str(number) for number in range(20)]


@pytest.mark.django_db(transaction=True)
def test_only_one_process_of_an_installation_works_and_the_next_takes_over() -> None:
    script = "import django, time; django.setup(); from bartholdi.office.lib import background; background.start_thread(); time.sleep(60)"
    first, second = start(script), None
    try:
        until(lambda: holder() != "")
        second = start(script)
        first_holder = holder()
        first.kill()
        first.wait()
        until(lambda: holder() not in {"", first_holder})
    finally:
        for process in (first, second):
            if process is not None:
                process.kill()
                process.wait()


@pytest.mark.django_db(transaction=True)
def test_a_worker_asked_to_stop_finishes_its_task() -> None:
    process = start("import django; django.setup(); from bartholdi.office.lib import background; background.run_worker()")
    try:
        jobs.soon("tests.office.lib.slow.slow")
        until(lambda: DBTaskResult.objects.running().filter(task_path="tests.office.lib.slow.slow").exists())
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert DBTaskResult.objects.get(task_path="tests.office.lib.slow.slow").status == "SUCCESSFUL"
    finally:
        process.kill()
        process.wait()


@given(st.integers(min_value=1, max_value=100))
def test_the_wait_before_another_try_grows_and_is_bounded(attempt: int) -> None:
    wait = jobs.wait_before(attempt)
    assert timedelta(seconds=10) <= wait <= jobs.wait_before(attempt + 1) <= timedelta(hours=1)
    assert wait <= jobs.jittered(wait) <= wait * 1.1


def start(script: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script], env=environment())


def holder() -> str:
    path = Path(os.environ["BARTHOLDI_DATA"]) / "worker.lock"
    return path.read_text() if path.exists() else ""


def until(what: Callable[[], bool], *, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
