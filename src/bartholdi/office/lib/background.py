"""The worker: takes tasks from the database one by one, keeps the clock, and gives work of dead workers back."""

from __future__ import annotations

import atexit
import fcntl
import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.management.commands.db_worker import Worker as LibraryWorker
from django_tasks_db.models import DBTaskResult

from bartholdi.office.lib import jobs

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks at an empty queue
HEARTBEAT = 20.0
SILENT = timedelta(seconds=120)


class Worker:
    """Runs in the main thread of `bartholdi worker`, or in a thread of the web process where the database is SQLite."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.stopping = threading.Event()
        self.chores_at = 0.0

    def run(self) -> None:
        autodiscover_modules("tasks")  # so that every chore is known
        while not self.stopping.is_set():
            close_old_connections()
            try:
                self.keep_the_clock()
                if not self.run_one():
                    jobs.woken.wait(PAUSE)
                    jobs.woken.clear()
            except (DatabaseError, InterfaceError) as fault:
                # "database is locked", or a server that restarts: what was claimed is given back by the reaper.
                log.warning("The database did not answer: %s", fault)
                connection.close()
                self.stopping.wait(PAUSE)
            except Exception:  # a worker outlives every fault of its own: nobody would start it again
                log.exception("The worker stumbled")
                self.stopping.wait(PAUSE)
        connection.close()

    def keep_the_clock(self) -> None:
        if time.monotonic() < self.chores_at:
            return
        self.chores_at = time.monotonic() + 10
        now = timezone.now()
        jobs.enqueue_chores(now)
        jobs.reap(now, silent=SILENT)

    def run_one(self) -> bool:
        """One task, if any waits; says whether there was one."""
        task = self.claim()
        if task is None:
            return False
        with beating(task):
            _run(task, self.name)
        task.refresh_from_db()
        jobs.try_again(task, timezone.now())
        return True

    def claim(self) -> DBTaskResult | None:
        if not DBTaskResult.objects.ready().exists():  # an empty look takes no write lock on SQLite
            return None
        with transaction.atomic():
            task = DBTaskResult.objects.ready().get_locked()
            if task is not None:
                task.claim(self.name)
        return task


def _run(task: DBTaskResult, worker: str) -> None:
    """The library's own way to run a task and to write down what became of it."""
    LibraryWorker(
        queue_names=["*"],
        interval=0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker,
        excluded_queue_names=[],
    ).run_task(task)


@contextmanager
def beating(task: DBTaskResult) -> Iterator[None]:
    """While the task runs, `started_at` tells its worker's last sign of life: the reaper reads it."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(HEARTBEAT):
            try:
                DBTaskResult.objects.running().filter(pk=task.pk).update(started_at=timezone.now())
            except DatabaseError as fault:
                log.warning("A sign of life was not written: %s", fault)
        connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def run_worker() -> None:
    """For `bartholdi worker`: until SIGTERM or SIGINT, which let the current task finish."""
    worker = Worker()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stopping.set()
        jobs.woken.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()


def start_thread() -> threading.Thread:
    """For a web process: only one process of the installation works, the next takes over when it ends."""
    worker = Worker()
    lock = Path(settings.DATA) / "worker.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)

    def work() -> None:
        with lock.open("a") as file:
            while not worker.stopping.is_set():
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    worker.stopping.wait(5)
                else:
                    file.truncate(0)
                    file.write(worker.name)
                    file.flush()
                    worker.run()

    def stop() -> None:
        worker.stopping.set()
        jobs.woken.set()
        thread.join(timeout=10)

    thread = threading.Thread(target=work, name="worker", daemon=True)
    thread.start()
    atexit.register(stop)
    return thread
