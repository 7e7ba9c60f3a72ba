"""The acts on one programme: what it is called, what it was called, and what it is for."""

from dataclasses import dataclass

from django.db import transaction

from bartholdi.office.journal.acts import Actor, act, clean
from bartholdi.office.programmes.models import Programme, ProgrammeName
from bartholdi.office.programmes.permissions import POLICY

COLUMNS = ("slug", "name_en", "name_fr", "mission", "summary_en", "summary_fr")


@dataclass(frozen=True, kw_only=True)
class Name:
    """What it is or was also called: an alias has no years, a former name ends."""

    text: str
    starts: int | None = None
    ends: int | None = None

    def __str__(self) -> str:
        return f"{self.text} ({self.starts or ''}–{self.ends or ''})" if self.starts or self.ends else self.text


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts:
    """What somebody at the desk, or a blueprint, writes of a programme."""

    slug: str
    name_en: str
    name_fr: str
    mission: str
    summary_en: str = ""
    summary_fr: str = ""
    names: tuple[Name, ...] = ()


def add_programme(facts: ProgrammeFacts, *, by: Actor) -> Programme:
    programme = Programme()
    with transaction.atomic():
        with act("programmes.add_programme", programme, by=by, policy=POLICY) as running:
            _write(programme, facts)
            if facts.names:
                running.note(names=[str(name) for name in facts.names])
        _name(programme, facts.names)
        programme.save()  # found by its other names too
    return programme


def change_programme(programme: Programme, facts: ProgrammeFacts, *, by: Actor) -> None:
    with act("programmes.change_programme", programme, by=by, policy=POLICY) as running:
        _write(programme, facts)
        if _name(programme, facts.names):
            running.note(names=[str(name) for name in facts.names])


def _write(programme: Programme, facts: ProgrammeFacts) -> None:
    for column in COLUMNS:
        setattr(programme, column, getattr(facts, column))


def _name(programme: Programme, names: tuple[Name, ...]) -> bool:
    """Says whether anything changed."""
    there = {Name(text=each.text, starts=each.starts, ends=each.ends) for each in programme.names.all()}
    if there == set(names):
        return False
    programme.names.all().delete()
    for name in dict.fromkeys(names):
        row = ProgrammeName(programme=programme, text=name.text, starts=name.starts, ends=name.ends)
        clean(row)
        row.save()
    return True
