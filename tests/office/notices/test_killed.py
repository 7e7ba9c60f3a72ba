"""A worker killed in the middle of a delivery: the letter leaves once, or a person is asked; it is never lost, never doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bartholdi.office.notices.models import Notice, Relay
from tests.office.lib.processes import Nursery, environment
from tests.office.notices.post import PostOffice, later, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]

# Loads everything once, then forks a worker for each line it is sent, and writes the worker's process number.
NURSERY = """
import os, sys, django
django.setup()
from bartholdi.office.lib import background, jobs
from bartholdi.office.notices import delivery, tasks
jobs.CHORES.clear()
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        background.PAUSE = 0.02
        background.run_worker()
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
"""


class Workers(Nursery):
    @contextmanager
    def worker(self) -> Iterator[int]:
        """Killed at the end, without a word."""
        child = self.born("one")
        try:
            yield child
        finally:
            os.kill(child, signal.SIGKILL)


@pytest.fixture
def nursery(closed_post: PostOffice) -> Iterator[Workers]:
    variables = environment(BARTHOLDI_MAIL_URL=f"smtp://127.0.0.1:{closed_post.port}", BARTHOLDI_LOG="ERROR")
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY], env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Workers(process)
        finally:
            process.kill()


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def until(what: Callable[[], bool], *, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"it did not happen in time: {states()}"
        time.sleep(0.02)


def wake() -> None:
    """What the clock does each minute."""
    from django_tasks_db.models import DBTaskResult

    from bartholdi.office.lib import jobs
    from bartholdi.office.notices.services import DELIVER

    DBTaskResult.objects.all().delete()
    jobs.soon(DELIVER)


def test_killed_before_the_hand_over_it_leaves_once_with_the_next_worker(post: PostOffice, nursery: Workers) -> None:
    post.rcpt.append("")
    write()
    with nursery.worker():
        until(post.reached.is_set)
        assert states() == ["sending"]
    later(minutes=6)
    wake()
    with nursery.worker():
        until(lambda: states() == ["sent"])
    assert post.addresses == ["zoe@example.org"]


def test_killed_after_the_hand_over_it_is_not_sent_again_and_a_person_is_asked(post: PostOffice, nursery: Workers) -> None:
    post.data.append("")
    write()
    with nursery.worker():
        until(post.reached.is_set)
    later(minutes=6)
    wake()
    with nursery.worker():
        until(lambda: states() == ["uncertain"])
        write(to="second@example.org")
        until(lambda: states() == ["uncertain", "sent"])
    assert post.addresses == ["zoe@example.org", "second@example.org"]
    assert [notice.address for notice in Notice.objects.uncertain()] == ["zoe@example.org"]


def kill_at_random(post: PostOffice, nursery: Workers, *, letters: int, kills: int) -> Counter[str]:
    chance = random.Random(2026)
    for number in range(letters):
        write(to=f"p{number}@example.org")
    killed = 0
    while set(states()) & {"queued", "sending"}:
        wake()
        with nursery.worker():
            if killed < kills:
                killed += 1
                time.sleep(chance.uniform(0.05, 0.4))
            else:
                until(lambda: not set(states()) & {"queued", "sending"}, seconds=120)
        later(minutes=6)
        Relay.objects.update(next_attempt_at=None)
    arrived = Counter(post.addresses)
    assert max(arrived.values()) == 1
    for notice in Notice.objects.all():
        assert (notice.state, arrived[notice.address]) in {("sent", 1), ("uncertain", 0), ("uncertain", 1)}
    return Counter(states())


def test_killed_ten_times_at_random_nothing_is_lost_or_doubled(post: PostOffice, nursery: Workers) -> None:
    outcome = kill_at_random(post, nursery, letters=60, kills=10)
    assert sum(outcome.values()) == 60


@pytest.mark.long
def test_killed_hundreds_of_times_at_random_nothing_is_lost_or_doubled(post: PostOffice, nursery: Workers) -> None:
    outcome = kill_at_random(post, nursery, letters=1000, kills=300)
    assert sum(outcome.values()) == 1000
