"""The board as a file: what is written can be read again; a file with a fault changes nothing."""

from collections.abc import Iterable

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews.models import Assignment, Conflict, Seat
from bartholdi.office.reviews.services import board_files
from tests.factories import ApplicationFactory
from tests.office.reviews.judging import a_judged_call, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> Seat:
    return a_member(a_judged_call().panels.all()[0], "Zoé Évaluatrice")


@pytest.fixture
def call(seat: Seat) -> Call:
    return seat.panel.call


@pytest.fixture
def application(call: Call) -> Application:
    made: Application = ApplicationFactory(call=call, state="submitted")
    return made


def written(lines: Iterable[tuple[str, ...]]) -> bytes:
    return "\n".join(";".join(line) for line in [board_files.COLUMNS, *lines]).encode("utf-8-sig")


def test_what_is_written_is_read_again_and_nothing_doubles(
    call: Call, seat: Seat, application: Application, officer: User
) -> None:
    line = (application.reference, seat.panel.name_fr.upper(), "zoé évaluatrice")
    assert board_files.take(call, written([line]), by=officer) == board_files.Brought(added=1)
    row = Assignment.objects.get()
    assert (row.state, row.source, row.kept) == ("proposed", "file", True)
    out = list(board_files.lines(call, officer))
    assert out == [(application.reference, seat.panel.name, "Zoé Évaluatrice")]
    assert board_files.take(call, written(out), by=officer) == board_files.Brought(known=1)
    assert Entry.objects.filter(act="reviews.bring_assignments").count() == 2


def test_other_encodings_columns_and_defused_formulas_are_read(
    call: Call, seat: Seat, application: Application, officer: User
) -> None:
    content = f"Remark\treviewer\tPANEL\tapplication\n'=1+1\t'Zoé Évaluatrice\t{seat.panel.name}\t{application.reference}\n"
    assert board_files.take(call, content.encode("cp1252"), by=officer).added == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"application": "=cmd|' /C calc'!A0"}, "is no application of this call"),
        ({"panel": "Jury of nobody"}, "is no panel of this call. There is: "),
        ({"reviewer": "Max Nobody"}, "has not accepted a seat on the panel"),
        ({"reviewer": ""}, "has not accepted a seat on the panel"),
    ],
)
def test_a_faulty_line_is_named_and_nothing_is_taken(
    change: dict[str, str], fault: str, call: Call, seat: Seat, application: Application, officer: User
) -> None:
    good = {"application": application.reference, "panel": seat.panel.name, "reviewer": "Zoé Évaluatrice"}
    found = board_files.take(call, written([tuple(good.values()), tuple((good | change).values())]), by=officer)
    assert [(line, fault in said) for line, said in found.faults] == [(3, True)]
    assert Assignment.objects.count() == 0


def test_conflicts_and_loads_hold_for_files_too(call: Call, seat: Seat, application: Application, officer: User) -> None:
    Seat.objects.filter(pk=seat.pk).update(capacity=1)
    other = ApplicationFactory(call=call, state="submitted")
    both = written([(each.reference, seat.panel.name, str(seat.reviewer)) for each in (application, other)])
    assert [said for _line, said in board_files.take(call, both, by=officer).faults] == [
        "Zoé Évaluatrice takes on 1 reviews at most."
    ]
    assert board_files.take(call, both, by=officer, over=True).added == 2
    third = ApplicationFactory(call=call, state="submitted")
    Conflict.objects.create(application=third, reviewer=seat.reviewer, reason="declared", strength=3)
    one = written([(third.reference, seat.panel.name, str(seat.reviewer))])
    assert "has a conflict of interest" in board_files.take(call, one, by=officer, over=True).faults[0][1]


def test_two_of_one_name_are_told_apart_by_their_address(call: Call, seat: Seat, application: Application, officer: User) -> None:
    twin = a_member(seat.panel, "Zoé Évaluatrice")
    twin.reviewer.person.addresses.create(address="zoe@lab.example")
    line = (application.reference, seat.panel.name)
    assert "two members have this name" in board_files.take(call, written([(*line, "Zoé Évaluatrice")]), by=officer).faults[0][1]
    board_files.take(call, written([(*line, "zoe@lab.example")]), by=officer)
    assert (Assignment.objects.get().seat, next(iter(board_files.lines(call, officer)))[2]) == (twin, "zoe@lab.example")


def test_what_an_officer_may_not_see_is_neither_written_nor_known(
    call: Call, seat: Seat, application: Application, officer: User, cast: dict[str, User]
) -> None:
    Assignment.objects.create(application=application, seat=seat)
    Access.objects.create(application=application, user=officer, role="barred")
    assert list(board_files.lines(call, officer)) == []
    hidden = board_files.take(call, written([(application.reference, seat.panel.name, str(seat.reviewer))]), by=officer)
    nowhere = board_files.take(call, written([("Q-1", seat.panel.name, str(seat.reviewer))]), by=officer)
    assert hidden.faults[0][1] == nowhere.faults[0][1].replace("Q-1", application.reference)
    with pytest.raises(PermissionDenied):
        board_files.take(call, b"", by=cast["auditor"])
    with pytest.raises(Refused, match="file is empty"):
        board_files.take(call, b"", by=officer)
