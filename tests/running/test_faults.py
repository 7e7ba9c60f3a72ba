"""The server is killed, and the disk takes no more, while people save and submit: what was acknowledged is there, and once."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.journal.verify import verify
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Call
from tests.factories import AccountFactory
from tests.office.applications.forms import ANSWERS, a_call, begun
from tests.running.serving import Servers, Somebody, nursery, until_it_dies

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
SENTENCE = "Not saved: our disk is full. Your words are kept in this browser: leave the page open, we try again."


def path(application: Application, name: str) -> str:
    return f"/en/portal/applications/{application.pk}/{name}/"


class Writer:
    """Writes on and on, each text over the last, as long as the server lives."""

    def __init__(self, call: Call, number: int) -> None:
        user = AccountFactory(email=f"writer{number}@example.org")
        self.application = begun(call, user, **ANSWERS)
        self.browser, self.version, self.number = Somebody(user), self.application.response.version, 0
        self.kept = str(ANSWERS["why"])
        self.may = {self.kept}  # what was acknowledged last, or was sent since

    def write(self, port: int) -> tuple[int, dict[str, object]]:
        self.number += 1
        text = " ".join([f"Text {self.number}."] * 50)
        self.may.add(text)
        status, told = self.browser.save(port, path(self.application, "save"), "why", text, self.version)
        if status == 200:
            assert (told["conflicts"], told["refusedKeys"]) == ({}, [])
            self.version, self.kept, self.may = int(str(told["version"])), text, {text}
        return status, told

    def stands(self) -> str:
        self.application.response.refresh_from_db()
        return str(self.application.response.answers["why"])


class Submitter:
    """Presses the button again where no answer came, as a person would."""

    def __init__(self, call: Call, number: int) -> None:
        user = AccountFactory(email=f"submitter{number}@example.org")
        self.application, self.browser, self.told = begun(call, user, **ANSWERS), Somebody(user), ""

    def submit(self, port: int) -> None:
        self.told = self.browser.post(port, path(self.application, "check"), {"token": f"once {self.application.pk}"})[1]


def submit_next(waiting: Iterator[Submitter], port: int) -> None:
    next(waiting).submit(port)


def killed(nest: Servers, call: Call, *, rounds: int, people: int) -> tuple[list[Writer], list[Submitter]]:
    chance = random.Random(2026)
    writers = [Writer(call, number) for number in range(3)]
    submitters = [Submitter(call, number) for number in range(people)]
    connection.close()
    for _round in range(rounds):
        with nest.server() as port:
            waiting = iter([one for one in submitters if not one.told])
            works = [*(partial(one.write, port) for one in writers), partial(submit_next, waiting, port)]
            threads = [threading.Thread(target=until_it_dies(work)) for work in works]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.3, 1.2))
        for thread in threads:
            thread.join()
    with nest.server() as port:
        for one in submitters:
            one.submit(port)
        for writer in writers:
            assert writer.browser.get(port, path(writer.application, "check"))[0] == 200
    return writers, submitters


def hold(writers: list[Writer], submitters: list[Submitter]) -> None:
    """A save that was answered stands; one that was not may."""
    for one in writers:
        assert one.stands() in one.may
    expected = Counter({one.application.pk: 1 for one in submitters})
    assert Counter(Submission.objects.values_list("application", flat=True)) == expected
    letters = Notice.objects.filter(kind="applications.submitted").values_list("cause", flat=True)
    assert Counter(letters) == Counter(f"applications.application:{pk}" for pk in expected)
    assert verify().faults == ()


def test_a_server_killed_again_and_again_keeps_what_it_acknowledged_once() -> None:
    with nursery() as nest:
        hold(*killed(nest, a_call(), rounds=3, people=12))


@pytest.mark.long
def test_a_server_killed_fifty_times_keeps_what_it_acknowledged_once() -> None:
    with nursery() as nest:
        hold(*killed(nest, a_call(), rounds=50, people=200))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the files of PostgreSQL are another process’s")
def test_a_full_disk_is_said_so_nothing_breaks_and_it_goes_on_once_there_is_room() -> None:
    call = a_call()
    writer, submitter = Writer(call, 1), Submitter(call, 1)
    database = Path(connection.settings_dict["NAME"])
    connection.close()
    with nursery(largest_file=database.stat().st_size) as nest, nest.server() as port:
        answers = [writer.write(port)]
        while answers[-1][0] == 200 and len(answers) < 2_000:
            answers.append(writer.write(port))
        assert answers[-1] == (507, {"refused": SENTENCE})
        page = submitter.browser.get(port, path(submitter.application, "check"))
        assert (page[0], "Because." in page[1]) == (200, True)
    with nursery() as nest, nest.server() as port:
        assert writer.stands() == writer.kept
        assert writer.write(port)[0] == 200
        submitter.submit(port)
        assert submitter.told.endswith("/sent/1/")
    assert writer.stands() == writer.kept
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
