"""Who may do what with programmes and calls: the whole set for every person of the cast."""

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.office.programmes import services
from bartholdi.office.programmes.models import Call, Programme
from bartholdi.office.programmes.permissions import POLICY
from tests.factories import CallFactory

pytestmark = pytest.mark.django_db

SEE = {"view", "export"}
WRITE = SEE | {
    "add_programme",
    "change_programme",
    "add_fund",
    "change_fund",
    "add_call",
    "start_call",
    "change_call",
    "add_part",
    "change_part",
    "remove_part",
    "shift_dates",
}
RUN = WRITE | {"announce", "retract", "cancel", "conclude", "rehearse"}
PLAY = WRITE | {"look_as_each_role", "discard_rehearsal"}
RUNNERS = ("officer", "director", "administrator")
READERS = ("auditor", "editor")
FOLLOW = ("officer", "director", "auditor")  # a call's applications, and all that comes of them
PUBLIC = ("applicant", "stranger")


def everybody(runners: set[str]) -> dict[str, set[str]]:
    may = {
        **dict.fromkeys(RUNNERS, runners),
        **dict.fromkeys(READERS, SEE),
        **{part: set() for part in PUBLIC},
    }
    return {part: acts | {"read_cases"} if part in FOLLOW else acts for part, acts in may.items()}


def test_what_each_may_do_with_a_call(cast: dict[str, User]) -> None:
    call = CallFactory()
    assert {part: POLICY.actions(person, call) for part, person in cast.items()} == everybody(RUN)


def test_what_each_may_do_with_a_rehearsal(cast: dict[str, User]) -> None:
    rehearsal = CallFactory(rehearsal_of=CallFactory())
    assert {part: POLICY.actions(person, rehearsal) for part, person in cast.items()} == everybody(PLAY)


def test_what_each_sees(cast: dict[str, User]) -> None:
    CallFactory(title_en="Announced")
    CallFactory(title_en="In preparation", state="draft")
    CallFactory(title_en="Dropped", state="cancelled")
    CallFactory(title_en="Called off", state="cancelled", announced_at="2026-11-01T12:00Z")
    CallFactory(title_en="Rehearsed", rehearsal_of=CallFactory(title_en="Over", state="concluded"))
    every = {"Announced", "In preparation", "Dropped", "Called off", "Rehearsed", "Over"}
    public = {"Announced", "Called off", "Over"}
    seen = {
        part: (
            set(Call.objects.visible_to(person).values_list("title_en", flat=True)),
            Programme.objects.visible_to(person).exists(),
        )
        for part, person in cast.items()
    }
    assert seen == {part: ((public, False) if part in PUBLIC else (every, True)) for part in cast}


@pytest.mark.parametrize("part", [*PUBLIC, *READERS])
def test_who_may_not_leaves_nothing_behind(cast: dict[str, User], part: str) -> None:
    call = CallFactory(state="draft")
    facts = services.ProgrammeFacts(slug="new", name_en="New", name_fr="Nouveau", mission="mobility")
    acts = [
        lambda: services.add_programme(facts, by=cast[part]),
        lambda: services.change_call(call, {"year": 2030}, by=cast[part]),
        lambda: services.add_part(call, "contact", {"name": "A", "email": "a@example.org"}, by=cast[part]),
        lambda: services.announce(call, by=cast[part]),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    call.refresh_from_db()
    assert (Programme.objects.count(), call.year, call.contacts.count(), call.state) == (1, 2027, 0, "draft")
    assert not Entry.objects.exists()
