"""What leaves the site (canonical addresses, feeds, the sitemap) begins with the address that the operator set."""

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from bartholdi.faces.website.address import keep_address

Planted = dict[tuple[str, str], Page]


@pytest.mark.parametrize("address", ["https://science.example.org", "http://127.0.0.1:8003", "https://xn--bcher-kva.example"])
def test_canonical_addresses_and_the_sitemap_begin_with_the_set_address(
    planted: Planted, client: Client, settings: Settings, address: str
) -> None:
    settings.SITE_URL = address
    keep_address()
    keep_address()
    page = client.get("/en/").content.decode()
    assert f'<link rel="canonical" href="{address}/en/">' in page
    assert f"<loc>{address}/en/</loc>" in client.get("/sitemap.xml").content.decode()
    assert Site.objects.count() == 1
