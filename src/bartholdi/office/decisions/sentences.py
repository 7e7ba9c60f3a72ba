"""What a scenario says in sentences: which limits cannot hold together and by how much, and what an empty choice means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from bartholdi.office.decisions import candidates
from bartholdi.office.decisions.models import Computing, Scenario
from bartholdi.office.decisions.settings import read


def of(scenario: Scenario) -> list[str]:
    """What is to be said before the tables; nothing where all went as asked."""
    if scenario.computing == Computing.BROKEN:
        return [gettext("It could not be computed. Nothing was lost: compute it again, or ask whoever looks after the server.")]
    if scenario.computing == Computing.IMPOSSIBLE:
        return impossible(scenario)
    return _empty(scenario) if scenario.result else []


def impossible(scenario: Scenario) -> list[str]:
    """The smallest set of limits that must give way, each with by how much."""
    relax: Mapping[str, int] = scenario.result.get("relax") or {}
    names = candidates.group_names(scenario.call, relax)
    rules = {each["key"]: each for each in scenario.result.get("limits", ())}
    said = [gettext("These limits cannot hold together within this money:")]
    for key, missed in sorted(relax.items()):
        said.append(_missed(names[key], rules.get(key, {}), missed))
    said.append(gettext("Change one of them, or add money; your settings are kept."))
    return said


def _missed(name: str, rule: Mapping[str, Any], missed: int) -> str:
    facts = {"group": name, "low": rule.get("low", 0), "high": rule.get("high"), "missed": missed}
    if facts["low"]:
        return (
            ngettext(
                "“%(group)s”, at least %(low)s: %(missed)s cannot be had.",
                "“%(group)s”, at least %(low)s: %(missed)s cannot be had.",
                missed,
            )
            % facts
        )
    return (
        ngettext(
            "“%(group)s”, at most %(high)s: the others ask for %(missed)s more.",
            "“%(group)s”, at most %(high)s: the others ask for %(missed)s more.",
            missed,
        )
        % facts
    )


def _empty(scenario: Scenario) -> list[str]:
    result = scenario.result
    if result["choice"]["chosen"]:
        return []
    told = read(scenario.settings)
    if not result["standings"]:
        return [gettext("There is nobody to choose from: no application in review has a review that counts.")]
    if not any(each.amount for each in told.purses):
        return [gettext("There is no money in these purses, so nobody is funded.")]
    if told.places == 0:
        return [gettext("There is no place, so nobody is funded.")]
    return [
        gettext(
            "Nobody can be funded: no award fits into a purse, or none asks for money in the currency of a fund that may pay it."
        )
    ]
