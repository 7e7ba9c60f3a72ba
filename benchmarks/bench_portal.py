"""What the pages that the public and applicants open cost, and a save and a submission, with 10 to 10,000 on one call and 100,000 in the office.

`--quick` stops at 1,000. What the desk's lists cost is `bench_casework`'s; what a server takes of memory and stands in the last
minute of a call is `bench_closing`'s.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from benchmarks.measuring import WARMING, cost, in_an_office, refresh_statistics
from tests.faces.ui.questions.submitting import submitted

QUICK = "--quick" in sys.argv
ON_ONE_CALL = (10, 1_000) if QUICK else (10, 1_000, 10_000)
CALLS = 1 if QUICK else 10  # each in the end with as many as the first
TURNS = WARMING + 1 + (10 if QUICK else 30)
OWN = 10  # applications of one person
FORM = "application/x-www-form-urlencoded"
# What the house asks: milliseconds of processor, statements.
ASKED = {
    "call page": (15, 8),
    "form page, 20 questions": (60, 15),
    "autosave of one answer": (15, float("inf")),
    "own list, 10 applications": (25, 10),
    "submitting, from the form to the confirmation": (110, 40),
}


def measure() -> int:
    from django.db import connection

    from bartholdi.office.applications.models import Application
    from benchmarks.office_data import a_call, fill

    calls = [a_call(f"BENCH{number}") for number in range(CALLS)]
    print(f"## Portal ({connection.vendor}, Python {sys.version.split()[0]}, {TURNS - WARMING - 1} requests each)\n")
    print("| what | applications | processor | 19 of 20 under | statements | asked |")
    print("|---|--:|--:|--:|--:|--:|")
    missed = []
    for size in ON_ONE_CALL:
        fill(calls[0], size - Application.objects.count())
        missed += rows(calls[0])
    for call in calls[1:]:
        fill(call, ON_ONE_CALL[-1])
    if CALLS > 1:
        missed += rows(calls[0])
    print(f"\n{'All is as fast as asked.' if not missed else 'Slower than asked: ' + ', '.join(missed) + '.'}")
    return 0


def rows(call) -> Iterator[str]:
    """One line for each; yields what missed its mark."""
    from bartholdi.office.applications.models import Application

    refresh_statistics()
    size = Application.objects.count()
    for name, acts in works(call).items():
        found = cost(islice(acts, TURNS))
        most, asked = ASKED.get(name, (None, None))
        limit = f"{most} ms / {asked}" if most else ""
        print(
            f"| {name} | {size:,} | {found.work:.1f} ms | {found.work_high:.1f} ms | {found.statements} | {limit} |", flush=True
        )
        if most and (found.work > most or found.statements > asked):
            yield f"{name} of {size:,}"


def works(call) -> dict[str, Iterator[Callable[[], None]]]:
    from django.test import Client

    person, mine = somebody(call)
    client, visitor = Client(), Client()
    client.force_login(person)
    page = f"/en/portal/applications/{mine.pk}/page/page/"
    return {
        "call page": always(lambda: right(visitor.get(f"/en/calls/{call.slug}/"))),
        "form page, 20 questions": always(lambda: right(client.get(page))),
        "autosave of one answer": saves(client, mine),
        "own list, 10 applications": always(lambda: right(client.get("/en/portal/"))),
        "check page": always(lambda: right(client.get(f"/en/portal/applications/{mine.pk}/check/"))),
        "submitting, from the check on": submissions(call, with_form=False),
        "submitting, from the form to the confirmation": submissions(call, with_form=True),
    }


def always(act: Callable[[], None]) -> Iterator[Callable[[], None]]:
    while True:
        yield act


def right(answer, status: int = 200) -> None:
    assert answer.status_code == status, (answer.status_code, answer.content[:2_000])


def somebody(call):
    """With a draft and nine more applications of the call."""
    from bartholdi.office.accounts.models import User
    from bartholdi.office.applications.models import Access, Application

    rows = Application.objects.filter(call=call)
    mine = rows.filter(state="draft").order_by("pk").first()
    person = User.objects.get(access__application=mine)
    lacking = OWN - Application.objects.of(person).count()
    others = rows.exclude(pk__in=Application.objects.of(person).values("pk")).order_by("pk")[:lacking]
    Access.objects.bulk_create([Access(application=one, user=person, role=Access.Role.APPLICANT) for one in others])
    return person, mine


def saves(client, application) -> Iterator[Callable[[], None]]:
    """As the script of the page sends one changed answer, with what it saw."""
    address = f"/en/portal/applications/{application.pk}/save/"
    for turn in range(TURNS):
        application.response.refresh_from_db()
        version = application.response.version
        text = f"The team studies how oceans keep their heat, {turn} times. " * 40
        sent = {"q-q1": text, "seen": json.dumps({"q1": version}), "since": version, "tab": "bench"}
        yield partial(saved, client, address, sent)


def saved(client, address: str, sent) -> None:
    answer = client.post(address, sent, headers={"accept": "application/json"})
    right(answer)
    told = answer.json()
    assert (told["version"], told["conflicts"], told["refusedKeys"]) == (int(sent["since"]) + 1, {}, []), told


def submissions(call, *, with_form: bool) -> Iterator[Callable[[], None]]:
    """Each by another applicant; where the form is filled in first, from an empty one."""
    from django.test import Client

    from bartholdi.office.accounts.models import User
    from bartholdi.office.applications.models import Application
    from benchmarks.office_data import fill

    last = Application.objects.filter(call=call).order_by("serial").last().serial
    fill(call, TURNS, states=("draft",))
    filled = ""
    for application in Application.objects.filter(call=call, serial__gt=last).select_related("response"):
        client = Client()
        client.force_login(User.objects.get(access__application=application))
        address = f"/en/portal/applications/{application.pk}/"
        client.get(address)  # the first request of a session notes it as seen
        if with_form:
            filled = filled or submitted(client.get(f"{address}page/page/").content.decode())
            application.response.answers = {}
            application.response.save()
        yield partial(submit, client, address, typed(filled))


def typed(filled: str) -> str:
    """Without what a full page says of itself: each answer is new."""
    return "&".join(part for part in filled.split("&") if part.startswith("q-"))


def submit(client, address: str, answers: str) -> None:
    if answers:
        right(client.get(f"{address}page/page/"))
        right(client.post(f"{address}page/page/", answers, content_type=FORM), 302)
    right(client.get(f"{address}check/"))
    right(client.post(f"{address}check/", {"token": "once"}), 302)
    right(client.get(f"{address}sent/1/"))


if __name__ == "__main__":
    sys.exit(in_an_office(measure))
