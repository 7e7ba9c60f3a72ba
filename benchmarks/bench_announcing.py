"""How long it takes to announce the decisions of one call in one act: moves, letters, papers' words and journal; `--quick` takes 200."""

import sys
import time

COUNT = 200 if "--quick" in sys.argv else 2_000
ASKED = 60  # seconds for 2,000
OUTCOMES = ("fund", "reserve", "decline", "decline")


def measure() -> int:
    from django.db import connection

    from bartholdi.office.accounts.models import User
    from bartholdi.office.applications.models import Application
    from bartholdi.office.decisions.models import Decision, DecisionLetter
    from bartholdi.office.decisions.services import announcing
    from bartholdi.office.notices.models import Notice
    from benchmarks.bench_casework import officer
    from benchmarks.office_data import a_call, fill

    call, by = a_call(), officer()
    colleague = User.objects.create(email="colleague@example.org", name="Colin Colleague", password="!")
    fill(call, COUNT, states=("submitted",))
    Application.objects.update(state="in_review")
    Decision.objects.bulk_create(
        [
            Decision(application_id=pk, outcome=OUTCOMES[n % 4], state="approved", proposed_by=colleague, approved_by=by)
            for n, pk in enumerate(Application.objects.order_by("pk").values_list("pk", flat=True))
        ]
    )
    begun, worked = time.perf_counter(), time.process_time()
    left = announcing.go_on(announcing.announce(call, by=by))
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    written = Notice.objects.filter(kind="decisions.outcome").count()
    print(f"## Announcing ({connection.vendor}, Python {sys.version.split()[0]})\n")
    print("| decisions | letters | seconds | processor |\n|--:|--:|--:|--:|")
    print(f"| {COUNT:,} | {written:,} | {seconds:.1f} | {processor:.1f} s |")
    whole = left == 0 and written == DecisionLetter.objects.count() >= COUNT
    fast = seconds <= ASKED * COUNT / 2_000
    print(f"\n{'All is as fast as asked.' if whole and fast else 'Slower than asked, or not whole.'}")
    return 0


if __name__ == "__main__":
    from benchmarks.measuring import in_an_office

    sys.exit(in_an_office(measure))
