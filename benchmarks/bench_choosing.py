"""A scenario of 2,000 applications, from the click to the choice on the page: reading, choosing in a process of its own, keeping.

Each has two reviews, asks between 5,000 and 60,000 euros of one of two funds, and belongs to one of twelve fields of which each is limited.
What follows (what one more would change, how sure each is) is timed by itself: the page shows the choice before it.
"""

import random
import resource
import sys
import time
from decimal import Decimal
from typing import Any

from benchmarks.measuring import in_an_office

SIZES = (200,) if "--quick" in sys.argv else (200, 2_000)


def measure() -> int:
    from bartholdi.office.decisions import candidates
    from bartholdi.office.decisions.models import Computing, Scenario
    from bartholdi.office.decisions.services import scenarios

    print(
        "| applications | read, CPU s | read and chosen, CPU s | the same, seconds | all with proof and what-ifs, CPU s | decisions written, CPU s |"
    )
    print("|--:|--:|--:|--:|--:|--:|")
    for size in SIZES:
        scenario, officer = prepared(size)
        begun = used()
        made = candidates.found(scenario.call, None, user=officer)
        problem = candidates.given(scenario, made)
        read = used() - begun
        clock = time.perf_counter()
        answer = timed(lambda scenario=scenario, problem=problem: scenarios._answered(scenario, "chosen", problem))
        clock = read + time.perf_counter() - clock
        whole = timed(lambda scenario=scenario: scenarios.worked(scenario))
        fresh = Scenario.objects.get(pk=scenario.pk)
        assert fresh.computing == Computing.READY, fresh.computing
        written = timed(lambda fresh=fresh, officer=officer: scenarios.choose_scenario(fresh, seen=fresh.version, by=officer))
        print(f"| {size:,} | {read:.2f} | {read + answer:.2f} | {clock:.2f} | {whole:.2f} | {written:.2f} |", flush=True)
    return 0


def timed(act: Any) -> float:
    begun = used()
    act()
    return used() - begun


def used() -> float:
    """Processor seconds of this process and of those it waited for: what a quiet machine takes."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def prepared(size: int) -> tuple[Any, Any]:
    from bartholdi.office.applications.models import Application
    from bartholdi.office.decisions.services import scenarios
    from bartholdi.office.decisions.settings import Purse, Rule, Settings
    from bartholdi.office.questionnaires.models import Response
    from bartholdi.office.reviews.models import Assignment, Review
    from tests.factories import AccountFactory
    from tests.office.decisions.chosen import a_fund
    from tests.office.reviews.judging import a_judged_call, a_member

    chance = random.Random(size)
    officer = AccountFactory(roles=["officer"])
    call = a_judged_call()
    seats = [a_member(panel, f"Rose {panel.pk}") for panel in call.panels.all()]
    funds = [a_fund(call, f"fund-{size}-{number}") for number in (1, 2)]
    responses = Response.objects.bulk_create([Response(edition=call.edition) for _ in range(3 * size)])
    rows = [
        Application(
            call=call,
            serial=number,
            reference=f"{call.code}-{number:04}",
            state="in_review",
            response=responses[number],
            title=f"Ice {number}",
            field=f"Field {number % 12}",
            amount=Decimal(chance.randint(5_000, 60_000)),
            currency="EUR",
            submitted_at=call.closes_at,
        )
        for number in range(size)
    ]
    applications = Application.objects.bulk_create(rows, batch_size=500)
    pairs = [Assignment(application=each, seat=seat, state="accepted") for each in applications for seat in seats]
    reviews = [
        Review(
            assignment=pair,
            application=pair.application,
            response=responses[size + number],
            state="submitted",
            submitted_at=call.closes_at,
            score=Decimal(chance.randint(100, 500)) / 100,
        )
        for number, pair in enumerate(Assignment.objects.bulk_create(pairs, batch_size=500))
    ]
    Review.objects.bulk_create(reviews, batch_size=500)
    purses = tuple(Purse(fund.pk, Decimal(3_000 * size)) for fund in funds)
    rules = tuple(Rule("field", f"Field {number}", size // 60, size // 30) for number in range(12))
    told = Settings(2027, purses, (100, 75), rules, reserve=size // 20)
    return scenarios.draft_scenario(call, None, name="Wide", settings=told, by=officer), officer


if __name__ == "__main__":
    sys.exit(in_an_office(measure))
