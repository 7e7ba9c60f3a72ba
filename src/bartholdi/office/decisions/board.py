"""What the pages of choosing show: a scenario's list and sums, scenarios side by side, and the joint list beside what each side says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.numbers import format_percent
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext

from bartholdi.office.applications.models import Application
from bartholdi.office.decisions import candidates
from bartholdi.office.decisions.models import Decision, Lottery, Outcome, Scenario
from bartholdi.office.decisions.settings import major
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Call, CallFund, FundBudget, Side

SHOWS = ("differ", "agree", "open")


@dataclass(frozen=True)
class Spent:
    fund: CallFund
    there: Decimal | None
    spent: Decimal
    awards: int

    @property
    def left(self) -> Decimal | None:
        return None if self.there is None else self.there - self.spent

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0


def funds(call: Call) -> dict[int, CallFund]:
    return {each.pk: each for each in call.call_funds.select_related("fund")}


def budgets(call: Call) -> dict[int, Decimal]:
    """CallFund -> what its fund has in the year of the call."""
    years = FundBudget.objects.filter(fund=OuterRef("fund"), year=call.year).values("amount")[:1]
    rows = call.call_funds.annotate(there=Subquery(years)).exclude(there=None).values_list("pk", "there")
    return dict(rows)


def purses(scenario: Scenario, known: Mapping[int, CallFund]) -> list[Spent]:
    result = scenario.result
    chosen = result["choice"]["chosen"].values()
    counts = {pk: sum(option.partition(":")[0] == str(pk) for option in chosen) for pk in known}
    there = {each["fund"]: Decimal(each["amount"]) for each in scenario.settings["purses"]}
    spent = result["choice"]["spent"]
    return [Spent(known[pk], amount, major(spent.get(str(pk), 0)), counts[pk]) for pk, amount in there.items() if pk in known]


def rows(scenario: Scenario, standings: Sequence[Mapping[str, Any]], known: Mapping[int, CallFund]) -> list[dict[str, Any]]:
    """These standings with their applications, money and zone."""
    applications = Application.objects.only("reference", "title").in_bulk([int(each["candidate"]) for each in standings])
    sure = scenario.result.get("sure") or {}
    return [
        {
            "application": applications.get(int(each["candidate"])),
            "value": each["value"],
            "reserve": each["reserve"],
            "zone": sure.get(each["candidate"], {}).get("zone"),
            "share": sure.get(each["candidate"], {}).get("share"),
            **_money(each, known),
        }
        for each in standings
        if int(each["candidate"]) in applications
    ]


def _money(standing: Mapping[str, Any], known: Mapping[int, CallFund]) -> dict[str, Any]:
    if not standing["option"]:
        return {"fund": None, "amount": None, "part": None}
    fund, _colon, part = standing["option"].partition(":")
    return {"fund": known.get(int(fund)), "amount": major(standing["costs"][fund]), "part": int(part)}


def effects(scenario: Scenario, known: Mapping[int, CallFund]) -> list[tuple[str, list[str], list[str]]]:
    """One award more in a purse, one limit less: what, who would come in, who would go out."""
    more, lift = scenario.result.get("more") or {}, scenario.result.get("lift") or {}
    names = candidates.group_names(scenario.call, lift)
    told = [(_richer(known.get(int(purse)), each["more"]), each["comes"], each["goes"]) for purse, each in more.items()] + [
        (gettext("Without the limit “%(group)s”") % {"group": names[key]}, each["comes"], each["goes"])
        for key, each in lift.items()
    ]
    wanted = {int(key) for _what, comes, goes in told for key in (*comes, *goes)}
    titles = dict(Application.objects.filter(pk__in=wanted).values_list("pk", "reference"))

    def named(keys: Iterable[str]) -> list[str]:
        return sorted(titles[int(key)] for key in keys if int(key) in titles)

    return [(what, named(comes), named(goes)) for what, comes, goes in told]


def _richer(fund: CallFund | None, step: int) -> str:
    told = {
        "fund": fund.fund.name if fund else "–",
        "amount": number_format(major(step), 2, force_grouping=True),
        "currency": fund.fund.currency if fund else "",
    }
    return gettext("%(amount)s %(currency)s more in “%(fund)s”") % told


def short(scenario: Scenario) -> str:
    """The share of what was reached that any choice could have more; empty where the choice is proven."""
    choice = scenario.result["choice"]
    if choice["proven"] or not choice["value"]:
        return ""
    return format_percent(round(choice["bound"] / choice["value"] - 1, 4), locale=language(), decimal_quantization=False)


def binding(scenario: Scenario) -> list[dict[str, Any]]:
    """Limits and wishes, with their names; those that bind first."""
    told = scenario.result.get("rules", [])
    names = candidates.group_names(scenario.call, [each["key"] for each in told])
    shown = [{**each, "name": names[each["key"]]} for each in told]
    return sorted(shown, key=lambda each: not each["binds"])


def side_by_side(scenarios: Sequence[Scenario]) -> tuple[list[tuple[Application, list[str]]], int]:
    """Each application that is funded in some of these and not in all, with what each says; and how many are funded in all."""
    said = [{each["candidate"]: _word(each) for each in scenario.result["standings"]} for scenario in scenarios]
    funded = [set(scenario.result["choice"]["chosen"]) for scenario in scenarios]
    common = set.intersection(*funded)
    differ = sorted(set.union(*funded) - common, key=int)
    found = Application.objects.only("reference", "title").in_bulk([int(key) for key in differ])
    lines = [(found[int(key)], [each.get(key, "") for each in said]) for key in differ if int(key) in found]
    return sorted(lines, key=lambda line: line[0].reference), len(common)


def _word(standing: Mapping[str, Any]) -> str:
    return "fund" if standing["option"] else "reserve" if standing["reserve"] else "decline"


def joint_rows(call: Call, sides: Sequence[Side], user: Any, *, show: str = "") -> QuerySet[Any]:
    """The applications that this person may see, each with what the sides say (`said_a` and on) and the joint outcome."""
    found = candidates.in_question(call, user)
    notes: dict[str, Any] = {f"said_{each.letter.lower()}": _outcome(each) for each in sides}
    found = found.annotate(**notes, joint=_outcome(None), joint_state=_of(None, "state"), joint_amount=_of(None, "amount"))
    found = found.annotate(joint_currency=_of(None, "fund__fund__currency"))
    first, *others = list(notes) or ["joint"]
    same = Q(**{f"{first}__isnull": False})
    for name in others:
        same &= Q(**{first: F(name)})
    match show:
        case "open":
            found = found.filter(joint=None)
        case "agree":
            found = found.filter(same)
        case "differ":
            whole = Q(**{f"{name}__isnull": False for name in notes})
            found = found.filter(whole).exclude(same)
    rows: QuerySet[Any] = found.only("reference", "title").order_by("reference")
    return rows


def _outcome(side: Side | None) -> Subquery:
    return _of(side, "outcome")


def _of(side: Side | None, column: str) -> Subquery:
    return Subquery(Decision.objects.filter(application=OuterRef("pk"), side=side).order_by().values(column)[:1])


def money(call: Call, user: Any) -> list[Spent]:
    """The joint list as it stands, over what this person may see."""
    there = budgets(call)
    seen = Decision.objects.visible_to(user).joint().of_call(call).filter(outcome=Outcome.FUND)
    told: dict[int, Any] = {}
    for row in seen.order_by().values("fund").annotate(spent=Sum("amount"), awards=Count("pk")):
        told[row["fund"]] = row
    return [
        Spent(fund, there.get(pk), told.get(pk, {}).get("spent") or Decimal(0), told.get(pk, {}).get("awards", 0))
        for pk, fund in funds(call).items()
    ]


def joint_counts(call: Call, sides: Sequence[Side], user: Any) -> dict[str, int]:
    """How many applications each of the filters of the joint list shows."""
    return {show or "all": joint_rows(call, sides, user, show=show).count() for show in ("", *SHOWS)}


def drawn_in(scenario: Scenario) -> Lottery | None:
    """The lottery of its list, if it is drawn."""
    return Lottery.objects.filter(call=scenario.call_id, side=scenario.side_id).exclude(drawn_at=None).first()


def lottery_of(call: Call, side: Side | None, user: Any) -> tuple[Lottery | None, list[tuple[str, str]]]:
    """With references and tickets, in the order drawn, or by reference before that; whole or not at all, since a place tells of the
    others. The ticket is SHA-256 of the seed, a line's end, and the reference."""
    lottery = Lottery.objects.filter(call=call, side=side).first()
    ties = (lottery.order or lottery.ties) if lottery else []
    if lottery is None or Application.objects.visible_to(user).filter(reference__in=ties).count() < len(ties):
        return None, []
    return lottery, [(each, hashlib.sha256(f"{lottery.seed}\n{each}".encode()).hexdigest()) for each in ties]
