"""Server time and number of queries of the pages people open most, on the demonstration office and with a long journal.

Median of 200 requests; `--quick` measures 20 and leaves the journal of 100,000 entries out.
"""

import sys
from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import WARMING, cost, in_an_office

LIMIT = 30  # milliseconds: what the house asks of the median
QUICK = "--quick" in sys.argv
REQUESTS = 20 if QUICK else 200
SIZES = (10_000,) if QUICK else (10_000, 100_000)


def measure() -> int:
    from django.db import connection

    from bartholdi.demo.load import load

    print("Making the demonstration office …", file=sys.stderr)
    load(lambda done, of, what: None)
    print(f"## Pages ({connection.vendor}, Python {sys.version.split()[0]}, {REQUESTS} requests each)\n")
    print("| page | journal entries | median | 19 of 20 under | processor | queries |")
    print("|---|--:|--:|--:|--:|--:|")
    slow = [row for row in rows() if row > LIMIT]
    print(f"\n{'Every' if not slow else f'Not every ({len(slow)} are slower)'} median is under {LIMIT} ms.")
    return 0


def rows() -> Iterator[float]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from bartholdi.office.journal.models import Entry

    reader = get_user_model().objects.filter(groups__name="auditor").first()
    visitor, auditor = Client(), Client()
    auditor.force_login(reader)
    for name, address in website():
        yield one(name, visitor, address)
    for name, address in desk():
        yield one(name, auditor, address)
    for size in SIZES:
        lengthen_journal(size - Entry.objects.count())
        for name, address in journal():
            yield one(name, auditor, address)


def website() -> Iterator[tuple[str, str]]:
    from wagtail.models import Page

    yield "home", "/en/"
    for kind in ("programmepage", "callpage", "storypage"):
        page = Page.objects.live().filter(content_type__model=kind, locale__language_code="en").first()
        if page is not None and page.url:
            yield f"a {kind.removesuffix('page')}", page.url


def desk() -> Iterator[tuple[str, str]]:
    yield "desk: today", "/en/desk/"
    yield "desk: people", "/en/desk/people/"
    yield "desk: outbox", "/en/desk/outbox/"
    yield from journal()


def journal() -> Iterator[tuple[str, str]]:
    from bartholdi.office.journal.models import Entry

    middle = Entry.objects.count() // 2 + 1
    yield "desk: journal", "/en/desk/journal/"
    yield "desk: journal, a page in the middle", f"/en/desk/journal/?{middle_page(middle)}"
    yield "desk: journal, sorted by person", "/en/desk/journal/?sort=actor"
    yield "desk: journal, filtered by act", "/en/desk/journal/?act=accounts.sign_in"
    yield "desk: journal, a frequent word", "/en/desk/journal/?q=tassigny"
    yield "desk: journal, a word of no entry", "/en/desk/journal/?q=zzyzx"
    yield "desk: an entry", f"/en/desk/journal/{middle}/"


def middle_page(number: int) -> str:
    """The page after this entry, as the link to it would say."""
    from django.contrib.auth import get_user_model
    from django.utils.http import urlencode

    from bartholdi.faces.desk.views.journal import JOURNAL
    from bartholdi.faces.ui.listing import pages
    from bartholdi.faces.ui.listing.asked import Asked

    reader = get_user_model().objects.filter(groups__name="auditor").first()
    asked = Asked(JOURNAL, reader, {})
    return urlencode({"after": pages._mark(asked, asked.order.apply(asked.rows()).get(number=number))})


def lengthen_journal(more: int) -> None:
    """Entries as acts write them, each sealed over the one before."""
    from django.utils import timezone

    from bartholdi.demo.people import PEOPLE
    from bartholdi.office.accounts.words import ACTS
    from bartholdi.office.journal.models import Entry, Head
    from bartholdi.office.lib.searching import normalised

    head, acts, made = Head.objects.get(), sorted(ACTS), []
    for turn in range(more):
        person, subject = PEOPLE[turn % len(PEOPLE)], PEOPLE[turn * 7 % len(PEOPLE)]
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            act=acts[turn % len(acts)],
            actor_key=f"accounts.user:{turn % len(PEOPLE) + 1}",
            actor_label=person.name,
            subject_key=f"accounts.user:{turn % 500}",
            subject_label=subject.name,
            change={"zone": ["Europe/Paris", "America/New_York"], "turn": turn},
            previous=head.digest,
        )
        entry.digest = entry.computed_digest()
        entry.search_text = normalised(*entry.searched())
        head.number, head.digest = entry.number, entry.digest
        made.append(entry)
    Entry.objects.bulk_create(made, batch_size=1_000)
    head.save()


def one(name: str, client, address: str) -> float:
    from bartholdi.office.journal.models import Entry

    answer = client.get(address)
    if answer.status_code != 200:
        print(f"| {name} | | answered {answer.status_code} | | | |")
        return 0
    page = cost(partial(client.get, address) for _turn in range(WARMING + 1 + REQUESTS))
    row = (f"{page.wall:.1f} ms", f"{page.wall_high:.1f} ms", f"{page.work:.1f} ms", page.statements)
    print("|", " | ".join(map(str, (name, f"{Entry.objects.count():,}", *row))), "|", flush=True)
    return page.wall


if __name__ == "__main__":
    sys.exit(in_an_office(measure))
