"""Scenarios: drafted, changed, computed, copied, discarded; and chosen, which writes the decisions of its list as drafts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions import candidates
from bartholdi.office.decisions.models import Computing, Decision, JointItem, Outcome, Scenario
from bartholdi.office.decisions.permissions import SCENARIO_POLICY
from bartholdi.office.decisions.services.final import list_changed
from bartholdi.office.decisions.settings import Settings, major, read
from bartholdi.office.decisions.workflow import DecisionState
from bartholdi.office.journal.acts import act, record
from bartholdi.office.lib import apart, jobs
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, Side

COMPUTE = "bartholdi.office.decisions.tasks.compute_scenario"
CORE = "bartholdi.office.decisions.apart.selection"
WRITTEN = ("outcome", "place", "fund", "amount")
PIECE = 500


@transaction.atomic
def draft_scenario(call: Call, side: Side | None, *, name: str, settings: Settings, by: User) -> Scenario:
    scenario = Scenario(call=call, side=side, made_by=by)
    with act("decisions.draft_scenario", scenario, by=by, policy=SCENARIO_POLICY):
        scenario.name, scenario.settings = _named(name), settings.check().as_json()
    _gather(scenario)
    return scenario


@transaction.atomic
def change_scenario(scenario: Scenario, *, name: str, settings: Settings, seen: int, by: User) -> None:
    """`seen` is the version that whoever changes it had before them. What was computed no longer belongs to it."""
    with act("decisions.change_scenario", scenario, by=by, policy=SCENARIO_POLICY):
        if scenario.version != seen:
            raise Refused(
                gettext(
                    "Nothing was saved yet: somebody changed this scenario meanwhile. What you typed is kept; compare, and save again."
                )
            )
        _require_unchosen(scenario)
        scenario.name, scenario.settings = _named(name), settings.check().as_json()
        scenario.version += 1
        scenario.result, scenario.digest, scenario.computing, scenario.computed_at = {}, "", Computing.NEW, None
    _gather(scenario)


@transaction.atomic
def compute_scenario(scenario: Scenario, *, by: User) -> None:
    """Soon, by the worker, from what `made_by` may see."""
    with act("decisions.compute_scenario", scenario, by=by, policy=SCENARIO_POLICY):
        _require_unchosen(scenario)
        scenario.computing, scenario.done, scenario.of = Computing.WAITING, 0, 0
    transaction.on_commit(lambda: jobs.soon(COMPUTE, pk=scenario.pk))


@transaction.atomic
def copy_scenario(scenario: Scenario, *, by: User) -> Scenario:
    """With the same settings, to be changed and compared."""
    SCENARIO_POLICY.require(by, "change_scenario", scenario)
    name = gettext("%(name)s, copy") % {"name": scenario.name[:100]}
    return draft_scenario(scenario.call, scenario.side, name=name, settings=read(scenario.settings), by=by)


@transaction.atomic
def discard_scenario(scenario: Scenario, *, by: User) -> None:
    SCENARIO_POLICY.require(by, "discard_scenario", scenario)
    _require_unchosen(scenario)
    record("decisions.discard_scenario", scenario, by=by, change={"name": scenario.name})
    scenario.delete()


def worked(scenario: Scenario) -> None:
    """What the worker does: a choice first, then its proof, what would change it and how sure it is. A later change of the settings wins."""
    made = candidates.found(scenario.call, scenario.side, user=scenario.made_by)
    problem = candidates.given(scenario, made)
    digest = candidates.digest(problem)
    result = _answered(scenario, "chosen", problem)
    if result is None:
        return
    told = {
        "limits": [{key: each[key] for key in ("key", "low", "high")} for each in problem["limits"]],
        "left_out": candidates.in_question(scenario.call, scenario.made_by).count() - len(made.ranked),
    }
    result |= told
    if result["relax"] is not None:
        _kept(scenario, Computing.IMPOSSIBLE, result, digest)
        return
    _gather(scenario, list(made.applications))
    if not _kept(scenario, Computing.CHOSEN, result, digest):
        return
    if not result["choice"]["proven"]:
        better = _answered(scenario, "proven", problem)
        if better is None or not _kept(scenario, Computing.CHOSEN, result := better | told, digest):
            return
    further = _answered(scenario, "deeper", _further(scenario, made, problem, result, digest))
    if further is not None:
        _kept(scenario, Computing.READY, {**result, **further}, digest)


def _further(
    scenario: Scenario, made: candidates.Candidates, problem: dict[str, Any], result: dict[str, Any], digest: str
) -> dict[str, Any]:
    more = {str(each.fund): _step(each.fund, problem) for each in read(scenario.settings).purses}
    told = {purse: step for purse, step in more.items() if step}
    seed = int(digest[:15], 16)
    return {"problem": problem, "choice": result["choice"], "more": told, "ranks": candidates.ranks(made), "seed": seed}


def _step(fund: int, problem: dict[str, Any]) -> int:
    """One award more: the dearest that this purse pays."""
    costs = [option["costs"].get(str(fund), 0) for each in problem["candidates"] for option in each["options"]]
    return max(costs, default=0)


def _answered(scenario: Scenario, function: str, given: dict[str, Any]) -> dict[str, Any] | None:
    """None where it broke, which the scenario says."""

    def told(done: int, of: int, _what: str) -> None:
        Scenario.objects.filter(pk=scenario.pk, version=scenario.version).update(done=done, of=of)

    try:
        found: dict[str, Any] = apart.run(f"{CORE}:{function}", given, told=told)
    except apart.Broken:
        Scenario.objects.filter(pk=scenario.pk, version=scenario.version).update(computing=Computing.BROKEN)
        return None
    return found


def _kept(scenario: Scenario, computing: Computing, result: dict[str, Any], digest: str) -> bool:
    """Whether it still is what was computed."""
    rows = Scenario.objects.filter(pk=scenario.pk, version=scenario.version, chosen=False)
    now = timezone.now()
    return bool(rows.update(computing=computing, result=result, digest=digest, computed_at=now))


def _gather(scenario: Scenario, members: list[int] | None = None) -> None:
    """Who is kept from one of these does not see the scenario."""
    if members is None:
        members = list(candidates.in_question(scenario.call, scenario.made_by).values_list("pk", flat=True))
    through = Scenario.members.through
    through.objects.filter(scenario=scenario).exclude(
        application__in=candidates.in_question(scenario.call, scenario.made_by)
    ).delete()
    rows = [through(scenario_id=scenario.pk, application_id=pk) for pk in members]
    through.objects.bulk_create(rows, batch_size=PIECE, ignore_conflicts=True)


def _named(name: str) -> str:
    if not (said := clean_line(name)):
        raise Refused(gettext("Nothing was saved: give the scenario a name."))
    return said[:120]


def _require_unchosen(scenario: Scenario) -> None:
    if scenario.chosen:
        raise Refused(gettext("Nothing was changed: this scenario is the chosen one. Copy it, and change the copy."))


@dataclass(frozen=True)
class Chosen:
    """`kept`: the references whose decision stands as it was, because it is proposed, approved, announced or settled one by one."""

    written: int
    kept: tuple[str, ...]


@transaction.atomic
def choose_scenario(scenario: Scenario, *, seen: int, by: User) -> Chosen:
    """Its funded, reserve and declined become the drafts of its list; what went further is left as it is."""
    with act("decisions.choose_scenario", scenario, by=by, policy=SCENARIO_POLICY) as running:
        if scenario.version != seen or scenario.computing not in (Computing.CHOSEN, Computing.READY):
            raise Refused(
                gettext("Nothing was decided: this scenario changed meanwhile, or is not computed yet. Look at it again.")
            )
        told = _outcomes(scenario)
        kept = _write(scenario, told, by=by)
        others = Scenario.objects.filter(call=scenario.call_id, side=scenario.side_id, chosen=True).exclude(pk=scenario.pk)
        others.update(chosen=False)
        scenario.chosen = True
        running.note(written=len(told) - len(kept), kept=len(kept))
    if scenario.side_id is None:
        list_changed(scenario.call, by=by)
    names = Application.objects.filter(pk__in=kept).order_by("reference").values_list("reference", flat=True)
    return Chosen(len(told) - len(kept), tuple(names))


def _outcomes(scenario: Scenario) -> dict[int, dict[str, Any]]:
    """What each application gets. One that left the call since then, or that whoever made it may no longer see, gets nothing."""
    there = set(candidates.in_question(scenario.call, scenario.made_by).values_list("pk", flat=True))
    found: dict[int, dict[str, Any]] = {}
    for each in scenario.result["standings"]:
        pk = int(each["candidate"])
        if pk not in there:
            continue
        if each["option"]:
            fund = each["option"].partition(":")[0]
            told: tuple[Outcome, int | None, int | None, Decimal | None]
            told = (Outcome.FUND, None, int(fund), major(each["costs"][fund]))
        elif each["reserve"]:
            told = (Outcome.RESERVE, each["reserve"], None, None)
        else:
            told = (Outcome.DECLINE, None, None, None)
        found[pk] = dict(zip(WRITTEN, told, strict=True))
    return found


def _write(scenario: Scenario, told: dict[int, dict[str, Any]], *, by: User) -> set[int]:
    """Says of which applications the decision was left as it is."""
    side = scenario.side_id
    rows = Decision.objects.select_for_update(of=("self",)).filter(application__call=scenario.call_id, side=side)
    there = {each.application_id: each for each in rows}
    settled: set[int] = set()
    if side is None:
        settled = set(JointItem.objects.filter(application__call=scenario.call_id).values_list("application", flat=True))
    kept = {pk for pk, each in there.items() if each.state != DecisionState.DRAFT or pk in settled} & told.keys()
    changed: list[Decision] = []
    new: list[Decision] = []
    for pk, facts in told.items():
        if pk in kept:
            continue
        decision = there.get(pk) or Decision(application_id=pk, side_id=side)
        decision.outcome, decision.place = facts["outcome"], facts["place"]
        decision.fund_id, decision.amount = facts["fund"], facts["amount"]
        (changed if pk in there else new).append(decision)
    Decision.objects.bulk_create(new, batch_size=PIECE)
    Decision.objects.bulk_update(changed, WRITTEN, batch_size=PIECE)
    return kept
