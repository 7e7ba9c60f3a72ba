"""Proposals: computed apart, put on the board in place of what was proposed before; what is asked or kept stays."""

import pytest
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, Party
from bartholdi.office.directory.models import Person
from bartholdi.office.lib import apart
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews import board as judging_board
from bartholdi.office.reviews import tasks
from bartholdi.office.reviews.models import Assignment, Conflict, Fit, Proposal, Publication, Seat
from bartholdi.office.reviews.services import assigning, proposing, seats
from tests.factories import ApplicationFactory
from tests.office.reviews.apart.test_assigning import SUBJECTS
from tests.office.reviews.judging import a_judged_call, a_member, assigned

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def panel() -> Panel:
    """Of two members who wrote on ice and on enzymes, with an application on each; the other panel asks for nothing."""
    made, other = a_judged_call().panels.all()
    Panel.objects.filter(pk=other.pk).update(reviews_each=0)
    for key, name in ((1, "Ira Ice"), (2, "Enzo Enzyme")):
        title, abstract = SUBJECTS[key]
        seat = a_member(made, name)
        Publication.objects.create(reviewer=seat.reviewer, title=f"On {title}", abstract=abstract, digest=str(key))
        ApplicationFactory(call=made.call, state="submitted", title=title, abstract=abstract)
    return made


def board() -> list[tuple[str, str, str, str]]:
    rows = Assignment.objects.standing().select_related("application", "seat__reviewer__person")
    return [
        (row.application.title, str(row.seat.reviewer), row.state, row.source) for row in rows.order_by("application_id", "pk")
    ]


def computed(panel: Panel, by: User, kind: str = "anew") -> Proposal:
    made = proposing.propose(panel.call, by=by, kind=kind)
    tasks.compute_proposal.func(pk=made.pk)
    made.refresh_from_db()
    return made


ICE = ("Glacier melt in the Alps", "Ira Ice", "proposed", "proposed")
ENZYMES = ("Enzymes of marine bacteria", "Enzo Enzyme", "proposed", "proposed")


def test_a_proposal_fills_the_board_and_says_why(panel: Panel, officer: User) -> None:
    made = computed(panel, officer)
    assert (made.fault, made.found["new"], made.ended_at is not None) == ("", 2, True)
    assert board() == [ICE, ENZYMES]
    assert (Fit.objects.count(), all((row.fit or 0) > 0.5 for row in Assignment.objects.all())) == (2, True)
    assert tasks.explain_assignments.func(call=panel.call_id) == 2
    assert [row.why["near"] for row in Assignment.objects.order_by("application_id")] == [
        ["On Glacier melt in the Alps"], ["On Enzymes of marine bacteria"],
    ]  # fmt: skip


def test_what_is_routed_by_its_field_is_judged_by_that_panel_alone(panel: Panel, officer: User) -> None:
    ice, enzymes = panel.call.applications.order_by("pk")
    for application, field in ((ice, "earth"), (enzymes, "life_sciences")):
        application.field = field
        application.save()
    Panel.objects.filter(pk=panel.pk).update(fields=Panel.between_bars(["earth"]))
    computed(panel, officer)
    assert board() == [ICE]
    rows = judging_board.applications(panel.call.applications, now=timezone.now()).annotate(wanted=judging_board.wanted())
    assert list(rows.order_by("pk").values_list("short", "had", "wanted")) == [(False, 1, 1), (False, 0, 0)]


@pytest.mark.once
def test_what_is_asked_or_kept_stays_and_the_rest_is_proposed_anew(panel: Panel, officer: User) -> None:
    computed(panel, officer)
    ice = Assignment.objects.get(seat__reviewer__person__name="Ira Ice")
    enzo = Seat.objects.get(reviewer__person__name="Enzo Enzyme")
    assigning.move(ice, enzo, by=officer)
    made = computed(panel, officer)
    assert made.found["panels"][0]["lacks"] == []
    assert board() == [("Glacier melt in the Alps", "Enzo Enzyme", "proposed", "hand"), ENZYMES]


@pytest.mark.once
def test_who_drops_out_is_replaced_with_the_fewest_changes(panel: Panel, officer: User) -> None:
    ice, enzymes = panel.call.applications.order_by("pk")
    ira, enzo = panel.seats.order_by("pk")
    max_ = a_member(panel, "Max Member")
    Seat.objects.filter(pk=enzo.pk).update(capacity=1)
    assigned(ice, enzo, state="proposed", source="proposed")
    assigned(enzymes, ira, state="proposed", source="proposed")
    seats.leave_panel(ira, by=officer)
    computed(panel, officer, "repair")
    assert [(row[0], row[1]) for row in board()] == [(ice.title, "Enzo Enzyme"), (enzymes.title, "Max Member")]
    assert max_.assignments.get().source == "proposed"


@pytest.mark.once
def test_a_certain_conflict_is_not_proposed_and_what_is_lacking_is_said(panel: Panel, officer: User) -> None:
    ice = panel.call.applications.order_by("pk")[0]
    for seat in panel.seats.all():
        Conflict.objects.create(application=ice, reviewer=seat.reviewer, reason="declared", strength=3)
    made = computed(panel, officer)
    assert board() == [ENZYMES]
    assert made.found["panels"][0]["lacks"] == [["demand", 1, ice.pk, None]]


def test_a_board_that_changed_meanwhile_is_left_as_it_is(panel: Panel, officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    made = proposing.propose(panel.call, by=officer)
    run = apart.run

    def meanwhile(*args: object, **more: object) -> object:
        assigning.assign(panel.call.applications.order_by("pk")[0], panel.seats.order_by("pk")[1], by=officer)
        return run(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(apart, "run", meanwhile)
    proposing.compute(made)
    assert (made.fault, [row[3] for row in board()]) == ("changed", ["hand"])


def test_one_proposal_at_a_time_and_none_without_members(panel: Panel, officer: User) -> None:
    proposing.propose(panel.call, by=officer)
    with pytest.raises(Refused, match="wait for it"):
        proposing.propose(panel.call, by=officer)
    with pytest.raises(Refused, match="no member of a panel has accepted"):
        proposing.propose(a_judged_call().panels.all()[0].call, by=officer)


def test_a_child_that_dies_leaves_the_board_and_frees_the_way(
    panel: Panel, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "APART", "bartholdi.office.reviews.apart.nowhere")
    made = computed(panel, officer)
    assert (made.fault, board(), Proposal.objects.running().count()) == ("broken", [], 0)


def test_conflicts_are_looked_for_before_anything_is_proposed(panel: Panel, officer: User) -> None:
    application = Application.objects.order_by("pk")[0]
    Party.objects.create(application=application, role="host", name="Ira Ice", orcid="0000-0002-1825-0097")
    Person.objects.filter(name="Ira Ice").update(orcid="0000-0002-1825-0097")
    computed(panel, officer)
    assert ICE not in board()
    assert Conflict.objects.filter(application=application).exists()
