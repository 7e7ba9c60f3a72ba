"""The demonstration's plays: every call comes to where it should be, through the services, the same each time."""

from collections import Counter
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from bartholdi.demo.plays import cast, run
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.plays.stages import PLAYS
from bartholdi.demo.themes import themes
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Letter, Note, SentLetter
from bartholdi.office.decisions.models import Decision, Scenario
from bartholdi.office.directory import sources
from bartholdi.office.directory.services import load_organisations
from bartholdi.office.journal.acts import System
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.verify import verify
from bartholdi.office.programmes.models import Call
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.reviews.models import Assignment, Conflict, Meeting, Review, ReviewVersion
from tests.factories import AccountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.heavy, pytest.mark.long]
PAPERS = Papers(themes())


def play(people: dict[str, User], told: list[str]) -> None:
    spec_of.cache_clear()
    run.play_all("small", people, PAPERS, today=timezone.localdate(), told=told.append)


@pytest.fixture
def people(officer: User, director: User) -> Any:
    load_organisations(lambda: sources.read(sources.TABLE), named="table", by=System("test"))
    yield {"officer_washington": officer, "director": director}
    cast.forget()


@pytest.fixture
def played(people: dict[str, User]) -> list[str]:
    told: list[str] = []
    play(people, told)
    return told


def test_each_call_has_come_to_its_stage(played: list[str]) -> None:
    assert len(played) == run.STEPS * len(PLAYS)
    found = {}
    for each in PLAYS:
        call = Call.objects.get(blueprint__startswith=each.blueprint)
        found[each.blueprint] = dict(Counter(Application.objects.filter(call=call).values_list("state", flat=True)))
    assert found == {
        "chateaubriand-hss": {"submitted": 5, "draft": 1},
        "mopga-fellowship": {"in_review": 10},
        "fadex-competition": {"in_review": 6},
        "transatlantic-research-partnership": {"funded": 2, "declined": 4},
        "netva": {"funded": 1, "reserve": 1, "declined": 1},
        "chateaubriand-stem": {"funded": 4, "reserve": 1, "declined": 15},
    }
    assert (Meeting.objects.count(), Scenario.objects.filter(call__blueprint__startswith="fadex", chosen=False).count()) == (1, 2)
    assert not Decision.objects.joint().exclude(state="announced").exists()


def test_two_panels_disagree_before_there_is_one_list(played: list[str]) -> None:
    rows = Decision.objects.filter(application__call__blueprint__startswith="transatlantic").exclude(side=None)
    said: dict[int, set[str]] = {}
    for application, outcome in rows.values_list("application", "outcome"):
        said.setdefault(application, set()).add(outcome)
    assert {len(outcomes) for outcomes in said.values()} == {1, 2}


def test_one_can_sign_in_as_who_sits_on_a_panel(people: dict[str, User]) -> None:
    people |= {"reviewer": AccountFactory(name="Rose Reviewer"), "referee": AccountFactory(name="Rex Referee")}
    play(people, [])
    mine = {
        key: Assignment.objects.asked().filter(seat__reviewer__person__account=people[key]) for key in ("reviewer", "referee")
    }
    written = {key: {hasattr(each, "review") for each in rows} for key, rows in mine.items()}
    assert written == {"reviewer": {False}, "referee": {True}}
    assert Meeting.objects.visible_to(people["referee"]).count() == 1


def test_each_row_was_written_by_an_act_that_the_journal_tells(played: list[str]) -> None:
    """As many of each as there are entries of the act that makes it; and the journal is whole."""
    acts = Counter(Entry.objects.values_list("act", flat=True))
    decisions = Decision.objects.joint().count()
    rows = {
        "applications.start": Application.objects.count(),
        "applications.submit": Application.objects.exclude(submitted_at=None).count(),
        "applications.name_writer": Letter.objects.count(),
        "applications.send_letter": SentLetter.objects.count(),
        "applications.add_note": Note.objects.count(),
        "reviews.ask_for_review": Assignment.objects.count(),
        "reviews.submit_review": ReviewVersion.objects.count(),
        "decisions.propose_decision": decisions,
        "decisions.approve_decision": decisions,
        "decisions.announce_decision": decisions,
    }
    assert rows == {act: acts[act] for act in rows}
    searches = Entry.objects.filter(act="reviews.find_conflict").values_list("change", flat=True)
    assert Conflict.objects.count() == sum(change["found"] for change in searches)
    assert verify().sound


def test_six_officers_share_what_three_bodies_judge(played: list[str]) -> None:
    notes = Note.objects.filter(application__call__blueprint__startswith="mopga")
    shares = notes.values("author").annotate(n=Count("pk")).values_list("n", flat=True)
    assert sorted(shares) in ([2, 2, 2, 2, 2], [1, 1, 2, 2, 2, 2])
    rows = Assignment.objects.filter(application__call__blueprint__startswith="mopga").select_related(
        "application", "seat__panel"
    )
    assert [each for each in rows if each.application.field not in each.seat.panel.routed] == []
    assert set(Counter(each.application_id for each in rows).values()) == {2}


def test_the_same_is_played_each_time(people: dict[str, User]) -> None:
    found = []
    for _time in range(2):
        with transaction.atomic():
            play(people, [])
            found.append(fingerprint())
            transaction.set_rollback(True)
    assert found[0] == found[1]


def fingerprint() -> dict[str, str]:
    """Of all that was written: what people are called, what they said, who judged whom, and what came of it."""
    told = {
        "people": list(User.objects.order_by("email").values_list("email", "name", "language")),
        "applications": list(
            Application.objects.order_by("reference").values_list("reference", "title", "abstract", "field", "state", "language")
        ),
        "letters": list(Letter.objects.order_by("party__email").values_list("party__email", "party__name", "state")),
        "assignments": sorted(Assignment.objects.values_list("application__reference", "seat__reviewer__person__name", "state")),
        "reviews": sorted(
            Review.objects.values_list("application__reference", "assignment__seat__reviewer__person__name", "score").exclude(
                score=None
            )
        ),
        "decisions": sorted(Decision.objects.joint().values_list("application__reference", "outcome")),
        "acts": sorted(Counter(Entry.objects.values_list("act", flat=True)).items()),
    }
    return {name: sha256(repr(rows).encode()).hexdigest() for name, rows in told.items()}


def test_a_second_load_changes_nothing(played: list[str], people: dict[str, User]) -> None:
    before = Application.objects.count()
    run.play_all("small", people, PAPERS, today=date.max, told=played.append)
    assert Application.objects.count() == before
