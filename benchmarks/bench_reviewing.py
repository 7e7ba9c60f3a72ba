"""What a reviewer's pages cost, with 1,000 applications of one call, each assigned to two reviewers with 20 each; `--large` adds 100,000.

A review is its form, the POST that submits it, and the page that comes next.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.measuring import WARMING, cost, in_an_office, refresh_statistics

SIZES = (1_000, *((100_000,) if "--large" in sys.argv else ()))
EACH = 20  # assignments of one reviewer
REQUESTS = 15
# What the issue asks: milliseconds of processor, statements.
ASKED = {"start page": (40, 15), "review: form, post, next": (100, 30)}


def measure() -> int:
    from django.db import connection
    from django.test import Client

    from bartholdi.office.applications.models import Application
    from benchmarks.office_data import a_call, fill

    call = a_call(review_edition=a_form())
    call.panels.create(name_en="Panel", name_fr="Jury")
    print(f"## Reviewing ({connection.vendor}, Python {sys.version.split()[0]}, {REQUESTS} requests each)\n")
    print("| page | applications | processor | 19 of 20 under | statements |")
    print("|---|--:|--:|--:|--:|")
    slow = []
    for size in SIZES:
        fill(call, size - Application.objects.count(), states=("submitted",))
        client = Client()
        client.force_login(assign(call))
        refresh_statistics()
        slow += [name for name, acts in works(client) if not one(name, size, acts)]
    print(f"\n{'All is as fast as asked.' if not slow else 'Slower than asked: ' + ', '.join(slow) + '.'}")
    return 0


def a_form():
    from tests.office.reviews.judging import a_review_form

    return a_review_form()


def assign(call):
    """To every application that has none two reviewers; gives the account of one of the last."""
    from django.utils import timezone

    from bartholdi.office.accounts.models import User
    from bartholdi.office.applications.models import Access, Application
    from bartholdi.office.directory.models import Person
    from bartholdi.office.reviews.models import Assignment, Reviewer, Seat

    panel, now, user = call.panels.get(), timezone.now(), None
    free = list(Application.objects.filter(assignments=None).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(free), EACH):
        some = free[start : start + EACH]
        for turn in range(2):
            user = User.objects.create(email=f"reviewer{some[0]}-{turn}@example.org", name=f"Reviewer {some[0]}", password="!")
            person = Person.objects.create(name=user.name, account=user)
            seat = Seat.objects.create(panel=panel, reviewer=Reviewer.objects.create(person=person), state="accepted")
            facts = {"seat": seat, "state": "accepted", "asked_at": now, "due_at": now}
            Assignment.objects.bulk_create(Assignment(application_id=pk, **facts) for pk in some)
            Access.objects.bulk_create(Access(application_id=pk, user=user, role="reviewer") for pk in some)
    return user


def works(client) -> Iterator[tuple[str, Iterator[Callable[[], object]]]]:
    from bartholdi.office.reviews.models import Assignment

    mine = list(Assignment.objects.order_by("-pk").values_list("pk", flat=True)[:EACH])
    start = "/en/portal/reviewing/"
    yield "start page", (partial(client.get, start) for _turn in range(WARMING + 1 + REQUESTS))
    acts = (partial(judge, client, f"{start}{pk}/") for pk in mine[: WARMING + 1 + REQUESTS])
    yield "review: form, post, next", acts
    yield (
        "form with others and discussion",
        (partial(client.get, f"{start}{mine[0]}/") for _turn in range(WARMING + 1 + REQUESTS)),
    )


def judge(client, address: str) -> None:
    assert client.get(address).status_code == 200
    answer = client.post(
        address, {"q-project": "4", "q-team": "3.5", "q-strengths": "Bold. " * 60, "version": "0", "submit": "1"}
    )
    assert answer.status_code == 302, answer.status_code
    assert client.get(answer["Location"]).status_code == 200


def one(name: str, size: int, acts: Iterator[Callable[[], object]]) -> bool:
    page = cost(acts)
    print(f"| {name} | {size:,} | {page.work:.1f} ms | {page.work_high:.1f} ms | {page.statements} |", flush=True)
    most, asked = ASKED.get(name, (float("inf"), float("inf")))
    return page.work <= most and page.statements <= asked


if __name__ == "__main__":
    sys.exit(in_an_office(measure))
