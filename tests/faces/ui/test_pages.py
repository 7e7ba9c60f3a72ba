"""The skeleton of every page: language, colours, landmarks; no inline script or style; the gallery shows every part."""

import re

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("frame", ["website", "portal", "narrow", "desk"])
def test_every_frame_has_one_title_one_main_and_a_way_past_the_menu(client: Client, frame: str) -> None:
    drawn = page(client, reverse("ui:frame", args=[frame]))
    assert [drawn.count(mark) for mark in ("<h1>", '<main id="main"', 'href="#main"')] == [1, 1, 1]
    assert re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*src=)", drawn) is None


def test_the_gallery_shows_every_part(client: Client) -> None:
    drawn = page(client, reverse("ui:gallery"))
    named = [
        "error-summary",
        "task-list",
        "answers",
        "timeline",
        "breadcrumbs",
        "pagination",
        "table--cards",
        "empty",
        "upload",
        "notice--bad",
    ]
    assert [part for part in named if f'class="{part}' not in drawn and part not in drawn] == []
    assert "<title>\n      Error:" in drawn


def test_the_other_language_is_the_same_page_with_its_query(client: Client) -> None:
    assert 'href="/fr/ui/website/?a=1&amp;b=%C3%A9"' in page(client, "/en/ui/website/?a=1&b=%C3%A9")


def test_colours_are_as_the_device_until_somebody_chooses(client: Client) -> None:
    assert "data-scheme" not in page(client, "/en/ui/")
    answer = client.post(reverse("scheme"), {"scheme": "dark", "next": "/en/ui/"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/ui/")
    assert 'data-scheme="dark"' in page(client, "/en/ui/")
    client.post(reverse("scheme"), {"scheme": "", "next": "/en/ui/"})
    assert "data-scheme" not in page(client, "/en/ui/")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_choosing_colours_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    assert client.post(reverse("scheme"), {"scheme": "purple", "next": elsewhere})["Location"] == "/"
    assert "scheme" not in client.cookies or client.cookies["scheme"].value == ""


def test_a_visitor_gets_no_cookie(client: Client) -> None:
    client.get("/en/ui/website/")
    client.get("/en/ui/")
    assert set(client.cookies) <= {"csrftoken"}  # the gallery's form
