"""The organisations at the desk: list, export, page, and the acts on one, in both languages and at a fixed cost."""

import csv
import io
import re

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.directory.models import Organisation, OrganisationLink, OrganisationName
from bartholdi.office.journal.models import Entry
from tests.cast import CAST
from tests.counting import cost
from tests.factories import AffiliationFactory, OrganisationFactory

LIST = "/en/desk/organisations/"
STAFF = {"officer", "director", "auditor", "editor", "administrator"}
KEEPERS = {"officer", "director", "administrator"}
TYPED = {
    "name_en": "Iroise University",
    "name_fr": "Université d’Iroise",
    "acronym": "UI",
    "other_names": "Skol-veur\n\nSkol-veur\nUniversity of the West",
    "ror": "https://ror.org/02feahw73",
    "city": "Brest",
    "country": "FR",
    "latitude": "48.39",
    "longitude": "-4.49",
    "website": "iroise.example",
    "domains": "iroise.example\n@lab.iroise.example",
}


@pytest.mark.once
def test_the_door_is_open_to_staff_and_the_acts_to_those_who_keep_the_directory(client: Client, cast: dict[str, User]) -> None:
    place = f"{LIST}{OrganisationFactory().pk}/"
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        seen = [client.get(address).status_code for address in (LIST, place, f"{LIST}?export=csv")]
        acts = [
            client.get(address).status_code
            for address in (f"{LIST}add/", f"{place}edit/", f"{place}merge/", f"{place}place-under/")
        ]
        answers[part] = (seen, acts)
    assert answers == {part: ([200 if part in STAFF else 403] * 3, [200 if part in KEEPERS else 403] * 4) for part in CAST}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Abbey", "École", "Zoo"]),
        ("country=FR", ["École"]),
        ("has_ror=yes", ["Zoo"]),
        ("state=merged", ["Abbey"]),
        ("state=active", ["École", "Zoo"]),
        ("q=ecole", ["École"]),
        ("q=brest", ["École"]),
        ("q=zoo.example", ["Zoo"]),
        ("sort=-name", ["Zoo", "École", "Abbey"]),
    ],
)
def test_filters_search_and_order(client: Client, officer: User, query: str, found: list[str]) -> None:
    zoo = OrganisationFactory(name_en="Zoo", ror="02feahw73", domains=["zoo.example"])
    OrganisationFactory(name_en="", name_fr="École", city="Brest", country="FR")
    OrganisationFactory(name_en="Abbey", merged_into=zoo)
    client.force_login(officer)
    assert [str(row) for row in client.get(f"{LIST}?{query}").context["listing"].page.rows] == found


def test_the_export_has_every_column_and_counts_people(client: Client, auditor: User) -> None:
    somewhere = OrganisationFactory(name_en="Zoo", name_fr="Parc", latitude=1.5, longitude=2)
    AffiliationFactory(organisation=somewhere)
    AffiliationFactory(organisation=somewhere, ends="2001-01-01")
    client.force_login(auditor)
    answer = client.get(f"{LIST}?export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[1][:7] == ["Zoo", "", "Springfield", "United States", "", "1", "Active"]
    assert rows[1][7:] == ["Zoo", "Parc", "1.5", "2.0", ""]


def test_adds_an_organisation_and_shows_it_in_both_languages(client: Client, officer: User) -> None:
    client.force_login(officer)
    answer = client.post(f"{LIST}add/", TYPED, follow=True)
    made = Organisation.objects.get()
    assert answer.redirect_chain == [(f"{LIST}{made.pk}/", 302)]
    assert (made.ror, made.website, [name.text for name in made.names.all()], [str(each) for each in made.domains.all()]) == (
        "02feahw73",
        "https://iroise.example",
        ["Skol-veur", "University of the West"],
        ["iroise.example", "lab.iroise.example"],
    )
    pages = [client.get(f"/{language}/desk/organisations/{made.pk}/").content.decode() for language in ("en", "fr")]
    assert [re.search("<h1>(.*)</h1>", page)[1] for page in pages] == ["Iroise University", "Université d’Iroise"]  # type: ignore[index]
    assert ("Added the organisation" in pages[0], "États-Unis" in pages[1], "Brest, Bretagne" in pages[1]) == (True, False, False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name_en": "", "name_fr": ""}, "An organisation needs a name, in English or in French."),
        ({"ror": "02feahw74"}, "This is not a ROR identifier"),
        ({"country": ""}, "“Country” is still missing."),
        ({"latitude": "91"}, "less than or equal to 90"),
        ({"longitude": ""}, "Give both the latitude and the longitude, or neither."),
        ({"domains": "not a domain"}, "This line cannot be kept: “not a domain”."),
        ({"name_en": "x" * 301}, "This text has 301 characters"),
    ],
)
def test_a_fault_is_said_and_what_was_typed_stays(client: Client, officer: User, change: dict[str, str], sentence: str) -> None:
    client.force_login(officer)
    page = client.post(f"{LIST}add/", TYPED | change).content.decode()
    assert (sentence in page, "University of the West" in page, Organisation.objects.count()) == (True, True, 0)


def test_an_identifier_that_another_has_is_refused_on_the_form(client: Client, officer: User) -> None:
    OrganisationFactory(ror="02feahw73")
    client.force_login(officer)
    page = client.post(f"{LIST}add/", TYPED).content.decode()
    assert ("There is an organisation with this ROR identifier already." in page, "Skol-veur" in page) == (True, True)


def test_changes_an_organisation(client: Client, officer: User) -> None:
    place = OrganisationFactory(name_en="Old name", domains=["old.example"])
    OrganisationName.objects.create(organisation=place, text="Older name")
    client.force_login(officer)
    page = client.get(f"{LIST}{place.pk}/edit/").content.decode()
    assert all(text in page for text in ("Old name", "Older name", "old.example"))
    client.post(f"{LIST}{place.pk}/edit/", TYPED)
    place.refresh_from_db()
    assert (str(place), place.edited, Entry.objects.filter(act="directory.change_organisation").count()) == (
        "Iroise University",
        True,
        1,
    )


@pytest.mark.parametrize("act", ["merge", "place-under"])
def test_joins_two_organisations_after_looking_one_up(client: Client, officer: User, act: str) -> None:
    here, there = OrganisationFactory(name_en="Here College"), OrganisationFactory(name_en="There College")
    client.force_login(officer)
    address = f"{LIST}{here.pk}/{act}/"
    found = re.findall(r'name="other" id="other-(\d+)"', client.get(f"{address}?q=there").content.decode())
    assert found == [str(there.pk)]
    assert (
        "Choose one of the organisations first."
        in client.post(address, headers={"referer": f"http://testserver{address}"}, follow=True).content.decode()
    )
    client.post(address, {"other": found[0]})
    there.refresh_from_db()
    links = list(OrganisationLink.objects.values_list("child", "parent"))
    assert (there.merged_into, links) == ((here, []) if act == "merge" else (None, [(here.pk, there.pk)]))
    page = client.get(f"{LIST}{there.pk}/").content.decode()
    assert f'href="{LIST}{here.pk}/"' in page
    if act == "place-under":
        client.post(f"{LIST}{here.pk}/leave/{there.pk}/")
        assert not OrganisationLink.objects.exists()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_list_and_page_cost_the_same_with_one_row_and_with_three(client: Client, officer: User, language: str) -> None:
    client.force_login(officer)
    here = OrganisationFactory(domains=["a.example"])
    addresses = [f"/{language}/desk/organisations/", f"/{language}/desk/organisations/{here.pk}/"]
    costs = []
    for more in (1, 2):
        for turn in range(more):
            OrganisationLink.objects.create(child=here, parent=OrganisationFactory())
            OrganisationLink.objects.create(child=OrganisationFactory(), parent=here)
            OrganisationName.objects.create(organisation=here, text=f"Name {more} {turn}")
            AffiliationFactory(organisation=here)
        costs.append([cost(client, address) for address in addresses])
    assert costs[0] == costs[1]


@pytest.mark.parametrize(("url", "status"), [("999999/", 404), ("1/no-such-act/", 404), ("1/leave/2/", 404)])
def test_an_address_of_nothing(client: Client, officer: User, url: str, status: int) -> None:
    client.force_login(officer)
    assert client.get(LIST + url).status_code == status
