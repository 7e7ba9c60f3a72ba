"""One source of the office's name: what the editors wrote, in the reader's language, on every face and in every letter."""

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Site

from bartholdi.faces.website.models.office import OfficeSettings
from bartholdi.office.accounts.models import User
from bartholdi.office.lib import identity


def test_an_office_without_a_name_of_its_own_has_that_of_the_installation(db: None) -> None:
    assert identity.name() == "Bartholdi"


@pytest.mark.parametrize(("language", "name"), [("en", "Science Office"), ("fr", "Bureau des sciences")])
def test_the_name_that_editors_wrote_is_on_the_portal_at_once(stranger: User, language: str, name: str) -> None:
    client = Client()
    client.force_login(stranger)
    client.get("/en/portal/")
    OfficeSettings.objects.create(site=Site.objects.get(), name_en="Science Office", name_fr="Bureau des sciences")
    with translation.override(language):
        assert identity.name() == name
    assert f"<span>{name}</span>" in client.get(f"/{language}/portal/").content.decode()
