"""Asking for reviews: one letter to each reviewer, standing on what is asked, once however often."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application
from bartholdi.office.notices.models import Notice
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews import tasks
from bartholdi.office.reviews.models import Assignment, Seat
from bartholdi.office.reviews.services import arriving, asking, assigning
from tests.factories import AccountFactory, ApplicationFactory
from tests.office.reviews.judging import a_judged_call, a_member
from tests.office.reviews.people import a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel() -> Panel:
    return a_judged_call().panels.all()[0]


@pytest.fixture
def seat(panel: Panel, officer: User) -> Seat:
    """With two applications that are proposed."""
    made = a_member(panel)
    for _number in range(2):
        assigning.assign(ApplicationFactory(call=panel.call, state="submitted"), made, by=officer)
    return made


def test_one_letter_for_all_of_a_reviewer(seat: Seat, officer: User) -> None:
    due = timezone.now() + timedelta(days=20)
    assert asking.ask(seat.panel.call, by=officer, due_at=due) == []
    letter = Notice.objects.get()
    assert letter.subject.startswith("2 applications to review")
    rows = Assignment.objects.all()
    assert {(row.state, row.due_at, row.application.state) for row in rows} == {("invited", due, "in_review")}
    account = seat.reviewer.person.account
    assert Access.objects.filter(user=account, role="reviewer", until=None).count() == 2
    assert set(Application.objects.visible_to(account)) == {row.application for row in rows}
    asking.ask(seat.panel.call, by=officer)
    tasks.go_on_asking.func(which="panel", pk=seat.panel_id, by=officer.pk, due=due.isoformat())
    assert Notice.objects.count() == 1  # nobody is asked twice


def test_an_officer_asks_for_what_they_may_see(seat: Seat, officer: User) -> None:
    hidden = Assignment.objects.order_by("pk")[0]
    Access.objects.create(application=hidden.application, user=officer, role="barred")
    asking.ask(seat.panel, by=officer)
    assert [row.state for row in Assignment.objects.order_by("pk")] == ["proposed", "invited"]
    assert Notice.objects.get().subject.startswith("One application to review")


def test_without_an_address_nobody_is_asked_and_the_others_are(seat: Seat, officer: User) -> None:
    silent = Seat.objects.create(panel=seat.panel, reviewer=a_reviewer("Sam Silent"), state="accepted")
    assigning.assign(Assignment.objects.all()[0].application, silent, by=officer)
    assert asking.ask(seat.panel, by=officer) == ["Sam Silent was not asked: there is no e-mail address yet."]
    assert Assignment.objects.filter(state="proposed").get().seat == silent


def test_who_gets_an_account_later_sees_what_they_were_asked(panel: Panel, officer: User) -> None:
    late = Seat.objects.create(panel=panel, reviewer=a_reviewer("Lou Late", email="lou@lab.example"), state="accepted")
    assigning.assign(ApplicationFactory(call=panel.call, state="submitted"), late, by=officer)
    asking.ask(panel, by=officer)
    assert not Access.objects.filter(role="reviewer").exists()
    late.reviewer.person.account = AccountFactory(email="lou@lab.example")
    late.reviewer.person.save()
    arriving.give_access(late.reviewer, by="the system")
    assert Access.objects.get(role="reviewer").user == late.reviewer.person.account


def test_only_who_runs_calls_asks(seat: Seat, cast: dict[str, User]) -> None:
    with pytest.raises(PermissionDenied):
        asking.ask(seat.panel, by=cast["auditor"])
