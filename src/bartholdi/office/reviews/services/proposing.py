"""Proposals for the board: begun by an officer, computed apart by the worker, kept with what could not be met."""

from __future__ import annotations

import time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import System, act, record
from bartholdi.office.lib import apart, jobs
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews import board, gathering
from bartholdi.office.reviews.models import Assignment, Fit, Proposal
from bartholdi.office.reviews.permissions import BOARD_POLICY
from bartholdi.office.reviews.services import conflicts
from bartholdi.office.reviews.workflow import AssignmentState

# By their paths: tasks stand above the services that wake them.
COMPUTE = "bartholdi.office.reviews.tasks.compute_proposal"
EXPLAIN = "bartholdi.office.reviews.tasks.explain_assignments"
APART = "bartholdi.office.reviews.apart.assigning"
PIECE = 500
LOOKS = System("proposal of assignments")
BETWEEN = 0.5  # seconds between two words of progress that are kept


@transaction.atomic
def propose(call: Call, *, by: User, kind: str = Proposal.Kind.ANEW) -> Proposal:
    """Anew, or repaired: what was asked or is kept stays in both. Nothing is sent. One at a time for a call."""
    proposal = Proposal(call=call, kind=Proposal.Kind(kind), by=by)
    BOARD_POLICY.require(by, "propose_assignments", None)
    if not board.members(call).exists():
        raise Refused(gettext("Nothing was proposed: no member of a panel has accepted yet. Invite members first."))
    if Proposal.objects.running().filter(call=call).exists():
        raise Refused(gettext("A proposal is being computed for this call already: wait for it."))
    with act("reviews.propose_assignments", proposal, by=by, policy=BOARD_POLICY):
        pass
    transaction.on_commit(lambda: jobs.soon(COMPUTE, pk=proposal.pk))
    return proposal


def compute(proposal: Proposal) -> None:
    """What fails says so in the proposal; the board stays as it was. What speaks against a pair is looked for first."""
    conflicts.search(proposal.call, by=LOOKS)
    given = gathering.given(proposal)
    proposal.digest = gathering.digest(given)
    try:
        found = apart.run(f"{APART}:proposed", given, told=_Progress(proposal)) if given["applications"] else _nothing()
    except apart.Broken as broken:
        _end(proposal, fault="broken", found={"said": str(broken)[-2000:]})
        return
    if _place(proposal, found):
        jobs.soon(EXPLAIN, call=proposal.call_id)


def explain(call: Call) -> int:
    """Why each pair that does not say it yet; says how many there were."""
    rows = Assignment.objects.of_call(call).standing().filter(why={})
    waiting = {(row.application_id, row.seat.reviewer_id): row for row in rows.select_related("seat").order_by("pk")}
    if not waiting:
        return 0
    given = gathering.texts(call, {reviewer for _application, reviewer in waiting})
    there = {row[0] for row in given["applications"]}
    pairs = [pair for pair in waiting if pair[0] in there]
    changed = []
    for application, reviewer, why in apart.run(f"{APART}:explained", {**given, "pairs": pairs}) if pairs else []:
        row = waiting[application, reviewer]
        row.why = why
        changed.append(row)
    Assignment.objects.bulk_update(changed, ["why"], batch_size=PIECE)
    return len(changed)


def read_texts(call: Call) -> int:
    """Beforehand, so that a proposal only has to assign."""
    reviewers = set(board.members(call).order_by().values_list("reviewer", flat=True))
    given = gathering.texts(call, reviewers)
    return int(apart.run(f"{APART}:read", given)) if reviewers and given["applications"] else 0


def give_up(proposal: Proposal) -> None:
    """One whose worker died: the next can begin."""
    _end(proposal, fault="broken", found={})


class _Progress:
    """Keeps how far the child has come, now and then."""

    def __init__(self, proposal: Proposal) -> None:
        self._proposal, self._last = proposal, 0.0

    def __call__(self, done: int, of: int, what: str) -> None:
        now = time.monotonic()
        if now - self._last >= BETWEEN or what != self._proposal.what:
            self._last, self._proposal.what = now, what
            Proposal.objects.filter(pk=self._proposal.pk).update(done=done, of=of, what=what)


@transaction.atomic
def _place(proposal: Proposal, found: dict[str, Any]) -> bool:
    """In place of what was proposed before; nothing where the board was changed meanwhile."""
    Call.objects.select_for_update(of=("self",)).get(pk=proposal.call_id)
    if gathering.digest(gathering.given(proposal)) != proposal.digest:
        _end(proposal, fault="changed", found={})
        return False
    fits = dict(found["fits"])
    _keep_fits(fits)
    wanted = {(application, seat): panel for panel in found["panels"] for application, seat in panel["pairs"]}
    standing = Assignment.objects.of_call(proposal.call).standing().select_related("seat")
    there = {(row.application_id, row.seat_id): row for row in standing}
    gone = [row.pk for pair, row in there.items() if pair not in wanted and row.state == AssignmentState.PROPOSED]
    Assignment.objects.filter(pk__in=gone, state=AssignmentState.PROPOSED, kept=False).delete()
    reviewer = dict(board.members(proposal.call).order_by().values_list("pk", "reviewer"))
    new = [
        Assignment(
            application_id=application,
            seat_id=seat,
            source=Assignment.Source.PROPOSED,
            fit=_share(fits, application, reviewer[seat]),
        )
        for application, seat in wanted
        if (application, seat) not in there
    ]
    Assignment.objects.bulk_create(new, batch_size=PIECE)
    _fit_again([row for pair, row in there.items() if pair in wanted], fits)
    facts = {"new": len(new), "gone": len(gone), "stay": len(wanted) - len(new)}
    _end(proposal, found={**facts, "panels": [{k: v for k, v in panel.items() if k != "pairs"} for panel in found["panels"]]})
    record("reviews.propose_assignments", proposal.call, by=proposal.by, change=facts)
    return True


def _keep_fits(fits: dict[int, dict[str, int]]) -> None:
    now = timezone.now()
    rows = [Fit(application_id=application, hundredths=best, made_at=now) for application, best in fits.items()]
    Fit.objects.bulk_create(
        rows,
        batch_size=PIECE,
        update_conflicts=True,
        unique_fields=["application"],
        update_fields=["hundredths", "made_at"],
    )


def _fit_again(rows: list[Assignment], fits: dict[int, dict[str, int]]) -> None:
    """What was there before may have got a fit since."""
    changed = []
    for row in rows:
        fit = _share(fits, row.application_id, row.seat.reviewer_id)
        if fit is not None and fit != row.fit:
            row.fit = fit
            changed.append(row)
    Assignment.objects.bulk_update(changed, ["fit"], batch_size=PIECE)


def _share(fits: dict[int, dict[str, int]], application: int, reviewer: int) -> float | None:
    found = fits.get(application, {}).get(str(reviewer))
    return None if found is None else found / 100


def _end(proposal: Proposal, *, fault: str = "", found: dict[str, Any]) -> None:
    proposal.ended_at, proposal.fault, proposal.found = timezone.now(), fault, found
    proposal.save(update_fields=["ended_at", "fault", "found", "digest"])


def _nothing() -> dict[str, Any]:
    return {"panels": [], "fits": []}
