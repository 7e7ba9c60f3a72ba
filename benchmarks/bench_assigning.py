"""What the assignment board costs with 2,000 applications, 400 reviewers and 3 reviews each: the proposal, its repair, and the pages.

The texts are those of `heldout.py`. All are read (embedded) beforehand, as the office does each hour: what that costs is told apart.
`--quick`: 200 applications and 40 reviewers.
"""

import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.measuring import WARMING, cost, in_an_office, refresh_statistics

QUICK = "--quick" in sys.argv
APPLICATIONS, REVIEWERS, EACH, CAPACITY = (200, 40, 3, 20) if QUICK else (2_000, 400, 3, 20)
REQUESTS = 10 if QUICK else 20
SECONDS, BYTES = 10.0, 100_000  # what the house asks


def measure() -> int:
    from django.db import connection

    call, seats = an_office()
    print(f"## Assigning ({connection.vendor}, Python {sys.version.split()[0]}, {APPLICATIONS:,} × {REVIEWERS:,} × {EACH})\n")
    print("| step | wall | processor, with its child |")
    print("|---|--:|--:|")
    slow = steps(call, seats)
    slow += pages(call)
    print(f"\n{'All is as fast as asked.' if not slow else 'Slower or larger than asked: ' + ', '.join(slow) + '.'}")
    return 0


def an_office() -> tuple[Any, list[Any]]:
    from bartholdi.office.applications.models import Application
    from bartholdi.office.programmes.models import Panel
    from benchmarks.bench_casework import officer
    from benchmarks.heldout import folder, rows
    from benchmarks.office_data import a_call, fill

    data = folder()
    if data is None:
        raise SystemExit("The texts are not there: see benchmarks/heldout.py.")
    theses, writers = rows(data / "abstracts.jsonl.gz"), rows(data / "publications.jsonl.gz")
    call = a_call()
    fill(call, APPLICATIONS, states=("submitted",))
    applications = list(Application.objects.order_by("pk"))
    for row, thesis in zip(applications, theses, strict=False):
        row.title, row.abstract, row.language = thesis["title"][:300], thesis["abstract"] or "", thesis["lang"]
    Application.objects.bulk_update(applications, ["title", "abstract", "language"], batch_size=500)
    panel = Panel.objects.create(call=call, name_en="Panel", name_fr="Jury", reviews_each=EACH)
    seats = [a_seat(panel, number, writer) for number, writer in enumerate(writers[:REVIEWERS])]
    officer()
    refresh_statistics()
    return call, seats


def a_seat(panel: Any, number: int, writer: dict[str, Any]) -> Any:
    from bartholdi.office.directory.models import Person
    from bartholdi.office.reviews.models import Publication, Reviewer, Seat

    person = Person.objects.create(name=f"Reviewer {number:03}")
    reviewer = Reviewer.objects.create(person=person, capacity=CAPACITY)
    Publication.objects.bulk_create(
        [
            Publication(reviewer=reviewer, title=each["title"][:600], abstract=each.get("abstract") or "", digest=str(at))
            for at, each in enumerate(writer["publications"])
        ]
    )
    return Seat.objects.create(panel=panel, reviewer=reviewer, state="accepted")


def steps(call: Any, seats: list[Any]) -> list[str]:
    from bartholdi.office.reviews.models import Assignment
    from bartholdi.office.reviews.services import proposing
    from bartholdi.office.reviews.services.seats import leave_panel

    timed("all texts read for the first time", lambda: proposing.read_texts(call))
    slow = [] if timed("proposed", partial(computed, call, "anew")) <= SECONDS else ["proposal"]
    timed("why each pair, afterwards", lambda: proposing.explain(call))
    leave_panel(seats[0], by=person_who_runs())
    before = set(Assignment.objects.standing().values_list("application", "seat"))
    slow += [] if timed("repaired after a drop-out", partial(computed, call, "repair")) <= SECONDS else ["repair"]
    after = set(Assignment.objects.standing().values_list("application", "seat"))
    print(f"\nAssigned: {len(after):,}; new after the drop-out: {len(after - before)}, taken away: {len(before - after)}.\n")
    return slow


def computed(call: Any, kind: str) -> None:
    from bartholdi.office.reviews.services import proposing

    proposal = proposing.propose(call, by=person_who_runs(), kind=kind)
    proposing.compute(proposal)
    assert not proposal.fault, proposal.found


def person_who_runs() -> Any:
    from bartholdi.office.accounts.models import User

    return User.objects.get(email="officer@example.org")


def timed(name: str, act: Callable[[], Any]) -> float:
    began, worked = time.perf_counter(), used()
    act()
    seconds = time.perf_counter() - began
    print(f"| {name} | {seconds:.1f} s | {used() - worked:.1f} s |", flush=True)
    return seconds


def used() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def pages(call: Any) -> list[str]:
    from django.test import Client

    from bartholdi.office.reviews.models import Assignment

    client = Client()
    client.force_login(person_who_runs())
    one = Assignment.objects.standing().order_by("pk")[0]
    board = f"/en/desk/reviewing/board/{call.pk}/"
    shown = {
        "board": board,
        "board, low fit": f"{board}?low=yes",
        "board, of a reviewer": f"{board}?reviewer=Reviewer+1",
        "one application": f"/en/desk/reviewing/board/applications/{one.application_id}/",
        "one pair": f"/en/desk/reviewing/board/assignments/{one.pk}/",
    }
    print("| page | processor | 19 of 20 under | statements | bytes |")
    print("|---|--:|--:|--:|--:|")
    large = []
    for name, address in shown.items():
        size = len(client.get(address).content)
        page = cost(partial(client.get, address) for _turn in range(WARMING + 1 + REQUESTS))
        print(f"| {name} | {page.work:.1f} ms | {page.work_high:.1f} ms | {page.statements} | {size:,} |", flush=True)
        large += [] if size <= BYTES else [name]
    return large


if __name__ == "__main__":
    sys.exit(in_an_office(measure))
