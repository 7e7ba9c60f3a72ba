"""What a scenario chooses from: the applications that whoever makes it may see, their values, options and groups, as plain data."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from bartholdi.office.applications.models import Application, Party
from bartholdi.office.applications.workflow import State
from bartholdi.office.decisions.models import Lottery, Scenario
from bartholdi.office.decisions.settings import Purse, Rule, Settings, minor, part, read
from bartholdi.office.directory.models import Organisation
from bartholdi.office.lib import countries
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Call, CallFund, Fund, PartyRole, Side
from bartholdi.office.reviews.queries import organisations_above
from bartholdi.office.reviews.ranking import Ranked, ranking

IN_QUESTION = (State.IN_REVIEW, State.RESERVE, State.FUNDED, State.DECLINED)
HOSTING = (PartyRole.HOST, PartyRole.SUPERVISOR)
Groups = dict[tuple[str, str], set[str]]


@dataclass
class Candidates:
    """`groups`: kind and group -> applications; `units` are the hosts' organisations, each with all above it. Keys are text, as in JSON."""

    call: Call
    ranked: list[Ranked]
    applications: dict[int, Application]
    groups: Groups = field(default_factory=dict)
    units: dict[int, set[int]] = field(default_factory=dict)

    def members(self, kind: str, group: str) -> set[str]:
        return self.groups.get((kind, group), set())


def in_question(call: Call, user: Any) -> Any:
    """Handed in, in review or beyond it, and seen by this person."""
    return Application.objects.visible_to(user).filter(call=call, state__in=IN_QUESTION)


def found(call: Call, side: Side | None, *, user: Any) -> Candidates:
    """Those with a review that counts, the best first."""
    applications = {each.pk: each for each in in_question(call, user).only(*COLUMNS)}
    ranked = [each for each in values(call, side, user=user) if each.application in applications]
    kept = {each.application: applications[each.application] for each in ranked}
    made = Candidates(call, ranked, kept)
    _group(made)
    return made


COLUMNS = ("reference", "title", "field", "side", "amount", "currency", "call")


def values(call: Call, side: Side | None, *, user: Any) -> list[Ranked]:
    """Of a side's panel; of the whole call where the side has none, or several, and for the joint list."""
    panels = list(side.panels.all()[:2]) if side is not None else []
    return list(ranking(call, panels[0] if len(panels) == 1 else None, user=user).rows)


def _group(made: Candidates) -> None:
    groups: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for application in made.applications.values():
        told = (("field", application.field), ("side", str(application.side_id or "")))
        for kind, group in told:
            if group:
                groups[kind, group].add(str(application.pk))
    _place(made, groups)
    made.groups = dict(groups)


def _place(made: Candidates, groups: defaultdict[tuple[str, str], set[str]]) -> None:
    """By where its leads and hosts are; hosts also by everything that they belong to."""
    hosts: defaultdict[int, set[int]] = defaultdict(set)
    rows = Party.objects.current().filter(application__call=made.call, role__in=[*HOSTING, PartyRole.LEAD, PartyRole.CO_LEAD])
    told = (
        rows.exclude(organisation=None)
        .order_by()
        .values_list("application", "role", "organisation", "organisation__country", "organisation__region")
    )
    for pk, role, organisation, country, region in told:
        if pk not in made.applications:
            continue
        groups["country", country].add(str(pk))
        if region:
            groups["region", f"{country} {region}"].add(str(pk))
        if role in HOSTING:
            groups["unit", str(organisation)].add(str(pk))
            hosts[pk].add(organisation)
    above = organisations_above({each for units in hosts.values() for each in units})
    for pk, units in hosts.items():
        made.units[pk] = set().union(units, *(above[unit] for unit in units))
        for organisation in made.units[pk]:
            groups["funder", str(organisation)].add(str(pk))


def given(scenario: Scenario, candidates: Candidates) -> dict[str, Any]:
    """What `apart.selection.chosen` is given."""
    told = read(scenario.settings)
    funds = {each.pk: each.fund for each in CallFund.objects.filter(call=scenario.call_id).select_related("fund")}
    purses = [each for each in told.purses if each.fund in funds]
    rules = [_rule(each, candidates) for each in told.rules if each.kind != "unit"]
    limits = [each for each in rules if each["weight"] is None]
    limits += [each for rule in told.rules if rule.kind == "unit" for each in _units(rule, candidates)]
    wishes = [each for each in rules if each["weight"] is not None] + _balance(told, candidates)
    if told.places is not None:
        everybody = [str(each.application) for each in candidates.ranked]
        limits.append({"key": "places:", "members": everybody, "low": 0, "high": told.places, "weight": None})
    return {
        "candidates": [
            {
                "key": str(each.application),
                "value": each.value,
                "options": list(_options(candidates, each.application, purses, funds, told.shares)),
            }
            for each in candidates.ranked
        ],
        "purses": {key: amount for purse in purses for key, amount in _purses(purse)},
        "limits": limits,
        "wishes": wishes,
        "reserve": told.reserve,
        "drawn": _drawn(scenario, candidates),
    }


def _purses(purse: Purse) -> Iterable[tuple[str, int]]:
    """The money, and the places that the fund pays at most: a purse of which each award takes one."""
    yield str(purse.fund), minor(purse.amount)
    if purse.places is not None:
        yield f"places:{purse.fund}", purse.places


def _options(
    candidates: Candidates, pk: int, purses: list[Purse], funds: Mapping[int, Fund], shares: Iterable[int]
) -> Iterable[dict[str, Any]]:
    """By each fund that may pay it, each part of the award."""
    application = candidates.applications[pk]
    for purse in purses:
        fund = funds[purse.fund]
        whole = purse.award if purse.award is not None else _asked(application, fund.currency)
        if whole is None or not may_pay(fund, candidates.units.get(pk, set())):
            continue
        for share in shares:
            costs = {str(purse.fund): minor(part(whole, share))}
            if purse.places is not None:
                costs[f"places:{purse.fund}"] = 1
            yield {"key": f"{purse.fund}:{share}", "costs": costs, "worth": share / 100}


def _asked(application: Application, currency: str) -> Decimal | None:
    """None where it asked for nothing, or in another currency: no rate is ours to choose."""
    return application.amount if application.amount and application.currency == currency else None


def may_pay(fund: Fund, units: set[int]) -> bool:
    """`units`: the hosts' organisations and all above them."""
    return fund.use != Fund.Use.OWN_UNITS or fund.funder_id in units


def _rule(rule: Rule, candidates: Candidates) -> dict[str, Any]:
    members = sorted(candidates.members(rule.kind, rule.group))
    key = f"{rule.kind}:{rule.group}"
    return {"key": key, "members": members, "low": rule.low, "high": rule.high, "weight": rule.weight}


def _units(rule: Rule, candidates: Candidates) -> list[dict[str, Any]]:
    """Only where it could bind: most units have one application."""
    return [
        {"key": f"unit:{group}", "members": sorted(members), "low": rule.low, "high": rule.high, "weight": None}
        for (kind, group), members in sorted(candidates.groups.items())
        if kind == "unit" and rule.high is not None and len(members) > rule.high
    ]


def _balance(told: Settings, candidates: Candidates) -> list[dict[str, Any]]:
    """Each group's share of the places is that of the applications, rounded down and up."""
    if not told.balance or told.places is None:
        return []
    groups = {group: members for (kind, group), members in candidates.groups.items() if kind == told.balance}
    count = max(len(candidates.ranked), 1)
    return [
        {
            "key": f"balance {told.balance}:{group}",
            "members": sorted(members),
            "low": told.places * len(members) // count,
            "high": -(-told.places * len(members) // count),
            "weight": told.balance_weight,
        }
        for group, members in sorted(groups.items())
    ]


def _drawn(scenario: Scenario, candidates: Candidates) -> list[str]:
    """In the order of the lottery of this list, those that are there."""
    lottery = Lottery.objects.filter(call=scenario.call_id, side=scenario.side_id).exclude(drawn_at=None).first()
    keys = {each.reference: str(each.pk) for each in candidates.applications.values()}
    return [keys[reference] for reference in (lottery.order if lottery else []) if reference in keys]


def ranks(candidates: Candidates) -> list[list[float]]:
    """Rank and its interval, in the order of the candidates; nothing where calibration was refused for any of them."""
    told = [[each.rank, each.low, each.high] for each in candidates.ranked]
    return [] if any(None in each for each in told) else told  # type: ignore[return-value]


def digest(problem: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(problem, sort_keys=True).encode()).hexdigest()


def group_names(call: Call, keys: Iterable[str]) -> dict[str, str]:
    """What a rule's key is called, for people; in two queries."""
    parted = {key: _parted(key) for key in keys}
    wanted = [int(group) for kind, group in parted.values() if kind in ("unit", "funder") and group.isdecimal()]
    organisations = Organisation.objects.in_bulk(wanted)
    sides = {str(each.pk): str(each) for each in call.sides.all()}
    names = countries.names(language())

    def said(kind: str, group: str) -> str:
        match kind:
            case "places":
                return gettext("Places in all")
            case "side":
                return sides.get(group, "–")
            case "country":
                return names.get(group, group)
            case "unit" | "funder" if group.isdecimal():
                return str(organisations.get(int(group), "–"))
            case "unit":
                return gettext("Each host unit")
        return group

    return {key: said(*pair) for key, pair in parted.items()}


def _parted(key: str) -> tuple[str, str]:
    kind, _colon, group = key.removeprefix("balance ").partition(":")
    return kind, group
