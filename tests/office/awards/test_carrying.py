"""The terms of awards come with a blueprint, and go on to the next call."""

from datetime import date, timedelta

import pytest

from bartholdi.cores.formspec import Fault
from bartholdi.office.accounts.models import User
from bartholdi.office.awards.models import Terms
from bartholdi.office.awards.services import offering
from bartholdi.office.programmes import services, shipped
from bartholdi.office.programmes.blueprint import Blueprint, BlueprintError, dumps, parse, plain
from bartholdi.office.programmes.models import Call

BEGIN = date(2027, 10, 12)
NEXT = BEGIN + timedelta(days=364)
OWN = ("answer_days", "monthly", "months", "instalments", "starts_from", "starts_until")


def terms(call: Call) -> tuple[object, ...] | None:
    return Terms.objects.filter(call=call).values_list(*OWN).first()


def started(blueprint: Blueprint, by: User, on: date = BEGIN) -> Call:
    call = services.start_call(blueprint, year=on.year + 1, opens_on=on, by=by)
    call.refresh_from_db()
    return call


@pytest.mark.django_db
def test_a_call_begins_with_the_terms_of_its_blueprint_or_with_none(officer: User) -> None:
    found = {name: terms(started(shipped.shipped()[name], officer)) for name in ("chateaubriand-stem", "innovation-day-posters")}
    assert found == {"chateaubriand-stem": (21, True, 5, 1, None, None), "innovation-day-posters": None}


@pytest.mark.django_db
def test_the_next_call_has_the_terms_that_an_officer_set_with_days_of_its_own_year(officer: User) -> None:
    call = started(shipped.shipped()["innovation-day-posters"], officer)
    window = {"starts_from": BEGIN + timedelta(days=200), "starts_until": BEGIN + timedelta(days=300)}
    offering.set_terms(call, answer_days=7, monthly=False, months=None, instalments=3, **window, by=officer)
    following = started(services.as_blueprint(call), officer, NEXT)
    assert terms(following) == (7, False, None, 3, NEXT + timedelta(days=200), NEXT + timedelta(days=300))
    assert services.export_blueprint(following) == dumps(services.as_blueprint(call))


@pytest.mark.django_db
def test_a_day_before_the_opening_is_left_out_of_a_blueprint(officer: User) -> None:
    call = started(shipped.shipped()["innovation-day-posters"], officer)
    before = {"starts_from": BEGIN - timedelta(days=1), "starts_until": None}
    offering.set_terms(call, answer_days=7, monthly=False, months=None, instalments=3, **before, by=officer)
    assert plain(services.as_blueprint(call).awards) == {"answer_days": 7, "instalments": 3}


def test_terms_that_do_not_fit_together_are_named_at_their_place() -> None:
    data = plain(shipped.shipped()["innovation-day-posters"])
    data["awards"] = {"monthly": True, "starts_from": 20, "starts_until": 10}
    with pytest.raises(BlueprintError) as refused:
        parse(data)
    assert refused.value.faults == (Fault("awards.months", "months_missing"), Fault("awards.starts_until", "starts_before"))
