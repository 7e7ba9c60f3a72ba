"""What the desk's pages of applications cost, and an export of all of them, with 10, 1,000 and 10,000 on one call.

`--large` adds 100,000; `--quick` stops at 1,000.
"""

import resource
import sys
import time
from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import WARMING, cost, in_an_office, refresh_statistics

QUICK, LARGE = "--quick" in sys.argv, "--large" in sys.argv
SIZES = (10, 1_000) if QUICK else (10, 1_000, 10_000, *((100_000,) if LARGE else ()))
REQUESTS = 10 if QUICK else 30
# What the house asks: milliseconds of processor, statements; of an export of the list, milliseconds for each record. With answers,
# each record brings a form of 9 kB, of which reading the JSON alone is a third of that.
ASKED = {"list": (60, 15), "case file": (40, 20)}
EACH = 0.25


def measure() -> int:
    from django.db import connection
    from django.test import Client

    from bartholdi.office.applications.models import Application
    from benchmarks.office_data import a_call, fill

    call, client = a_call(), Client()
    client.force_login(officer())
    print(f"## Casework ({connection.vendor}, Python {sys.version.split()[0]}, {REQUESTS} requests each)\n")
    print("| page | applications | processor | 19 of 20 under | statements |")
    print("|---|--:|--:|--:|--:|")
    slow, exported = [], []
    for size in SIZES:
        fill(call, size - Application.objects.count())
        refresh_statistics()
        slow += [name for name, address in pages(call) if not one(name, size, client, address)]
        exported += [
            export(name, form, size, client, address) for name, address in exports(call) for form in ("csv", "json", "xlsx")
        ]
    print("\n| export | applications | processor for each | in all | more memory at its highest |")
    print("|---|--:|--:|--:|--:|")
    for form, size, each, seconds, more in exported:
        print(f"| {form} | {size:,} | {each:.3f} ms | {seconds:.1f} s | {more:.0f} MB |")
    slow += [f"{what} of {size:,}" for what, size, each, *_rest in exported if size >= 1_000 and each > EACH and "list" in what]
    print(f"\n{'All is as fast as asked.' if not slow else 'Slower than asked: ' + ', '.join(slow) + '.'}")
    return 0


def officer() -> object:
    from django.contrib.auth.models import Group

    from bartholdi.office.accounts.models import User

    user = User.objects.create(email="officer@example.org", name="Olivia Officer", password="!")
    user.groups.set(Group.objects.filter(name="officer"))
    return User.objects.get(pk=user.pk)


def pages(call) -> Iterator[tuple[str, str]]:
    from bartholdi.office.applications.models import Application

    desk = "/en/desk/applications/"
    file = Application.objects.filter(state="submitted").order_by("pk").first()
    yield "list", desk
    yield "list of a call", f"{desk}?call={call.pk}"
    yield "list, by state and side", f"{desk}?call={call.pk}&state=submitted&side=FR"
    yield "list, by field", f"{desk}?field=phys"
    yield "list, sorted by title", f"{desk}?sort=title"
    yield "list, a frequent word", f"{desk}?q=dupont"
    yield "list, a reference", f"{desk}?q={file.reference}"
    yield "case file", f"{desk}{file.pk}/"
    yield "figures of a call", f"{desk}of/{call.slug}/figures/"
    yield "today", "/en/desk/"
    yield "more time", f"{desk}of/{call.slug}/more-time/"


def one(name: str, size: int, client, address: str) -> bool:
    answer = client.get(address)
    if answer.status_code != 200:
        print(f"| {name} | {size:,} | answered {answer.status_code} | | |", flush=True)
        return False
    page = cost(partial(client.get, address) for _turn in range(WARMING + 1 + REQUESTS))
    print(f"| {name} | {size:,} | {page.work:.1f} ms | {page.work_high:.1f} ms | {page.statements} |", flush=True)
    most, asked = ASKED.get(name.split(",", maxsplit=1)[0].removesuffix(" of a call"), (float("inf"), float("inf")))
    return page.work <= most and page.statements <= asked


def exports(call) -> Iterator[tuple[str, str]]:
    yield "list", "/en/desk/applications/?"
    yield "with answers", f"/en/desk/applications/answers/?edition={call.edition_id}&"


def export(name: str, form: str, size: int, client, address: str) -> tuple[str, int, float, float, float]:
    """Read to the end and thrown away; of those with answers, of all that were submitted."""
    from bartholdi.office.applications.models import Submission

    records = size if name == "list" else Submission.objects.count()
    before, worked, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), time.perf_counter()
    answer = client.get(f"{address}export={form}")
    length = sum(len(piece) for piece in answer.streaming_content)
    assert length > records, "an empty export"
    cost, seconds = (time.process_time() - worked) * 1_000, time.perf_counter() - begun
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1_024
    return f"{name}, {form}", size, cost / records, seconds, more


if __name__ == "__main__":
    sys.exit(in_an_office(measure))
