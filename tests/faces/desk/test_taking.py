"""The page on which a panel's decisions are read and taken over: for staff, in both languages, at a fixed cost."""

import re

import pytest
from django.test import Client

from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Decision
from tests.counting import cost
from tests.office.decisions.test_taking import decided

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "button"), [("en", "Write down 3 drafts"), ("fr", "Écrire 3 projets")])
def test_an_officer_reads_and_takes_over(client: Client, cast: dict[str, User], language: str, button: str) -> None:
    meeting, _applications = decided(cast["officer"])
    client.force_login(cast["officer"])
    base = f"/{language}/desk/decisions/meeting/{meeting.pk}/"
    assert base in client.get(f"/{language}/desk/decisions/of/{meeting.call_id}/").content.decode()
    assert base in client.get(f"/{language}/desk/reviewing/meeting/{meeting.pk}/").content.decode()
    page = client.get(base)
    assert button in page.content.decode()
    assert f'href="/{language}/desk/reviewing/applications/' in page.content.decode()
    cells = re.findall(r'<td data-label="(?:The panel|Le jury)">(<div>)?', page.content.decode())
    assert cells == ["<div>"] * len(page.context["rows"])  # one part, which stands beside its label on a narrow screen
    assert client.post(f"{base}take/", {"seen": page.context["seen"]}).status_code == 302
    assert Decision.objects.count() == 3
    assert button not in client.get(base).content.decode()
    answer = client.post(f"{base}take/", {"seen": page.context["seen"]}, follow=True)
    assert (Decision.objects.count(), answer.status_code) == (3, 200)


def test_nobody_else_opens_it(client: Client, cast: dict[str, User]) -> None:
    meeting, _applications = decided(cast["officer"])
    base = f"/en/desk/decisions/meeting/{meeting.pk}/"
    for who, status in (("auditor", 200), ("editor", 403), ("administrator", 403), ("applicant", 403), ("stranger", 403)):
        client.force_login(cast[who])
        assert (who, client.get(base).status_code) == (who, status)
    client.force_login(cast["auditor"])
    page = client.get(base)
    assert "drafts" not in page.content.decode().partition("<table")[2]
    assert client.post(f"{base}take/", {"seen": page.context["seen"]}).status_code == 403


@pytest.mark.once
def test_it_costs_the_same_for_few_and_for_many(client: Client, officer: User) -> None:
    meeting, _applications = decided(officer)
    client.force_login(officer)
    url = f"/en/desk/decisions/meeting/{meeting.pk}/"
    many = cost(client, url)
    meeting.items.exclude(position=1).delete()
    assert cost(client, url) == many
