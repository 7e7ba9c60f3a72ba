"""A process killed in the middle of an announcement: the next one goes on; no letter is written twice, none is missing."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions.models import Announcement, DecisionLetter
from bartholdi.office.decisions.services import announcing
from bartholdi.office.notices.models import Notice
from tests.office.decisions.deciding import approved, in_review
from tests.office.lib.processes import Nursery, environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy, pytest.mark.long]

# Loads everything once, then forks one for each line it is sent, which goes on with every announcement.
NURSERY = """
import os, sys, django
django.setup()
from bartholdi.office.decisions import tasks
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        tasks.go_on_with_every_announcement.call()
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
"""


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    command = [sys.executable, "-c", NURSERY]
    with subprocess.Popen(
        command, env=environment(BARTHOLDI_LOG="ERROR"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Nursery(process)
        finally:
            process.kill()


def test_killed_ten_times_at_random_every_letter_is_written_once(nursery: Nursery, officer: User, director: User) -> None:
    applications = in_review(200)
    approved(applications, outcomes=("fund", "reserve", "decline"), by=officer, then=director)
    made, chance = announcing.announce(applications[0].call, by=officer), random.Random(2026)
    for _kill in range(10):
        child = nursery.born("go")
        time.sleep(chance.uniform(0.05, 0.6))
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            break
    announcing.go_on(Announcement.objects.select_related("by", "call").get(pk=made.pk))
    addresses = list(Notice.objects.filter(kind="decisions.outcome").values_list("address", flat=True))
    assert len(addresses) == len(set(addresses)) == DecisionLetter.objects.count() == 200
    assert not Application.objects.filter(state="in_review").exists()
