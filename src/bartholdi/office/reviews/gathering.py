"""What a proposal is computed from, as plain JSON: texts of applications and reviewers, panels with their members, pairs that must not or must be."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from bartholdi.office.applications.models import Application
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Assignment, Conflict, Proposal, Publication, Seat
from bartholdi.office.reviews.workflow import STANDING, AssignmentState

NEWEST = 40  # publications of each reviewer that are read


def given(proposal: Proposal) -> dict[str, Any]:
    """All of a call, whoever asks: what an officer may not see is assigned too, and not shown to them. A fixed number of queries."""
    call = proposal.call
    seats = list(board.members(call).exclude(panel__reviews_each=0))
    return {**texts(call, {seat.reviewer_id for seat in seats}), "panels": _panels(call, seats, proposal.kind)}


def texts(call: Call, reviewers: Iterable[int]) -> dict[str, Any]:
    rows = Application.objects.filter(call=call, state__in=board.JUDGED).order_by("pk")
    return {
        "store": str(Path(settings.DATA) / "vectors"),
        "applications": [list(row) for row in rows.values_list("pk", "title", "abstract", "language")],
        "reviewers": _reviewers(sorted(reviewers)),
    }


def digest(facts: dict[str, Any]) -> str:
    """Of what decides which pairs may be: the texts do not."""
    decides = {"applications": [(row[0], row[3]) for row in facts["applications"]], "panels": facts["panels"]}
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()


def _reviewers(keys: list[int]) -> list[list[Any]]:
    """Their topics count as one publication."""
    wrote: defaultdict[int, list[list[str]]] = defaultdict(list)
    written = Publication.objects.filter(reviewer__in=keys).order_by("reviewer", "-year", "pk")
    for reviewer, title, abstract in written.values_list("reviewer", "title", "abstract"):
        if len(wrote[reviewer]) < NEWEST:
            wrote[reviewer].append([title, abstract])
    topics = dict(Seat.objects.filter(reviewer__in=keys).order_by().values_list("reviewer", "reviewer__topics"))
    return [[key, [*wrote[key], *([[", ".join(topics[key].splitlines()), ""]] if topics.get(key) else [])]] for key in keys]


def _panels(call: Call, seats: list[Any], kind: str) -> list[dict[str, Any]]:
    barred, fixed, held = _conflicts(call), *_assigned(call, kind)
    panels, found = list(Panel.objects.filter(call=call, reviews_each__gt=0).order_by("pk")), []
    field = _fields(call) if any(panel.fields for panel in panels) else {}
    for panel in panels:
        mine = [seat for seat in seats if seat.panel_id == panel.pk]
        members = {seat.pk for seat in mine}
        never = {(application, seat.pk) for seat in mine for application in barred[seat.reviewer_id]} | _given_back(panel)
        stays = fixed[panel.pk]
        found.append(
            {
                "panel": panel.pk,
                "each": panel.reviews_each,
                # Those that are routed to it; None where it judges all.
                "only": [pk for pk, value in field.items() if value in panel.routed] if panel.fields else None,
                # Who has said no language reads all.
                "seats": [[seat.pk, seat.reviewer_id, seat.reviews_at_most, seat.reviewer.person.languages] for seat in mine],
                "barred": sorted(never - stays),
                "fixed": sorted(pair for pair in stays if pair[1] in members),
                # Of members who left: their reviews are in, and count.
                "had": sorted(application for application, seat in stays if seat not in members),
                "held": sorted(held[panel.pk] - never),
            }
        )
    return found


def _fields(call: Call) -> dict[int, str]:
    rows = Application.objects.filter(call=call, state__in=board.JUDGED).order_by("pk")
    return dict(rows.values_list("pk", "field"))


def _conflicts(call: Call) -> defaultdict[int, set[int]]:
    """Reviewer -> applications from which something keeps them: a conflict, or how their account stands on it."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = Conflict.objects.filter(board.conflicting(), application__call=call).order_by()
    for reviewer, application in rows.values_list("reviewer", "application"):
        found[reviewer].add(application)
    for application, reviewer in board.kept_from(call):
        found[reviewer].add(application)
    return found


def _assigned(call: Call, kind: str) -> tuple[defaultdict[int, set[tuple[int, int]]], defaultdict[int, set[tuple[int, int]]]]:
    """Panel -> pairs that stay whatever comes (asked already, or kept), and those that a repair changes as little as it can."""
    fixed: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    held: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    rows = Assignment.objects.of_call(call).filter(state__in=sorted(STANDING)).order_by()
    for panel, application, seat, state, kept in rows.values_list("seat__panel", "application", "seat", "state", "kept"):
        stays = kept or state != AssignmentState.PROPOSED
        if stays:
            fixed[panel].add((application, seat))
        elif kind == Proposal.Kind.REPAIR:
            held[panel].add((application, seat))
    return fixed, held


def _given_back(panel: Panel) -> set[tuple[int, int]]:
    """Who declined, or had it taken back, is not proposed for it again."""
    rows = Assignment.objects.filter(seat__panel=panel).exclude(state__in=sorted(STANDING)).order_by()
    return set(rows.values_list("application", "seat"))
