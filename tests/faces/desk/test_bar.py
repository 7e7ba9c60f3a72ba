"""The desk's bar leads only where its reader is let in."""

import pytest
from django.test import Client

from bartholdi.faces.website.editors import PAGES
from bartholdi.office.accounts import roles
from bartholdi.office.accounts.models import User


@pytest.mark.django_db
def test_the_pages_of_the_website_are_offered_to_those_who_have_a_key(client: Client, cast: dict[str, User]) -> None:
    offered, opened = set(), set()
    for part in roles.ALL:
        client.force_login(cast[part])
        if "Website editor" in client.get("/en/desk/").content.decode():
            offered.add(part)
        if client.get("/cms/").status_code == 200:
            opened.add(part)
    assert offered == opened == set(PAGES) == roles.PUBLISHERS
