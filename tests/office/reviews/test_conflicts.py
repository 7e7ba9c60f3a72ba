"""Conflicts: kept once, declared, decided by somebody else with a reason; a confirmed one bars, also staff, until nothing holds it."""

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.verify import verify
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews.models import Conflict, Holder, Seat
from bartholdi.office.reviews.permissions import CONFLICT_POLICY
from bartholdi.office.reviews.services import arriving, conflicts, seats
from tests.cast import CAST
from tests.factories import AccountFactory, OrganisationFactory
from tests.office.reviews.people import a_panel, a_reviewer, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel() -> Panel:
    return a_panel()


@pytest.fixture
def conflict(panel: Panel, officer: User) -> Conflict:
    here = OrganisationFactory()
    handed_in(panel.call, organisation=here)
    handed_in(panel.call)
    seats.propose_seat(panel, a_reviewer(at=here, email="rose@lab.example"), by=officer)
    conflicts.search(panel.call, by=officer)
    return Conflict.objects.get()


def test_what_was_found_is_kept_once_and_a_decision_stands(conflict: Conflict, panel: Panel, officer: User) -> None:
    conflicts.dismiss_conflict(conflict, why="Another campus, never met.", by=officer)
    assert conflicts.search(panel.call, by=officer) == 0
    assert [(each.state, each.why) for each in Conflict.objects.all()] == [("dismissed", "Another campus, never met.")]
    assert Entry.objects.filter(act="reviews.find_conflict").count() == 1
    assert verify().faults == ()


def test_to_dismiss_needs_a_reason(conflict: Conflict, officer: User) -> None:
    with pytest.raises(Refused, match="say in a sentence why"):
        conflicts.dismiss_conflict(conflict, why=" ", by=officer)


def test_a_confirmed_conflict_keeps_an_officer_from_the_application_too(
    conflict: Conflict, officer: User, director: User
) -> None:
    person, application = conflict.reviewer.person, conflict.application
    person.account = officer
    person.save()
    with pytest.raises(PermissionDenied):
        conflicts.confirm_conflict(conflict, by=officer)  # nobody decides about their own
    conflicts.confirm_conflict(conflict, by=director)
    assert application not in Application.objects.visible_to(officer)
    assert conflict not in Conflict.objects.visible_to(officer)
    conflicts.dismiss_conflict(conflict, why="They left that institution long ago.", by=director)
    assert application in Application.objects.visible_to(officer)


def test_the_bar_stands_while_another_conflict_holds_it(conflict: Conflict, director: User, officer: User) -> None:
    account = AccountFactory(email="rose@lab.example")
    declared = conflicts.declare_conflict(conflict.application, conflict.reviewer, why="We share a flat.", by=officer)
    for each in (conflict, declared):
        conflicts.confirm_conflict(each, by=director)
    conflicts.dismiss_conflict(conflict, why="Not there any more.", by=director)
    bars = Access.objects.current().barring().filter(user=account)
    assert bars.count() == 1
    conflicts.dismiss_conflict(declared, why="A mistake.", by=director)
    assert bars.count() == 0


def test_a_reviewer_declares_in_their_own_words(conflict: Conflict, panel: Panel) -> None:
    by = Holder(Seat.objects.get())
    made = conflicts.declare_conflict(conflict.application, conflict.reviewer, why="My former student.", by=by)
    again = conflicts.declare_conflict(conflict.application, conflict.reviewer, why="My student until 2024.", by=by)
    assert (made, made.strength, again.evidence["fr"]) == (again, 3, "My student until 2024.")
    with pytest.raises(Refused, match="say in a sentence what"):
        conflicts.declare_conflict(conflict.application, conflict.reviewer, why="", by=by)
    with pytest.raises(PermissionDenied):
        conflicts.declare_conflict(conflict.application, a_reviewer("Max"), why="x", by=by)


def test_who_has_an_account_only_later_is_barred_then(conflict: Conflict, director: User) -> None:
    conflicts.confirm_conflict(conflict, by=director)
    assert not Access.objects.barring().exists()
    conflict.reviewer.person.account = AccountFactory()
    arriving.bar_account(conflict.reviewer)
    assert Access.objects.current().barring().get().user == conflict.reviewer.person.account


def test_who_may_do_what(conflict: Conflict, cast: dict[str, User]) -> None:
    runs = {"find_conflict", "declare_conflict", "name_conflict", "confirm_conflict", "dismiss_conflict"}
    assert {part: CONFLICT_POLICY.actions(cast[part], conflict) for part in CAST} == {
        part: runs if part in {"officer", "director"} else set() for part in CAST
    }
    Access.objects.create(application=conflict.application, user=cast["officer"], role=Access.Role.BARRED)
    conflict.application.__dict__.pop("_standing", None)
    assert CONFLICT_POLICY.actions(cast["officer"], conflict) == {"find_conflict", "declare_conflict"}
