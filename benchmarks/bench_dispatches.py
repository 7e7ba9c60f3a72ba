"""What the lists of a mailbox cost with 100,000 dispatches in it: the first page, one in the middle of a search, the home.

Asked: a mailbox of 100,000 lists in under 60 ms. `--quick` stops at 10,000.
"""

import itertools
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from benchmarks.measuring import WARMING, cost, in_an_office, refresh_statistics

QUICK = "--quick" in sys.argv
SIZES = (1_000, 10_000) if QUICK else (1_000, 100_000)
TURNS = WARMING + 1 + 20
ASKED = 60  # milliseconds of processor for a list


def measure() -> int:
    from django.db import connection

    print(f"## Dispatches ({connection.vendor}, Python {sys.version.split()[0]}, {TURNS - WARMING - 1} requests each)\n")
    print("| what | dispatches | processor | 19 of 20 under | statements | asked |")
    print("|---|--:|--:|--:|--:|--:|")
    missed: list[str] = []
    washington, paris, person = people()
    for size in SIZES:
        fill(washington, paris, size)
        refresh_statistics()
        for name, act, asked in works(washington, paris, person):
            found = cost(islice(itertools.repeat(act), TURNS))
            limit = f"{asked} ms" if asked else ""
            print(
                f"| {name} | {size:,} | {found.work:.1f} ms | {found.work_high:.1f} ms | {found.statements} | {limit} |",
                flush=True,
            )
            missed += [f"{name} of {size:,}"] if asked and found.work > asked else []
    print(f"\n{'All is as fast as asked.' if not missed else 'Slower than asked: ' + ', '.join(missed) + '.'}")
    return 0


def works(washington, paris, person) -> Iterator[tuple[str, Callable[[], None], int]]:
    from django.test import Client

    client = Client()
    client.force_login(person)
    received, sent = f"/en/desk/dispatches/box/{paris.pk}/received/", f"/en/desk/dispatches/box/{washington.pk}/sent/"
    for name, address, asked in (
        ("received", received, ASKED),
        ("sent", sent, ASKED),
        ("received, by number", f"{received}?number=777", ASKED),
        ("received, overdue", f"{received}?state=overdue", ASKED),
        ("home: what waits, gaps", "/en/desk/dispatches/", 0),
        ("what stands outside the newest", f"/en/desk/dispatches/{newest(paris)}/outside/", 0),
    ):
        yield name, visit(client, address), asked


def newest(mailbox) -> int:
    return mailbox.received.latest("dispatch__sent_at").dispatch_id


def visit(client, address: str) -> Callable[[], None]:
    def act() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    return act


def people():
    from bartholdi.office.dispatches.models import Holder, Mailbox
    from tests.factories import AccountFactory

    person = AccountFactory(name="Bench", roles=["officer"])
    found = [Mailbox.objects.create(post=post, name_en=post.title(), name_fr=post.title()) for post in ("WASHINGTON", "PARIS")]
    for each in found:
        Holder.objects.create(mailbox=each, user=person)
    return *found, person


def fill(washington, paris, size: int) -> None:
    """Opened, but for one in a thousand."""
    from django.utils import timezone

    from bartholdi.office.dispatches.models import Addressee, Dispatch

    now = timezone.now()
    new = range(Dispatch.objects.count() + 1, size + 1)
    ages = {number: now - timedelta(minutes=10 * (SIZES[-1] - number)) for number in new}
    common = {"sender": washington, "state": "sent", "urgency": "routine", "size": 20_000, "envelope": "x", "digest": "ab" * 32}
    made = (Dispatch(number=number, identity=f"{number:032x}", sent_at=ages[number], **common) for number in new)
    rows = Dispatch.objects.bulk_create(made, batch_size=2_000)
    Addressee.objects.bulk_create(
        (
            Addressee(
                dispatch=each, mailbox=paris, number=each.number, stored_at=each.sent_at, delivered_at=each.sent_at,
                due_at=each.sent_at + timedelta(hours=72), outcome="" if each.number % 1_000 == 0 else "opened",
            )
            for each in rows
        ),
        batch_size=2_000,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(in_an_office(measure))
