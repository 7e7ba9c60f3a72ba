"""Plays every call to where it has come, in the order in which an office would have lived through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bartholdi.demo.plays import calling, cast, deciding, real, reviewing, routing
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.plays.stages import PLAYS, Play, Stage
from bartholdi.demo.themes import Subject, themes
from bartholdi.office.accounts.models import User
from bartholdi.office.programmes.models import Call

Told = Callable[[str], None]
STEPS = 4  # that are told of one play
# As whom one can sign in to see a panel from inside: one whose reviews wait, and one whose panel meets tomorrow.
SITS = {Stage.REVIEWED: "reviewer", Stage.PANEL: "referee"}


@dataclass(frozen=True)
class Troupe:
    """Who plays, with what."""

    size: str
    people: dict[str, User]
    subjects: Sequence[Subject]
    papers: Papers
    today: date


def play_all(size: str, people: dict[str, User], papers: Papers, *, today: date, told: Told, data: Path | None = None) -> None:
    """Once: an office in which a call was played keeps its own."""
    cast.forget()
    if Call.objects.filter(announced_at__isnull=False, closes_at__date__lt=today, blueprint__startswith="netva").exists():
        return
    subjects = real.subjects(data) if data is not None else themes()
    troupe = Troupe(size, people, subjects, Papers(subjects) if data is not None else papers, today)
    for play in PLAYS:
        _played(play, troupe, told)


def _played(play: Play, troupe: Troupe, told: Told) -> None:
    officer, size = troupe.people["officer_washington"], troupe.size
    subjects = calling.fitting(play, troupe.subjects)
    call = calling.started(play, today=troupe.today, by=officer)
    many = play.applicants(size)
    told(f"{call.code}: {many} applications with their letters")
    about = calling.filled(call, play, many, subjects, troupe.papers, people=troupe.people)
    if routing.has_bodies(call):
        routing.share(call, routing.bodies(call, by=officer), routing.officers(troupe.people))
    known = troupe.people.get(SITS.get(play.stage, ""))
    told(f"{call.code}: panels, conflicts and assignments")
    if play.stage >= Stage.REVIEWED:
        reviewing.seated(call, play.seats(size), subjects, by=officer, known=known)
        reviewing.assigned(call, by=officer)
    told(f"{call.code}: reviews")
    if play.stage >= Stage.REVIEWED:
        waiting = play.stage == Stage.REVIEWED
        reviewing.reviewed(call, about, some_late=waiting, unwritten=known if waiting else None)
    told(f"{call.code}: ranking, meeting, decisions")
    _concluded(call, play, troupe)


def _concluded(call: Call, play: Play, troupe: Troupe) -> None:
    officer, size = troupe.people["officer_washington"], troupe.size
    if play.stage == Stage.PANEL:
        deciding.ranked(call, [None], sum(play.places_of(many, size) for _side, many, _fund in play.lists), by=officer)
        deciding.drafted(call, play, size, by=officer)
        deciding.convened(call, by=officer)
    if play.stage >= Stage.ANNOUNCED:
        deciding.ranked(call, [None], play.funded(size), by=officer)
        deciding.chosen(call, play, size, by=officer)
        deciding.announced(call, by=officer, approves=troupe.people["director"])
