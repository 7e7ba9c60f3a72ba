"""That a dispatch carries an agreement: said by who reads it, shown to who holds one of its mailboxes, and to nobody else."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.agreements.models import Agreement, Carriage
from bartholdi.office.agreements.services import carrying
from bartholdi.office.dispatches.models import Dispatch
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from tests.counting import cost
from tests.office.agreements.texts import an_agreement
from tests.office.dispatches.sealers import a_dispatch, a_mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(officer: User) -> Agreement:
    return an_agreement(officer)


@pytest.fixture
def dispatch(officer: User) -> Dispatch:
    return a_dispatch(a_mailbox("WASHINGTON", holders=(officer,)), a_mailbox("PARIS"))


def test_a_holder_says_it_once_and_takes_it_back(agreement: Agreement, dispatch: Dispatch, cast: dict[str, User]) -> None:
    officer, director = cast["officer"], cast["director"]
    with pytest.raises(Refused, match="a mailbox that you hold"):
        carrying.say_carried(agreement, dispatch, by=director)
    made = carrying.say_carried(agreement, dispatch, by=officer)
    with pytest.raises((Refused, ValidationError)):
        carrying.say_carried(agreement, dispatch, by=officer)
    assert {who for who, user in cast.items() if Carriage.objects.visible_to(user).exists()} == {"officer"}
    told = [
        who
        for who in ("officer", "director")
        if Entry.objects.visible_to(cast[who]).filter(act="agreements.say_carried").exists()
    ]
    assert told == ["officer"]
    carrying.take_carried_back(made, by=officer)
    assert Carriage.objects.count() == 0


def test_who_does_not_work_here_says_nothing(agreement: Agreement, applicant: User) -> None:
    dispatch = a_dispatch(a_mailbox("WASHINGTON", holders=(applicant,)), a_mailbox("PARIS"))
    with pytest.raises(PermissionDenied):
        carrying.say_carried(agreement, dispatch, by=applicant)


@pytest.mark.parametrize(("language", "head"), [("en", "Dispatches that carry it"), ("fr", "Dépêches qui le transmettent")])
def test_the_pages_of_both_ends(
    client: Client, agreement: Agreement, dispatch: Dispatch, cast: dict[str, User], language: str, head: str
) -> None:
    page, other = f"/{language}/desk/agreements/{agreement.pk}/", f"/{language}/desk/dispatches/{dispatch.pk}/"
    client.force_login(cast["officer"])
    assert head in client.get(page).content.decode()
    client.post(f"{page}dispatches/", {"dispatch": dispatch.pk})
    assert [str(agreement) in client.get(other).content.decode(), other in client.get(page).content.decode()] == [True, True]
    client.force_login(cast["director"])
    assert [head in client.get(page).content.decode(), client.get(other).status_code] == [False, 404]
    assert client.post(f"{page}dispatches/", {"dispatch": dispatch.pk}).status_code == 404
    assert client.post(f"{page}dispatches/{Carriage.objects.get().pk}/back/").status_code == 404
    client.force_login(cast["officer"])
    client.post(f"{page}dispatches/{Carriage.objects.get().pk}/back/")
    assert Carriage.objects.count() == 0


@pytest.mark.once
def test_the_page_costs_the_same_with_many(client: Client, agreement: Agreement, dispatch: Dispatch, officer: User) -> None:
    client.force_login(officer)
    costs = []
    for _turn in range(2):
        for _each in range(2):
            Carriage.objects.create(agreement=agreement, dispatch=a_dispatch(dispatch.sender, dispatch.addressees.get().mailbox))
            a_dispatch(dispatch.sender, dispatch.addressees.get().mailbox)
        costs.append(cost(client, f"/en/desk/agreements/{agreement.pk}/"))
    assert costs[0] == costs[1]
