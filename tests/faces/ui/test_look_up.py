"""The look-up's address: a list for htmx, JSON for programs, a page for everybody else; for whoever is signed in."""

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from tests.counting import cost
from tests.factories import OrganisationFactory

ADDRESS = "/en/look-up/organisations/"


@pytest.fixture
def place(client: Client, applicant: User) -> int:
    client.force_login(applicant)
    made = OrganisationFactory(
        name_en="Iroise University", name_fr="Université d’Iroise", acronym="UI", ror="02feahw73", city="Brest", country="FR"
    )
    return int(made.pk)


def test_a_nobody_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert (client.get(ADDRESS).status_code, client.get(ADDRESS)["Location"]) == (302, f"/en/account/sign-in/?next={ADDRESS}")


@pytest.mark.parametrize(("language", "name"), [("en", "Iroise University"), ("fr", "Université d’Iroise")])
def test_programs_get_json_in_the_language_of_the_address(client: Client, place: int, language: str, name: str) -> None:
    answer = client.get(f"/{language}/look-up/organisations/?q=iroise", headers={"accept": "application/json"})
    assert answer.json() == {
        "organisations": [
            {"id": place, "ror": "02feahw73", "name": name, "acronym": "UI", "place": "Brest, France", "country": "FR"}
        ]
    }
    assert {"Accept", "Cookie", "HX-Request"} <= {part.strip() for part in answer["Vary"].split(",")}


def test_htmx_gets_the_list_alone_and_everybody_else_a_page(client: Client, place: int) -> None:
    part = client.get(f"{ADDRESS}?q=brest", headers={"hx-request": "true"}).content.decode()
    page = client.get(f"{ADDRESS}?q=brest").content.decode()
    assert (f'<li data-id="{place}"><strong>Iroise University</strong> (UI)' in part, "<html" in part) == (True, False)
    assert (part.strip() in page, "<html" in page, 'value="brest"' in page) == (True, True, True)


def test_what_is_typed_is_shown_as_text(client: Client, place: int) -> None:
    page = client.get(ADDRESS, {"q": '<script>alert("x")</script>'}).content.decode()
    assert ("<script>alert" in page, "No organisation is called “&lt;script&gt;" in page) == (False, True)


@pytest.mark.parametrize("typed", ["", "\u202e", "x" * 5000, "\ud800".encode("utf-8", "replace").decode(), "%00", "00000000"])
def test_any_text_is_answered(client: Client, place: int, typed: str) -> None:
    assert client.get(ADDRESS, {"q": typed}).status_code == 200


def test_only_reads(client: Client, place: int) -> None:
    assert client.post(ADDRESS).status_code == 405


def test_costs_no_more_for_many_than_for_one(client: Client, place: int) -> None:
    one = cost(client, f"{ADDRESS}?q=iroise")
    for _turn in range(20):
        OrganisationFactory(name_en="Iroise Institute")
    assert cost(client, f"{ADDRESS}?q=iroise") <= one  # the best kinds of match may fill the list already
