"""Signing in as one of the invented people: in the demonstration, and nowhere else."""

import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from bartholdi.demo.people import PEOPLE
from bartholdi.office.accounts import services
from bartholdi.office.journal.acts import System
from bartholdi.office.journal.models import Entry

PROBE = """
import django; django.setup()
from django.urls import NoReverseMatch, resolve, reverse
try:
    print(reverse("demo:people"))
except NoReverseMatch:
    print(resolve("/en/demo/as/officer/").url_name)
"""


@pytest.mark.django_db
def test_everybody_can_be_signed_in_as_and_changed_for_another(client: Client) -> None:
    for person in PEOPLE:
        services.create(
            email=person.email,
            name=person.name,
            language=person.language,
            zone=person.zone,
            given=person.roles,
            by=System("demo"),
        )
    page = client.get(reverse("demo:people")).content.decode()
    assert all(person.name in page for person in PEOPLE)
    for person in PEOPLE:
        led = client.post(reverse("demo:sign_in", args=[person.key]))
        assert led["Location"] == reverse("desk:today" if person.roles else "portal:home")
        assert client.get(reverse("portal:home")).context["user"].email == person.email
    assert Entry.objects.filter(act="accounts.sign_in").count() == len(PEOPLE)


@pytest.mark.django_db
def test_nobody_else_can_be_signed_in_as(client: Client) -> None:
    assert client.post(reverse("demo:sign_in", args=["nobody"])).status_code == 404
    assert client.get(reverse("demo:sign_in", args=[PEOPLE[0].key])).status_code == 405
    assert Client(enforce_csrf_checks=True).post(reverse("demo:sign_in", args=[PEOPLE[0].key])).status_code == 403


def test_in_production_the_address_does_not_exist() -> None:
    variables = {
        **os.environ,
        "BARTHOLDI_MODE": "production",
        "BARTHOLDI_SECRET_KEY": "k" * 60,
        "BARTHOLDI_URL": "https://science.example.org",
        "BARTHOLDI_HOSTS": "science.example.org",
        "BARTHOLDI_MAIL_URL": "smtp://127.0.0.1:25",
        "DJANGO_SETTINGS_MODULE": "bartholdi.settings",
    }
    asked = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROBE], env=variables, capture_output=True, text=True, check=False
    )
    assert asked.stdout.strip() == "wagtail_serve", asked.stderr
