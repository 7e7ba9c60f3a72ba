"""Whether one may apply, on the applicant's pages: what was found, from which answer, what to do; and nothing of the office's file."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.services import casework
from bartholdi.office.programmes.models import Call
from tests.counting import cost
from tests.faces.portal.test_applications import JSON, at, autosave, signed_in, typed
from tests.office.applications.forms import ANSWERS, begun
from tests.office.applications.test_judging import call_with, years

pytestmark = pytest.mark.django_db
SECRET = "Telephoned about an illness."


@pytest.fixture
def call() -> Call:
    return call_with(years(8))


def french(url: str) -> str:
    return url.replace("/en/", "/fr/", 1)


def read(client: Client, url: str) -> str:
    return client.get(url).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_before_any_answer_it_names_the_questions_to_begin_with(call: Call, applicant: User) -> None:
    made, client = begun(call, applicant), signed_in(applicant)
    page = read(client, at("application", made))
    assert "Answer the questions named here first" in page
    assert f"{at('application_page', made, key='project')}#q-phd--question" in page
    assert "Répondez d’abord aux questions indiquées ici" in read(client, french(at("application", made)))


def test_it_stands_before_the_questions_and_changes_when_an_answer_does(call: Call, applicant: User) -> None:
    made, client = begun(call, applicant, phd="2020-06-30"), signed_in(applicant)
    form = at("application_page", made, key="project")
    for address in (at("application", made), form):
        page = read(client, address)
        assert ("Not open to you" in page, "30 June 2020" in page) == (True, True)
        assert "Ne vous est pas ouvert" in read(client, french(address))
    given = {**typed(client.get(form).content.decode(), title="Ice", why="Because"), "q-phd": "2030-06-30", "here": "1"}
    assert "You may apply" in client.post(form, given).content.decode()


def test_a_save_by_script_brings_the_part_anew_and_only_where_it_can_have_changed(call: Call, applicant: User) -> None:
    made, client = begun(call, applicant, phd="2020-06-30"), signed_in(applicant)
    fields = {"q-phd": "2030-06-30", "seen": json.dumps({"phd": 1}), "tab": "t", "since": 1}
    news = client.post(at("application_save", made), fields, **JSON).json()
    assert "You may apply" in news["eligibility"]
    assert "eligibility" not in autosave(client, made, since=2, title=("Ice", 2)).json()
    other = client.get(at("application_now", made), {"since": 1, "tab": "other"}).json()
    assert "You may apply" in other["eligibility"]


def test_who_is_not_eligible_is_told_what_happens_and_may_send_it(call: Call, applicant: User) -> None:
    made, client = begun(call, applicant, **ANSWERS, phd="2020-06-30"), signed_in(applicant)
    page = read(client, at("application_check", made))
    assert "Nothing is refused by itself: an officer reads why, decides, and writes to you." in page
    assert "Submit it all the same" in page
    assert client.post(at("application_check", made), {"token": "x"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.finding) == ("submitted", "not")


def test_an_applicant_sees_that_an_officer_decided_and_never_why(call: Call, applicant: User, officer: User) -> None:
    made, client = begun(call, applicant, **ANSWERS, phd="2020-06-30"), signed_in(applicant)
    casework.find_eligible(made, remark=SECRET, by=officer)
    pages = [at("application", made), at("application_page", made, key="project"), at("application_check", made)]
    pages += [at("application_versions", made), reverse("portal:home"), at("application_now", made)]
    said = "".join(read(client, address) + read(client, french(address)) for address in pages)
    assert "found it eligible, whatever the rules below say" in said
    assert "l’a déclarée recevable" in said
    assert (SECRET in said, officer.name in said) == (False, False)


@pytest.mark.parametrize("told", [True, False])
def test_the_words_to_the_applicants_are_shown_where_they_were_told(
    call: Call, applicant: User, officer: User, told: bool
) -> None:
    made, client = begun(call, applicant, **ANSWERS, phd="2030-06-30"), signed_in(applicant)
    client.post(at("application_check", made), {"token": "x"})
    casework.find_ineligible(Application.objects.get(), reason="project", remark="It is about oceans.", by=officer, told=told)
    page = read(client, at("application", made))
    assert "found it not eligible" in page
    assert ("outside the subject" in page, "oceans" in page) == (told, told)


def test_a_call_without_rules_says_nothing_of_them(applicant: User) -> None:
    made = begun(call_with(), applicant)
    assert "May you apply?" not in read(signed_in(applicant), at("application", made))


def test_its_pages_cost_no_query_more_than_those_of_a_call_without_rules(applicant: User) -> None:
    client, costs = signed_in(applicant), []
    for number, call in enumerate(
        [call_with(code="A"), call_with(years(8), *[{**years(8), "key": f"k{n}"} for n in range(9)], code="B")]
    ):
        made = begun(call, applicant, phd="2030-06-30", title=f"Ice {number}")
        costs.append([cost(client, at("application", made)), cost(client, at("application_page", made, key="project"))])
    assert costs[0] == costs[1]


def test_the_public_page_says_the_rules_and_anybody_may_check(client: Client, call: Call) -> None:
    address = reverse("apply-check", args=[call.slug])
    for language, rule, link in (
        ("en", "at most 8 years", "Check whether you may apply"),
        ("fr", "au plus 8 ans", "Vérifiez si vous pouvez candidater"),
    ):
        page = read(client, f"/{language}/calls/{call.slug}/")
        assert (rule in page, link in page) == (True, True)
    assert "Nothing is kept" in read(client, address)
    answers: list[tuple[dict[str, Any], str]] = [
        ({"q-phd": "2020-06-30"}, "Not open to you"),
        ({"q-phd": "2030-06-30"}, "You may apply"),
        ({}, "We cannot say yet"),
    ]
    for given, said in answers:
        answer = client.post(address, given)
        assert said in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert "Ne vous est pas ouvert" in client.post(french(address), {"q-phd": "2020-06-30"}).content.decode()
    assert Application.objects.count() == 0


def test_what_cannot_be_read_is_said_and_nothing_is_answered(client: Client, call: Call) -> None:
    answer = client.post(reverse("apply-check", args=[call.slug]), {"q-phd": "31 February"}).content.decode()
    assert ("31 February" in answer, "Our answer" in answer) == (True, False)


def test_where_there_is_nothing_to_check_or_nothing_to_see_there_is_no_page(client: Client) -> None:
    for call in (call_with(code="A"), call_with(years(8), code="B", state="draft")):
        assert client.get(reverse("apply-check", args=[call.slug])).status_code == 404
