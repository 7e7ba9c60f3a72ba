"""Choosing at the desk: every page in both languages, at a fixed cost, and nothing of what somebody is barred from."""

from decimal import Decimal

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access
from bartholdi.office.decisions.models import Computing, Decision, JointItem, Scenario
from bartholdi.office.decisions.services import joint, lotteries
from bartholdi.office.decisions.settings import Purse, Rule
from bartholdi.office.programmes.models import FundBudget
from tests.cast import CAST
from tests.counting import cost
from tests.office.decisions.chosen import a_call_with, a_fund, a_scenario, settings

pytestmark = pytest.mark.django_db
READS = {"officer", "director", "auditor"}
RUNS = {"officer", "director"}


@pytest.fixture
def made(officer: User) -> Scenario:
    call, _rows = a_call_with(5, 4, 3)
    fund = a_fund(call)
    FundBudget.objects.create(fund=fund.fund, year=2027, amount=Decimal(2500))
    rules = (Rule("field", "Ice", high=2), Rule("unit", high=1))
    return a_scenario(call, officer, settings(Purse(fund.pk, Decimal(3500)), rules=rules, reserve=1))


def pages(made: Scenario) -> list[str]:
    base, call = "/en/desk/choosing/", made.call.slug
    first = made.members.order_by("pk").first()
    assert first is not None
    return [
        f"{base}{call}/",
        f"{base}{call}/joint/",
        f"{base}{call}/lottery/joint/",
        f"{base}item/{first.pk}/",
        f"{base}scenario/{made.pk}/",
        f"{base}scenario/{made.pk}/file/",
    ]


def test_every_page_opens_for_staff_in_both_languages(client: Client, cast: dict[str, User], made: Scenario) -> None:
    forms = [f"/en/desk/choosing/{made.call.slug}/new/joint/", f"/en/desk/choosing/scenario/{made.pk}/edit/"]
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        seen = {client.get(page.replace("/en/", f"/{tongue}/")).status_code for page in pages(made) for tongue in ("en", "fr")}
        answers[part] = (seen, {client.get(form).status_code for form in forms})
    assert answers == {part: ({200 if part in READS else 403}, {200 if part in RUNS else 403}) for part in CAST}


@pytest.mark.once
def test_pages_cost_the_same_for_few_and_for_many(client: Client, officer: User, made: Scenario) -> None:
    client.force_login(officer)
    once = [cost(client, page) for page in pages(made)]
    call, _rows = a_call_with(*[4] * 6)
    fund = a_fund(call, "other")
    FundBudget.objects.create(fund=fund.fund, year=2027, amount=Decimal(2500))
    rules = (Rule("field", "Ice", high=2), Rule("unit", high=1))
    more = a_scenario(call, officer, settings(Purse(fund.pk, Decimal(4500)), rules=rules, reserve=3))
    assert [cost(client, page) for page in pages(more)] == once


def test_an_officer_makes_changes_and_chooses_a_scenario(client: Client, officer: User, made: Scenario) -> None:
    client.force_login(officer)
    fund = made.settings["purses"][0]["fund"]
    typed = {
        "name": "Narrow",
        f"amount_{fund}": "1000",
        "shares": "100 50",
        "reserve": "0",
        "group_0": "field:Ice",
        "high_0": "1",
    }
    answer = client.post(f"/en/desk/choosing/{made.call.slug}/new/joint/", typed)
    new = Scenario.objects.get(name="Narrow")
    assert (answer.status_code, answer["Location"]) == (302, f"/en/desk/choosing/scenario/{new.pk}/")
    assert (new.computing, new.settings["shares"], new.settings["rules"][0]["high"]) == (Computing.WAITING, [100, 50], 1)
    edit = f"/en/desk/choosing/scenario/{new.pk}/edit/"
    stale = client.post(edit, typed | {"name": "Narrower", "seen": "7"})
    assert "somebody changed this scenario meanwhile" in stale.text
    assert 'value="Narrower"' in stale.text
    client.post(edit, typed | {"name": "Narrower", "seen": "1"})
    client.post(f"/en/desk/choosing/scenario/{made.pk}/do/choose/", {"seen": str(made.version)})
    assert sorted(Decision.objects.values_list("outcome", flat=True)) == ["fund", "fund", "reserve"]
    client.post(f"/en/desk/choosing/scenario/{new.pk}/do/copy/")
    client.post(f"/en/desk/choosing/scenario/{new.pk}/do/discard/")
    assert sorted(Scenario.objects.values_list("name", flat=True)) == ["Narrower, copy", "Wide"]


def test_a_choice_says_whether_it_is_proven_and_else_how_far_it_can_be_off(client: Client, officer: User, made: Scenario) -> None:
    client.force_login(officer)
    page = f"/en/desk/choosing/scenario/{made.pk}/"
    assert "Proven: no other choice within these limits is worth more." in client.get(page).text
    made.result["choice"] |= {"proven": False, "bound": made.result["choice"]["value"] * 1.0025}
    made.save()
    assert "at most 0.25% more could be had" in client.get(page).text
    assert "au plus 0,25\xa0% de mieux" in client.get(page.replace("/en/", "/fr/")).text
    Scenario.objects.filter(pk=made.pk).update(computing="chosen")
    assert "A better choice is still being looked for." in client.get(page).text


def test_two_scenarios_stand_side_by_side(client: Client, officer: User, made: Scenario) -> None:
    client.force_login(officer)
    fund = made.settings["purses"][0]["fund"]
    other = a_scenario(made.call, officer, settings(Purse(fund, Decimal(1000))), name="Narrow")
    page = client.get(f"/en/desk/choosing/{made.call.slug}/compare/?s={made.pk}&s={other.pk}")
    assert "1 application is funded in all of them." in page.text
    assert "Ice 2" in page.text
    assert "Ice 1" not in page.text
    Scenario.objects.filter(pk=other.pk).update(computing="impossible")
    third = a_scenario(made.call, officer, settings(Purse(fund, Decimal(1000))), name="Third")
    asked = f"/desk/choosing/{made.call.slug}/compare/?s={made.pk}&s={other.pk}&s={third.pk}"
    assert "Not shown, because they have no result or are too many: Narrow" in client.get(f"/en{asked}").text
    assert "Narrow" in client.get(f"/fr{asked}").text


def test_a_step_is_settled_and_a_stale_one_keeps_what_was_typed(client: Client, officer: User, made: Scenario) -> None:
    client.force_login(officer)
    first = made.members.order_by("pk").first()
    assert first is not None
    page = f"/en/desk/choosing/item/{first.pk}/"
    assert client.post(page, {"outcome": "decline", "reason": "Has left.", "seen": "0"}).status_code == 302
    stale = client.post(page, {"outcome": "reserve", "place": "1", "reason": "Wait for them.", "seen": "0"})
    assert "Olivia Officer settled this meanwhile" in stale.text
    assert "Wait for them." in stale.text
    assert list(JointItem.objects.values_list("outcome", "reason")) == [("decline", "Has left.")]


@pytest.mark.parametrize(("language", "asked"), [("en", "say which place it gets"), ("fr", "indiquez son rang")])
def test_a_reserve_without_a_place_is_asked_for_it_and_keeps_its_reason(
    client: Client, officer: User, made: Scenario, language: str, asked: str
) -> None:
    client.force_login(officer)
    page = f"/{language}/desk/choosing/item/{made.members.order_by('pk')[0].pk}/"
    shown = client.post(page, {"outcome": "reserve", "reason": "Wait for them.", "seen": "0"}).text
    assert (asked in shown, "Wait for them." in shown, JointItem.objects.count()) == (True, True, 0)
    client.post(page, {"outcome": "reserve", "place": "2", "reason": "Wait for them.", "seen": "0"})
    assert list(JointItem.objects.values_list("outcome", "place")) == [("reserve", 2)]


@pytest.mark.once
def test_a_hidden_value_changes_no_byte_for_who_is_barred(client: Client, director: User, officer: User, made: Scenario) -> None:
    first = made.members.order_by("pk").first()
    assert first is not None
    own = made.call.sides.first()
    Access.objects.create(application=first, user=director, role="barred")
    mine = a_scenario(made.call, director, settings(Purse(made.settings["purses"][0]["fund"], Decimal(1000))), name="Mine")
    client.force_login(director)

    def seen() -> list[tuple[int, str]]:
        base = f"/en/desk/choosing/{made.call.slug}/"
        shown = [base, f"{base}joint/", f"{base}joint/?show=differ", f"{base}lottery/joint/", f"{base}new/joint/"]
        shown += [f"{base}compare/?s={made.pk}&s={mine.pk}", f"/en/desk/choosing/scenario/{made.pk}/", f"{base}joint/?show=open"]
        shown += [f"/en/desk/choosing/scenario/{mine.pk}/", f"/en/desk/choosing/item/{first.pk}/"]
        return [(answer.status_code, plain(answer.text)) for answer in (client.get(page) for page in shown)]

    seen()
    before = seen()
    type(first).objects.filter(pk=first.pk).update(title="Changed", field="Secret field")
    fund = made.call.call_funds.first()
    joint.agree_item(first, outcome="fund", fund=fund, amount=Decimal(7), reason="x", seen=0, by=officer)  # type: ignore[arg-type]
    Decision.objects.create(application=first, side=own, outcome="decline")
    Scenario.objects.filter(pk=made.pk).update(name="Other")
    ties = list(made.members.values_list("reference", flat=True))
    lotteries.fix_seed(made.call, None, seed="1", source="x", ties=ties, by=officer)
    assert seen() == before
    assert [status for status, _text in before][-4:] == [404, 200, 200, 404]


def plain(text: str) -> str:
    """Without what is made anew for each request."""
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line and "nonce" not in line)
