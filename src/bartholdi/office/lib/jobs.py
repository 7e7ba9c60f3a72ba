"""Names work for the background: soon (once, however often asked), every so many minutes, and tried again after a fault."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

Function = TypeVar("Function", bound=Callable[..., Any])
# The names of the rows of the clock: each hour, day or five minutes of a task has one, so that two workers make it once.
CLOCK = uuid.UUID("7d5d4d3e-6c1f-4b63-9d0e-6a6f0c1f2b11")

# Set when this process enqueues, so that its own worker does not sleep on.
woken = threading.Event()


@dataclass(frozen=True)
class Chore:
    """A task that the clock enqueues."""

    path: str
    interval: timedelta


CHORES: dict[str, Chore] = {}
RETRIES: dict[str, int] = {}


def every(*, minutes: int) -> Callable[[Function], Function]:
    """Write it under `@task`: `@task() @every(minutes=5) def tidy(): ...`, in a module named `tasks`."""

    def named(function: Function) -> Function:
        path = f"{function.__module__}.{function.__qualname__}"
        CHORES[path] = Chore(path, timedelta(minutes=minutes))
        return function

    return named


def retried(times: int) -> Callable[[Function], Function]:
    """Write it under `@task`: a fault is tried again, each time after a longer wait. The task must bear being run twice."""

    def named(function: Function) -> Function:
        RETRIES[f"{function.__module__}.{function.__qualname__}"] = times
        return function

    return named


def soon(path: str, **arguments: Any) -> bool:
    """Enqueue the task at this path, unless the same with the same arguments waits already. Call it on commit: what waits
    already then sees what was written. Says whether it enqueued."""
    waits = DBTaskResult.objects.ready().filter(task_path=path, args_kwargs={"args": [], "kwargs": arguments})
    if waits.exists():
        return False
    DBTaskResult.objects.create(**_row(path, arguments))
    woken.set()
    return True


def enqueue_chores(now: datetime) -> int:
    """Enqueue what the clock asks for; a missed turn is not made up for. Says how many were new."""
    made = 0
    for chore in CHORES.values():
        turn = int(now.timestamp() // chore.interval.total_seconds())
        name = uuid.uuid5(CLOCK, f"{chore.path} {chore.interval} {turn}")
        if DBTaskResult.objects.filter(pk=name).exists():
            continue
        _task, new = DBTaskResult.objects.get_or_create(pk=name, defaults=_row(chore.path, {}))
        made += new
    return made


def _row(path: str, arguments: dict[str, Any]) -> dict[str, Any]:
    return {
        "task_path": path,
        "args_kwargs": {"args": [], "kwargs": arguments},
        "queue_name": DEFAULT_TASK_QUEUE_NAME,
        "backend_name": DEFAULT_TASK_BACKEND_ALIAS,
        "run_after": get_date_max(),  # the library's way to say "at once"
    }


def wait_before(attempt: int) -> timedelta:
    """After the first fault ten seconds, then longer, an hour at most."""
    return timedelta(seconds=min(10 * 6 ** (attempt - 1), 3600))


def jittered(wait: timedelta) -> timedelta:
    """Up to a tenth longer, so that what failed together does not come back together."""
    return wait * random.uniform(1.0, 1.1)  # noqa: S311  no secret


def reap(now: datetime, *, silent: timedelta) -> int:
    """Tasks of workers that gave no sign of life wait again; one that outlived five workers has killed them, and fails."""
    dead = DBTaskResult.objects.running().filter(started_at__lt=now - silent)
    reaped = 0
    for task in dead:
        fate = {"status": TaskResultStatus.READY, "run_after": now}
        if len(task.worker_ids) >= 5:
            fate = {"status": TaskResultStatus.FAILED, "finished_at": now, "traceback": "Five workers died of it."}
        reaped += dead.filter(pk=task.pk).update(**fate)
    return reaped


def try_again(task: DBTaskResult, now: datetime) -> bool:
    """A task that failed waits for its next turn, if it has one left; its last fault stays written in it."""
    attempt = len(task.worker_ids)
    if attempt > RETRIES.get(task.task_path, 0):
        return False
    later = {"status": TaskResultStatus.READY, "run_after": now + jittered(wait_before(attempt)), "finished_at": None}
    return bool(DBTaskResult.objects.failed().filter(pk=task.pk).update(**later))


def prune(now: datetime, *, older: timedelta = timedelta(days=14)) -> int:
    return DBTaskResult.objects.finished().filter(finished_at__lt=now - older).delete()[0]
