"""What the rules of a call are judged on: answers, columns, institutions, and earlier applications; only what these rules ask about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from bartholdi.cores import eligibility
from bartholdi.cores.eligibility import Earlier, Facts, Other, Person, Rules
from bartholdi.office.applications.models import Application, Party
from bartholdi.office.applications.queries import LEADS
from bartholdi.office.applications.workflow import State
from bartholdi.office.directory.models import Organisation, OrganisationLink
from bartholdi.office.programmes.models import Call

LEVELS = 6  # of institutions that are part of others: deeper than any register goes
MOMENT = timedelta(microseconds=1)


def closing_day(call: Call) -> date | None:
    """The last day on which one can apply, by the call's own clock; whoever has more time is judged on the same day as all."""
    return (call.closes_at - MOMENT).astimezone(ZoneInfo(call.zone)).date() if call.closes_at else None


def of_answers(call: Call, rules: Rules, answers: Mapping[str, Any], closing: date) -> Facts:
    """What can be told from answers alone, whoever gave them."""
    facts = Facts(closing=closing, answers=answers)
    kinds = {rule.kind for rule in rules}
    rors = eligibility.institutions(rules, facts)
    if "organisation_country" in kinds and rors:
        rows = Organisation.objects.filter(ror__in=rors).order_by().values_list("ror", "country")
        facts = replace(facts, countries={str(ror): country for ror, country in rows})
    if "institution_invited" in kinds:
        invited = call.invitations.exclude(organisation__ror=None).order_by().values_list("organisation__ror", flat=True)
        facts = replace(facts, invited=frozenset(map(str, invited)), parents=_above(rors))
    return facts


def gathered(application: Application, rules: Rules, answers: Mapping[str, Any], closing: date) -> Facts:
    """Of people only those who confirmed that they take part: naming somebody must not tell whether they applied."""
    facts = of_answers(application.call, rules, answers, closing)
    if eligibility.columns(rules):
        facts = replace(facts, columns=_columns(application))
    kinds = {rule.kind for rule in rules}
    if kinds & {"reapplication", "one_per_person"}:
        parties = list(application.parties.current().filter(role__in=LEADS).order_by("pk"))
        facts = replace(facts, people=tuple(_person(each) for each in parties))
        confirmed = [each for each in parties if each.user_id]
        if "reapplication" in kinds:
            facts = replace(facts, history=_history(application, confirmed))
        if "one_per_person" in kinds:
            facts = replace(facts, others=_others(application, confirmed))
    return facts


def _columns(application: Application) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(application, name) for name in ("title", "abstract", "field", "language")}
    found["side"] = application.side.country if application.side else ""
    if application.amount is not None:
        found["amount"] = {"amount": application.amount, "currency": application.currency}
    return found


def _above(rors: Iterable[str]) -> dict[str, list[str]]:
    """Of each institution all those that it is part of, near and far: one question for each level there is."""
    above: dict[str, set[str]] = {ror: set() for ror in rors}
    reached = {ror: {ror} for ror in above}  # institution now looked at -> those of the answers that led there
    for _level in range(LEVELS):
        if not reached:
            break
        links = OrganisationLink.objects.filter(child__ror__in=reached, parent__ror__isnull=False)
        further: dict[str, set[str]] = {}
        for child, parent in ((str(child), str(parent)) for child, parent in links.values_list("child__ror", "parent__ror")):
            for start in reached[child]:
                if parent not in above[start]:
                    above[start].add(parent)
                    further.setdefault(parent, set()).add(start)
        reached = further
    return {ror: sorted(found) for ror, found in above.items()}


def _person(party: Party) -> Person:
    """Who has not accepted yet has a name and nothing to be known by."""
    known = {"key": f"account:{party.user_id}", "email": party.email, "orcid": party.orcid} if party.user_id else {}
    return Person(name=party.name, role=party.role, **known)


def _history(application: Application, people: list[Party]) -> tuple[Earlier, ...]:
    """Their applications to earlier editions of the programme; a ban counts from the last day of that edition (why: cores/eligibility/README.md)."""
    call = application.call
    rows = Application.objects.real().handed_in().filter(call__programme=call.programme_id, call__closes_at__lt=call.closes_at)
    return tuple(
        Earlier(
            on=closing_day(one.call) or date.min,
            people=tuple(map(_person, parties)),
            funded=one.state == State.FUNDED,
            reference=one.reference,
        )
        for one, parties in _together(rows, people)
    )


def _others(application: Application, people: list[Party]) -> tuple[Other, ...]:
    """Only what was sent: who has begun twice may still choose."""
    rows = Application.objects.filter(call=application.call_id).handed_in().exclude(pk=application.pk)
    return tuple(Other(reference=one.reference, people=tuple(map(_person, parties))) for one, parties in _together(rows, people))


def _together(applications: QuerySet[Application], people: list[Party]) -> list[tuple[Application, list[Party]]]:
    """Those of these applications that one of the people leads, each with all its confirmed leads: one query."""
    if not people:
        return []
    same = Q(user__in=[each.user_id for each in people]) | Q(email__in={each.email for each in people} - {""})
    same |= Q(orcid__in={each.orcid for each in people} - {""})
    leads = Party.objects.current().filter(role__in=LEADS, user__isnull=False)
    theirs = leads.filter(same, application__in=applications).values("application")
    found: dict[int, tuple[Application, list[Party]]] = {}
    rows = leads.filter(application__in=theirs).select_related("application__call").order_by("application", "pk")
    for party in rows.defer("application__search_text", "application__abstract", "application__call__search_text"):
        found.setdefault(party.application_id, (party.application, []))[1].append(party)
    return list(found.values())
