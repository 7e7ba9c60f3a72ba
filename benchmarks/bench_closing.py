"""The last minute before a call closes, in real time, on a real server: 1,000 applicants save once within its last 20 seconds while others
submit, and some come too late. Afterwards the database says whether anything is lost, double or wrongly refused.

Two processes. `--postgres`: a worker beside them, 500 submissions; without: SQLite, 300. `--quick`: a tenth, in 20 seconds.
The client is a process of its own (`closing_client.py`), whose processor time is counted apart; mails go to a mail server of ours.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import resource
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools import migrated

POSTGRES, QUICK = "--postgres" in sys.argv, "--quick" in sys.argv
PART = 10 if QUICK else 1
SAVES, SUBMISSIONS, LATE = 1_000 // PART, (500 if POSTGRES else 300) // PART, 20
MINUTE, SAVING = (20, 10) if QUICK else (60, 20)  # seconds
BEFORE = 10_000 // PART  # applications that the call has already
STAMPED = 0.5  # seconds: how long after it was sent a request may be stamped as arrived, however long it waits
TICK = os.sysconf("SC_CLK_TCK")


def main() -> int:
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="bartholdi-closing-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        port, mail = free_port(), free_port()
        os.environ.update(environment(folder, port, mail))
        if POSTGRES:
            from tools import postgres

            os.environ["DATABASE_URL"] = stack.enter_context(postgres.server())
        else:
            (folder / "data").mkdir()
            shutil.copyfile(migrated.sqlite(), folder / "data" / "office.sqlite3")
        run("migrate")
        import django

        django.setup()
        stack.enter_context(post_office(mail))
        return last_minute(folder, port)


def environment(folder: Path, port: int, mail: int) -> dict[str, str]:
    """As an operator sets it, but without a proxy in front."""
    return {
        "BARTHOLDI_MODE": "production",
        "BARTHOLDI_DATA": str(folder / "data"),
        "BARTHOLDI_SECRET_KEY": secrets.token_hex(32),
        "BARTHOLDI_URL": f"http://127.0.0.1:{port}",
        "BARTHOLDI_HOSTS": "127.0.0.1",
        "BARTHOLDI_MAIL_URL": f"smtp://127.0.0.1:{mail}",
        "BARTHOLDI_LOG": "WARNING",
        "DATABASE_URL": f"sqlite:///{folder / 'data' / 'office.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "bartholdi.settings",
    }


def run(command: str) -> None:
    subprocess.run([sys.executable, "-m", "bartholdi.cli", command], check=True)


@contextmanager
def post_office(port: int) -> Iterator[None]:
    from tests.office.notices.post import PostOffice

    office = PostOffice()
    office.port = port
    with office.open():
        yield


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(port: int) -> Iterator[list[int]]:
    """Its processes, once it answers."""
    commands = [["serve", "--port", str(port)], *([["worker"]] if POSTGRES else [])]
    started = [subprocess.Popen([sys.executable, "-m", "bartholdi.cli", *command]) for command in commands]
    try:
        warmed(port)
        yield [one for process in started for one in (process.pid, *children(process.pid))]
    finally:
        for process in started:
            process.terminate()
            process.wait(30)


def warmed(port: int) -> None:
    """Until its processes have loaded and answered: an office closes a call on a server that has run for weeks."""
    answered, until = 0, time.monotonic() + 300
    while answered < 40 and time.monotonic() < until:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
                connection.request("GET", "/en/portal/start/none/")
                connection.getresponse().read()
            answered += 1
        except OSError:
            time.sleep(0.2)


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def spent(pids: list[int]) -> float:
    """Seconds of processor."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(user) + int(system) for _, *_before, user, system in [row[:13] for row in fields]) / TICK


def memory(pids: list[int]) -> dict[str, int]:
    """Of the largest process, in MB: all that is resident, and what of it is its own (the rest are files, shared with everybody)."""
    rows = [dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()) for pid in pids]
    alive = [row for row in rows if "RssAnon" in row]  # a process that has ended and is not yet fetched has none
    largest = max(alive, key=lambda row: int(row["RssAnon"].split()[0]))
    return {name: int(largest[name].split()[0]) // 1_024 for name in ("VmRSS", "RssAnon")}


def last_minute(folder: Path, port: int) -> int:
    from django.db import connection

    call = the_call()
    people = applicants(call)
    print(f"## The last minute ({connection.vendor}, Python {sys.version.split()[0]})\n", flush=True)
    connection.close()
    with server(port) as pids:
        begins = time.time() + 8
        closes = begins + MINUTE
        type(call).objects.filter(pk=call.pk).update(closes_at=datetime.fromtimestamp(closes, UTC))
        plan = folder / "plan.json"
        plan.write_text(json.dumps({"port": port, "closes": closes, "people": timed(people, begins, closes)}))
        before, own = spent(pids), resource.getrusage(resource.RUSAGE_CHILDREN)
        client = subprocess.run(
            [sys.executable, "-m", "benchmarks.closing_client", str(plan)], check=True, stdout=subprocess.PIPE, text=True
        )
        cost, used = spent(pids) - before, resource.getrusage(resource.RUSAGE_CHILDREN)
        answers = json.loads(client.stdout)
        print_times(answers)
        held = memory(pids)
        mine = used.ru_utime + used.ru_stime - own.ru_utime - own.ru_stime
        print(f"\nThe server spent {cost:.1f} s of processor, the client {mine:.1f} s.", end=" ")
        print(f"Its largest process holds {held['RssAnon']} MB of its own, {held['VmRSS']} MB with mapped files.")
    print(f"The load average is {os.getloadavg()[0]:.0f}.")
    faults = list(wrong(call, people, answers, closes))
    print(f"\n{'Nothing is lost, double or wrongly refused.' if not faults else 'WRONG: ' + '; '.join(faults)}")
    return int(bool(faults))


def the_call() -> Any:
    from benchmarks.office_data import a_call, fill

    call = a_call("LAST")
    fill(call, BEFORE)
    fill(call, SAVES + SUBMISSIONS + LATE, states=("draft",))
    return call


def applicants(call: Any) -> list[dict[str, Any]]:
    """Each with a draft, and signed in."""
    from bartholdi.office.applications.models import Access

    rows = (
        Access.objects.filter(application__call=call, application__serial__gt=BEFORE)
        .select_related("user")
        .order_by("application")
    )
    parts = ["save"] * SAVES + ["submit"] * SUBMISSIONS + ["late"] * LATE
    return [
        {
            "does": does,
            "application": row.application_id,
            "session": session(row.user),
            "text": f"Written at the last moment, {row.pk}.",
        }
        for does, row in zip(parts, rows, strict=True)
    ]


def session(user: Any) -> str:
    """As signing in leaves it; it was last seen long ago."""
    from allauth.usersessions.models import UserSession
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from bartholdi.settings import AUTHENTICATION_BACKENDS

    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    UserSession.objects.create(user=user, session_key=store.session_key, ip="127.0.0.1", user_agent="A browser")
    return str(store.session_key)


def timed(people: list[dict[str, Any]], begins: float, closes: float) -> list[dict[str, Any]]:
    """When each acts: saves evenly, submissions the more the nearer the end, the last one a tenth of a second before it."""
    chance = random.Random(2026)
    moments = {
        "save": lambda: closes - SAVING * chance.random(),
        "submit": lambda: min(begins + MINUTE * chance.random() ** 0.5, closes - 0.1),
        "late": lambda: closes + 0.05 + 2 * chance.random(),
    }
    return [{**one, "at": moments[one["does"]](), "reads": 5 + 10 * chance.random()} for one in people]


def print_times(answers: list[dict[str, Any]]) -> None:
    print("| what | requests | answered otherwise than asked | median | 19 of 20 under | slowest |")
    print("|---|--:|--:|--:|--:|--:|")
    for name in ("save", "check", "submit", "sent", "late"):
        rows = [row for row in answers if row["what"] == name]
        took = [row["took"] for row in rows if row["took"] is not None]
        odd = sum(not row["right"] for row in rows)
        high = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else max(took, default=0)
        took = took or [0.0]
        print(
            f"| {name} | {len(rows):,} | {odd} | {statistics.median(took):.2f} s | {high:.2f} s | {max(took):.2f} s |", flush=True
        )


def wrong(call: Any, people: list[dict[str, Any]], answers: list[dict[str, Any]], closes: float) -> Iterator[str]:
    from bartholdi.office.applications.models import Application, Submission
    from bartholdi.office.journal.verify import verify
    from bartholdi.office.notices.models import Notice
    from bartholdi.office.questionnaires.models import ResponseVersion

    if odd := Counter(f"{row['what']}: {row['status']}" for row in answers if not row["right"]):
        yield f"answers {dict(odd)}"
    ours = Application.objects.filter(call=call, serial__gt=BEFORE).select_related("response").in_bulk()
    versions = Counter(
        ResponseVersion.objects.filter(response__application__in=ours).values_list("response__application", flat=True)
    )
    for one in (one for one in people if one["does"] == "save"):
        if ours[one["application"]].response.answers["q1"] != one["text"] or versions[one["application"]] != 1:
            yield f"the save of {one['application']}"
    sent = Submission.objects.filter(application__in=ours)
    number = Counter(sent.values_list("application", flat=True))
    arrived = dict(sent.values_list("application", "arrived_at"))
    in_time = {row["application"] for row in answers if row["what"] == "submit" and row["sent"] < closes}
    print(f"{len(in_time)} of {SUBMISSIONS} pressed the button in time; the page of the others came too late to them.")
    for one in (one for one in people if one["does"] != "save"):
        if number[one["application"]] != int(one["application"] in in_time):
            yield f"{number[one['application']]} submissions of {one['application']}"
    lags = [
        arrived[row["application"]].timestamp() - row["sent"]
        for row in answers
        if row["what"] == "submit" and row["application"] in arrived
    ]
    print(
        f"Stamped as arrived {max(lags):.3f} s after it was sent, at the most; the last one {closes - max(map(datetime.timestamp, arrived.values())):.3f} s before the closing."
    )
    if max(lags) > STAMPED:
        yield f"stamped {max(lags):.2f} s late"
    letters = Counter(Notice.objects.filter(kind="applications.submitted").values_list("cause", flat=True))
    if sorted(letters.values()) != [1] * len(in_time):
        yield f"{sum(letters.values())} letters about {len(letters)} of {len(in_time)} submissions"
    if (found := verify()).faults:
        yield f"the journal: {found.faults[0]}"


if __name__ == "__main__":
    sys.exit(main())
