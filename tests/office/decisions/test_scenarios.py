"""Scenarios: computed from what their maker may see, chosen into drafts, and refused in sentences."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Party
from bartholdi.office.decisions import candidates, sentences
from bartholdi.office.decisions.models import Computing, Decision, Scenario
from bartholdi.office.decisions.services import scenarios
from bartholdi.office.decisions.settings import Purse, Rule
from bartholdi.office.directory.models import OrganisationLink
from bartholdi.office.lib.workflow import Refused
from tests.factories import OrganisationFactory
from tests.office.decisions.chosen import a_call_with, a_fund, a_scenario, settings

pytestmark = pytest.mark.django_db


def outcomes(**where: object) -> list[tuple[str, str, Decimal | None, int | None]]:
    rows = Decision.objects.filter(**where).order_by("application__reference")
    return [(each.application.title, each.outcome, each.amount, each.place) for each in rows]


def test_a_chosen_scenario_writes_funded_reserve_and_declined(officer: User) -> None:
    call, _rows = a_call_with(5, 4, 3, 2)
    fund = a_fund(call)
    made = a_scenario(call, officer, settings(Purse(fund.pk, Decimal(2500)), reserve=1))
    assert made.computing == Computing.READY
    assert made.result["choice"]["spent"] == {str(fund.pk): 200_000}
    told = scenarios.choose_scenario(made, seen=made.version, by=officer)
    assert (told.written, told.kept) == (4, ())
    assert outcomes(side=None) == [
        ("Ice 1", "fund", Decimal(1000), None),
        ("Ice 2", "fund", Decimal(1000), None),
        ("Ice 3", "reserve", None, 1),
        ("Ice 4", "decline", None, None),
    ]


def test_what_is_proposed_is_not_overwritten_and_named(officer: User) -> None:
    call, rows = a_call_with(5, 4)
    made = a_scenario(call, officer, settings(Purse(a_fund(call).pk, Decimal(1000))))
    Decision.objects.create(application=rows[0], outcome="decline", state="proposed")
    told = scenarios.choose_scenario(made, seen=made.version, by=officer)
    assert (told.written, told.kept) == (1, (rows[0].reference,))
    assert outcomes() == [("Ice 1", "decline", None, None), ("Ice 2", "decline", None, None)]


def test_parts_of_an_award_reach_further(officer: User) -> None:
    call, _rows = a_call_with(5, 5, 5)
    fund = a_fund(call)
    made = a_scenario(call, officer, settings(Purse(fund.pk, Decimal(2500)), shares=(100, 75)))
    assert sorted(made.result["choice"]["chosen"].values()) == [f"{fund.pk}:100", f"{fund.pk}:75", f"{fund.pk}:75"]


def test_no_money_is_a_sentence_and_no_error(officer: User) -> None:
    call, _rows = a_call_with(5, 4)
    made = a_scenario(call, officer, settings(Purse(a_fund(call).pk, Decimal(0))))
    assert sentences.of(made) == ["There is no money in these purses, so nobody is funded."]


def test_a_quota_that_cannot_be_met_says_which_and_by_how_much(officer: User) -> None:
    call, _rows = a_call_with(5, 4)
    rule = Rule("field", "Ice", low=5)
    made = a_scenario(call, officer, settings(Purse(a_fund(call).pk, Decimal(9000)), rules=(rule,)))
    assert (made.computing, sentences.of(made)[1:-1]) == (Computing.IMPOSSIBLE, ["“Ice”, at least 5: 3 cannot be had."])


def test_a_fund_for_its_own_units_pays_only_hosts_below_it(officer: User) -> None:
    call, rows = a_call_with(5, 4)
    academy, laboratory = OrganisationFactory(name_en="Academy"), OrganisationFactory(name_en="Laboratory")
    OrganisationLink.objects.create(child=laboratory, parent=academy)
    Party.objects.create(application=rows[1], role="host", name="Hugo Host", organisation=laboratory)
    fund = a_fund(call, use="own_units", funder=academy)
    made = a_scenario(call, officer, settings(Purse(fund.pk, Decimal(5000))))
    assert made.result["choice"]["chosen"] == {str(rows[1].pk): f"{fund.pk}:100"}


def test_places_of_a_fund_and_in_all_are_kept(officer: User) -> None:
    call, _rows = a_call_with(5, 4, 3)
    one, two = a_fund(call), a_fund(call, "second")
    told = settings(Purse(one.pk, Decimal(9000), places=1), Purse(two.pk, Decimal(9000), places=1), places=1)
    assert len(a_scenario(call, officer, told).result["choice"]["chosen"]) == 1


def test_a_scenario_is_hidden_from_who_is_kept_from_one_of_its_applications(officer: User, director: User) -> None:
    call, rows = a_call_with(5, 4)
    purse = Purse(a_fund(call).pk, Decimal(2000))
    full = a_scenario(call, officer, settings(purse))
    Access.objects.create(application=rows[0], user=director, role="barred")
    partial = a_scenario(call, director, settings(purse), name="Narrow")
    assert list(Scenario.objects.visible_to(director)) == [partial]
    assert [each["candidate"] for each in partial.result["standings"]] == [str(rows[1].pk)]
    assert set(Scenario.objects.visible_to(officer)) == {full, partial}
    with pytest.raises(PermissionDenied):
        scenarios.choose_scenario(full, seen=full.version, by=director)


def test_two_officers_change_one_scenario_and_the_later_is_told(officer: User, director: User) -> None:
    call, _rows = a_call_with(5)
    told = settings(Purse(a_fund(call).pk, Decimal(1000)))
    made = scenarios.draft_scenario(call, None, name="Wide", settings=told, by=officer)
    scenarios.change_scenario(Scenario.objects.get(), name="Wider", settings=told, seen=1, by=officer)
    with pytest.raises(Refused, match="somebody changed this scenario meanwhile"):
        scenarios.change_scenario(made, name="Narrow", settings=told, seen=1, by=director)
    assert Scenario.objects.get().name == "Wider"


def test_a_copy_has_the_same_settings_and_nothing_computed(officer: User) -> None:
    call, _rows = a_call_with(5)
    made = a_scenario(call, officer, settings(Purse(a_fund(call).pk, Decimal(1000)), shares=(100, 50)))
    copy = scenarios.copy_scenario(made, by=officer)
    assert (copy.name, copy.settings, copy.computing, copy.result) == ("Wide, copy", made.settings, Computing.NEW, {})


def test_reading_for_a_scenario_asks_the_same_however_many(officer: User, django_assert_max_num_queries: object) -> None:
    call, _rows = a_call_with(5, 4, 3, 2, 1)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        candidates.found(call, call.sides.first(), user=officer)
