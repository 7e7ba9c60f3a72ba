"""Calibrated rankings: asked by a person, computed by the worker in a process of its own, kept with the digest of their marks."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import record
from bartholdi.office.lib import apart, jobs
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews.models import RankingResult
from bartholdi.office.reviews.permissions import POLICY
from bartholdi.office.reviews.ranking import digest_of, marks_of

COMPUTE = "bartholdi.office.reviews.tasks.compute_ranking"
BROKE = gettext_noop(
    "The order could not be computed. The plain means stand; try again, and tell the administrator if it happens again."
)


@transaction.atomic
def ask_for_ranking(call: Call, panel: Panel | None, *, by: User, places: int) -> RankingResult:
    """Of what this person may see: the marks are those of the moment, and go into the row with their digest."""
    POLICY.require(by, "rank", None)
    marks = marks_of(call, panel, by)
    if not marks:
        raise Refused(gettext("Nothing was computed: no review with a score is in."))
    fresh = {
        "given": {"marks": marks, "places": places},
        "places": places,
        "found": {},
        "error": "",
        "done": 0,
        "of": 0,
        "what": "",
    }
    result, _new = RankingResult.objects.update_or_create(
        call=call, panel=panel, digest=digest_of(marks), defaults={**fresh, "computed_at": None, "asked_at": timezone.now()}
    )
    record("reviews.rank", panel or call, by=by, change={"reviews": len(marks), "places": places, "digest": result.digest})
    transaction.on_commit(partial(jobs.soon, COMPUTE, pk=result.pk))
    return result


def compute_ranking(pk: int) -> bool:
    """Run twice, it computes the same; what is computed already is left alone."""
    result = RankingResult.objects.filter(pk=pk, computed_at=None).first()
    if result is None:
        return False
    row = RankingResult.objects.filter(pk=pk, asked_at=result.asked_at)

    def told(done: int, of: int, what: str) -> None:
        row.update(done=done, of=of, what=what)

    try:
        found: dict[str, Any] = apart.run("bartholdi.office.reviews.apart.ranking:calibrated", result.given, told=told)
    except apart.Broken:
        row.update(error=BROKE)
        raise
    row.update(found=found, given={}, computed_at=timezone.now(), error="")
    return True
