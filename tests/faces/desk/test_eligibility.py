"""Eligibility at the desk: each rule with its reason, what officers found and why, the list by finding, and probable duplicates."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services
from bartholdi.office.applications.models import Access, Application, Override, Party
from bartholdi.office.applications.services import casework
from bartholdi.office.programmes.models import Call
from tests.cast import CAST
from tests.counting import cost
from tests.factories import AccountFactory, ApplicationFactory
from tests.office.applications.forms import ANSWERS, begun, write
from tests.office.applications.test_judging import call_with, years

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Call:
    return call_with(years(8), title_en="Ice", title_fr="Glace")


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def sent(call: Call, by: User, **answers: Any) -> Application:
    made = begun(call, by, **{**ANSWERS, **answers})
    services.submit(made, by=by, arrived_at=call.moment())
    return made


def again(made: Application, by: User, **answers: Any) -> None:
    """Changed, and sent once more."""
    write(made, by, **answers)
    services.submit(Application.objects.get(pk=made.pk), by=by, arrived_at=made.call.moment())


def at(name: str, made: Application, *more: Any) -> str:
    return reverse(f"desk:{name}", args=[made.pk, *more])


def read(client: Client, url: str) -> str:
    return client.get(url).content.decode().replace("\u00a0", " ")


def test_the_case_file_shows_each_rule_its_answers_and_the_reason(desk: Client, call: Call, applicant: User) -> None:
    made = sent(call, applicant, phd="2020-06-30")
    page = read(desk, at("application", made))
    for words in ("Not eligible", "Not met", "30 June 2020", "Breaks, Phd", "from what was submitted last"):
        assert words in page
    assert "30 juin 2020" in read(desk, at("application", made).replace("/en/", "/fr/", 1))


def test_of_a_draft_the_desk_reads_the_verdict_and_not_the_answers(desk: Client, call: Call, applicant: User) -> None:
    made = begun(call, applicant, phd="2020-06-30")
    page = read(desk, at("application", made))
    assert ("Not met" in page, "30 June 2020" in page) == (True, False)


def test_an_officer_finds_otherwise_signs_it_and_takes_it_back(desk: Client, call: Call, applicant: User, officer: User) -> None:
    made = sent(call, applicant, phd="2020-06-30")
    assert "Find it eligible" in read(desk, at("application", made))
    assert desk.post(at("application-act", made, "find-eligible"), {"remark": "Illness."}).status_code == 302
    page = read(desk, at("application", made))
    for words in ("found by an officer, whatever the rules say", "Illness.", str(officer), "the rules said: Not eligible"):
        assert words in page
    assert desk.post(at("application-act", made, "leave-to-rules"), {"remark": "Another file."}).status_code == 302
    made.refresh_from_db()
    assert (made.finding, made.overridden, Override.objects.count()) == ("not", False, 2)


def test_answers_that_changed_since_are_shown_from_what_to_what_and_confirmed(
    desk: Client, call: Call, applicant: User, officer: User
) -> None:
    made = sent(call, applicant, phd="2020-06-30")
    casework.find_eligible(made, remark="Illness.", by=officer)
    again(made, applicant, phd="2019-06-30")
    page = read(desk, at("application", made))
    for words in ("The answers changed since this was signed", "from “30 June 2020” to “30 June 2019”", "Confirm the finding"):
        assert words in page
    rows = desk.get(f"{reverse('desk:applications')}?doubted=yes").content.decode()
    assert (made.reference in rows, "Eligible – answers changed" in rows) == (True, True)
    assert "1 finding is to be confirmed" in read(desk, reverse("desk:today"))
    assert desk.post(at("application-act", made, "confirm-finding"), {"remark": "Still true."}).status_code == 302
    page = read(desk, at("application", made))
    assert ("The answers changed since" in page, "Still true." in page) == (False, True)


def test_only_officers_and_directors_decide(client: Client, call: Call, applicant: User, cast: dict[str, User]) -> None:
    made = sent(call, applicant, phd="2020-06-30")
    may = set()
    for part in CAST:
        client.force_login(cast[part])
        if client.get(at("application-act", made, "find-eligible")).status_code == 200:
            may.add(part)
    assert may == {"officer", "director"}


def test_an_officer_who_applies_reads_neither_overrides_nor_decides(
    client: Client, call: Call, officer: User, director: User
) -> None:
    made = sent(call, officer, phd="2020-06-30")
    casework.find_eligible(made, remark="Between us.", by=director, told=False)
    client.force_login(officer)
    page = read(client, at("application", made))
    assert ("Between us." in page, "Find it not eligible" in page) == (False, False)
    assert client.get(at("application-act", made, "find-eligible")).status_code == 403


def test_the_list_is_narrowed_by_finding_and_by_who_found_it(desk: Client, call: Call, officer: User) -> None:
    people = [AccountFactory() for _each in range(3)]
    dates = {"2020-06-30": "not", "2030-06-30": "eligible", None: "needs_officer"}
    made = {finding: sent(call, user, phd=phd) for user, (phd, finding) in zip(people, dates.items(), strict=True)}
    casework.find_eligible(made["not"], remark="Illness.", by=officer)

    def shown(query: str) -> set[str]:
        rows = desk.get(f"{reverse('desk:applications')}?{query}").context["listing"].page.rows
        return {row.reference for row in rows}

    assert shown("finding=needs_officer") == {made["needs_officer"].reference}
    assert shown("finding=eligible") == {made["eligible"].reference, made["not"].reference}
    assert shown("overridden=yes") == {made["not"].reference}


def test_many_are_found_eligible_one_by_one_each_signed(desk: Client, call: Call) -> None:
    made = [sent(call, AccountFactory(), phd="2020-06-30") for _each in range(2)]
    query = "&".join(f"row={each.pk}" for each in made)
    address = f"{reverse('desk:applications-many')}?act=find_eligible&{query}"
    page = desk.get(address)
    given = {"mark": page.context["chosen"].mark, "remark": "A mistake in the rules."}
    assert desk.post(address, given).status_code == 302
    assert set(Application.objects.values_list("finding", "overridden")) == {("eligible", True)}
    assert Override.objects.count() == 2


def test_the_case_file_costs_the_same_with_one_finding_and_with_many(
    desk: Client, call: Call, applicant: User, officer: User
) -> None:
    made = sent(call, applicant, phd="2020-06-30")
    casework.find_eligible(made, remark="1", by=officer, told=False)
    before = cost(desk, at("application", made))
    for number in range(3):
        casework.leave_to_rules(made, remark=str(number), by=officer)
        casework.find_eligible(made, remark=str(number), by=officer, told=False)
    assert cost(desk, at("application", made)) == before


def doubles(client: Client, call: Call) -> list[tuple[tuple[str, ...], set[str]]]:
    rows = client.get(reverse("desk:call-duplicates", args=[call.slug])).context["rows"]
    return [(tuple(row["evidence"]), {each["application"].reference for each in row["pair"]}) for row in rows]


def test_probable_duplicates_are_shown_with_what_they_share(desk: Client, call: Call, applicant: User, stranger: User) -> None:
    first, second = sent(call, applicant, title="Ice cores"), sent(call, applicant, title="Snow")
    third = sent(call, stranger, title="Ice cores", why="Something else altogether, about the sea.")
    found = {frozenset(pair): evidence for evidence, pair in doubles(desk, call)}
    assert set(found) >= {frozenset({first.reference, second.reference}), frozenset({first.reference, third.reference})}
    assert "the same account" in found[frozenset({first.reference, second.reference})]
    assert found[frozenset({first.reference, third.reference})] == ("the same title",)
    page = read(desk, reverse("desk:call-duplicates", args=[call.slug]).replace("/en/", "/fr/", 1))
    assert "Doublons probables" in page


def test_who_is_barred_finds_no_pair_and_withdrawn_ones_are_none(
    desk: Client, call: Call, applicant: User, officer: User
) -> None:
    first, second = sent(call, applicant), sent(call, applicant)
    assert len(doubles(desk, call)) == 1
    Access.objects.create(application=first, user=officer, role=Access.Role.BARRED)
    assert doubles(desk, call) == []
    Access.objects.all().filter(role=Access.Role.BARRED).delete()
    services.withdraw(second, by=applicant)
    assert doubles(desk, call) == []


def test_the_page_of_duplicates_costs_the_same_for_few_and_for_many(desk: Client, call: Call, applicant: User) -> None:
    address = reverse("desk:call-duplicates", args=[call.slug])
    for number in range(2):
        ApplicationFactory(call=call, applicant=applicant, title=f"Ice {number}")
    before = cost(desk, address)
    for number in range(5):
        made = ApplicationFactory(call=call, applicant=applicant, title=f"Ice {number}")
        Party.objects.create(application=made, role="lead", name="Bo", email="bo@example.org")
    assert cost(desk, address) == before
