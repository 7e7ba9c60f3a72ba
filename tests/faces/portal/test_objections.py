"""The page on which leads say who should not judge: optional, kept when something is wrong, read at the desk and nowhere else."""

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Objection
from tests.counting import cost
from tests.factories import ApplicationFactory, CallFactory

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Rita Rival", "institution": "Iroise", "email": "", "orcid": "", "reason": "We compete."}


@pytest.mark.parametrize(
    ("language", "link"), [("en", "Say who should not judge it"), ("fr", "Dire qui ne devrait pas l’évaluer")]
)
def test_a_lead_names_somebody_and_takes_them_back(client: Client, cast: dict[str, User], language: str, link: str) -> None:
    application = ApplicationFactory(call=CallFactory(), applicant=cast["applicant"])
    base = f"/{language}/portal/applications/{application.pk}/"
    client.force_login(cast["applicant"])
    assert link in client.get(base).content.decode()
    wrong = client.post(f"{base}objections/", {**GIVEN, "orcid": "0000-0002-1825-0098"}).content.decode()
    assert ["We compete." in wrong, Objection.objects.count()] == [True, 0]
    assert client.post(f"{base}objections/", GIVEN).status_code == 302
    named = client.get(f"{base}objections/").content.decode()
    assert ("Rita Rival" in named, {"en": ">Take back<", "fr": ">Retirer<"}[language] in named) == (True, True)
    client.force_login(cast["officer"])
    assert "Rita Rival" in client.get(f"/{language}/desk/applications/{application.pk}/").content.decode()
    client.force_login(cast["applicant"])
    client.post(f"{base}objections/{Objection.objects.get().pk}/back/")
    assert Objection.objects.count() == 0


def test_a_stranger_finds_nothing_and_the_page_costs_the_same(client: Client, cast: dict[str, User]) -> None:
    application = ApplicationFactory(call=CallFactory(), applicant=cast["applicant"])
    url = f"/en/portal/applications/{application.pk}/objections/"
    client.force_login(cast["stranger"])
    assert [client.get(url).status_code, client.post(url, GIVEN).status_code] == [404, 404]
    client.force_login(cast["applicant"])
    costs = []
    for _turn in range(2):
        Objection.objects.create(application=application, name="Rita", reason="We compete.")
        Objection.objects.create(application=application, name="Rolf", reason="We compete.")
        costs.append(cost(client, url))
    assert costs[0] == costs[1]
