"""The demonstration's plays: every call comes to where it should be, through the services, the same each time."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from bartholdi.demo.plays import cast, run
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.plays.stages import PLAYS
from bartholdi.demo.themes import themes
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions.models import Decision
from bartholdi.office.directory import sources
from bartholdi.office.directory.services import load_organisations
from bartholdi.office.journal.acts import System
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews.models import Meeting, Review

pytestmark = [pytest.mark.django_db, pytest.mark.heavy, pytest.mark.long]


@pytest.fixture
def played(officer: User, director: User) -> Any:
    load_organisations(lambda: sources.read(sources.TABLE), named="table", by=System("test"))
    told: list[str] = []
    run.play_all(
        "small",
        {"officer_washington": officer, "director": director},
        Papers(themes()),
        today=timezone.localdate(),
        told=told.append,
    )
    yield told
    cast.forget()


def test_each_call_has_come_to_its_stage(played: list[str]) -> None:
    assert len(played) == run.STEPS * len(PLAYS)
    found = {}
    for play in PLAYS:
        call = Call.objects.get(blueprint__startswith=play.blueprint)
        rows = Application.objects.filter(call=call)
        states = {
            state: rows.filter(state=state).count() for state in ("submitted", "in_review", "funded", "reserve", "declined")
        }
        found[play.blueprint] = {state: number for state, number in states.items() if number}
    assert found == {
        "chateaubriand-hss": {"submitted": 6},
        "mopga-fellowship": {"in_review": 10},
        "fadex-competition": {"in_review": 6},
        "transatlantic-research-partnership": {"funded": 1, "declined": 5},
        "netva": {"funded": 1, "reserve": 1, "declined": 1},
        "chateaubriand-stem": {"funded": 4, "reserve": 1, "declined": 15},
    }
    assert Meeting.objects.count() == 1
    assert not Decision.objects.joint().exclude(state="announced").exists()
    assert Review.objects.counting().count() > 60


def test_a_second_load_changes_nothing(played: list[str], officer: User, director: User) -> None:
    before = Application.objects.count()
    run.play_all(
        "small", {"officer_washington": officer, "director": director}, Papers(themes()), today=date.today(), told=played.append
    )
    assert Application.objects.count() == before
