"""The register of the demonstration, played through the acts: two real texts told by their public facts, and two invented ones."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements import services
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.directory.models import Organisation
from bartholdi.office.programmes.models import Programme

REGISTER = Path(__file__).parent / "register.toml"
TEXTS = ("slug", "nature", "languages", "themes", "name_en", "name_fr", "summary_en", "summary_fr", "remark")
TERMS = ("entry", "entry_number", "lasts_months", "renewed_months", "notice_months", "leaving")
People = dict[str, User]


def fill(people: People, *, today: date) -> None:
    """Once: an office that has agreements keeps its own."""
    if Agreement.objects.exists():
        return
    for facts in tomllib.loads(REGISTER.read_text()).values():
        play(facts, people, today)


def play(facts: dict[str, Any], people: People, today: date) -> None:
    officer = people["officer_washington"]
    texts = {name: facts[name] for name in TEXTS} | {name: facts[name] for name in TERMS if name in facts}
    programmes = list(Programme.objects.filter(slug=facts.get("programme", "")))
    agreement = services.add_agreement({**texts, "keeper": officer, "programmes": programmes}, by=officer)
    services.negotiate(agreement, by=officer)
    add_parties(agreement, facts, today, by=officer)
    signed = facts.get("signed") or days_ago(facts.get("signed_days_ago"), today)
    if signed:
        services.sign(agreement, on=signed, at=(facts["place_en"], facts["place_fr"]), by=officer)
        services.publish(agreement, by=people["director"])
    follow(agreement, facts, people, today)
    live_on(agreement, facts, by=officer)


def add_parties(agreement: Agreement, facts: dict[str, Any], today: date, *, by: User) -> None:
    sides, parties = {}, []
    for said in facts["sides"]:
        plain = {name: value for name, value in said.items() if name != "notified_days_ago"}
        notified = days_ago(said.get("notified_days_ago"), today)
        sides[said["country"]] = services.add_part(agreement, "side", {**plain, "notified_on": notified}, by=by)
    for said in facts["parties"]:
        values = {**said, "side": sides[said["side"]], "organisation": found(said.get("organisation"))}
        parties.append(services.add_part(agreement, "party", values, by=by))
    for said in facts.get("signatories", ()):
        services.add_part(agreement, "signatory", {**said, "party": parties[said["party"]]}, by=by)
    for said in facts.get("links", ()):
        services.add_part(agreement, "link", said, by=by)


def follow(agreement: Agreement, facts: dict[str, Any], people: People, today: date) -> None:
    officer = people["officer_washington"]
    for said in facts.get("milestones", ()):
        due = said.get("due") or today + timedelta(days=said["in_days"])
        when = {"due_on": due, "done_on": said.get("done"), "owner": people.get(said.get("owner", ""))}
        words = {name: said[name] for name in ("label_en", "label_fr", "public") if name in said}
        services.add_part(agreement, "milestone", {**words, **when}, by=officer)
    for said in facts.get("outcomes", ()):
        counts = tuple((year, Decimal(value), source) for year, value, source in said["counts"])
        services.add_part(agreement, "outcome", {**said, "counts": counts}, by=officer)
    for said in facts.get("documents", ()):
        paper = {name: value for name, value in said.items() if name not in {"name", "text"}}
        upload = ContentFile(content(said), name=said["name"])
        services.add_part(agreement, "document", {**paper, "upload": upload}, by=officer)


def content(paper: dict[str, Any]) -> bytes:
    """Of a document, as it is kept."""
    return str(paper["text"]).lstrip().encode()


def live_on(agreement: Agreement, facts: dict[str, Any], *, by: User) -> None:
    """A partner joins, and the name changes; the sources give the month only."""
    if "joins" in facts:
        values = {"organisation": found(facts["joins"]), "month_only": True}
        services.accede(agreement, values, on=facts["joined"], by=by)
    if "renamed" in facts:
        name = (facts["renamed_en"], facts["renamed_fr"])
        services.rename(agreement, name=name, on=facts["renamed"], month_only=True, by=by)


def found(name: str | None) -> Organisation | None:
    return Organisation.objects.filter(name_en=name).first() if name else None


def days_ago(days: int | None, today: date) -> date | None:
    return today - timedelta(days=days) if days is not None else None
