"""What machines read: feeds, the map, robots, security.txt, media."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import Client
from wagtail.models import Page

from bartholdi.faces.website.models import OfficeSettings
from tests.faces.website.planting import drawing, photograph

Planted = dict[tuple[str, str], Page]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_feeds_speak_the_language_of_their_address(planted: Planted, client: Client) -> None:
    titles = {}
    for kind in ("stories", "events"):
        for language in ("en", "fr"):
            rss = ET.fromstring(client.get(f"/{language}/{kind}.rss").content)
            atom = ET.fromstring(client.get(f"/{language}/{kind}.atom").content)
            titles[kind, language] = [
                [item.findtext("title") for item in rss.iter("item")],
                [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")],
            ]
    assert titles == {
        ("stories", "en"): [["A laboratory crosses the ocean"]] * 2,
        ("stories", "fr"): [["Un laboratoire traverse l’océan"]] * 2,
        ("events", "en"): [["Evening of science"]] * 2,
        ("events", "fr"): [["Soirée scientifique"]] * 2,
    }


def test_the_map_names_each_page_with_its_other_language(planted: Planted, client: Client) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").content)
    links = {url.findtext(f"{MAP}loc"): [link.get("hreflang") for link in url if link.tag.endswith("link")] for url in root}
    assert len(links) == 30
    assert links["http://localhost/en/stories/story/"] == ["en", "fr"]


@pytest.mark.django_db
def test_robots_are_told_what_to_leave_alone(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /fr/desk/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


@pytest.mark.django_db
def test_security_txt_comes_from_the_settings_and_expires_within_a_year(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    OfficeSettings.objects.update(security_email="safe@example.org")
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "mailto:safe@example.org"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=366)


@pytest.mark.django_db
def test_the_manifest_and_the_icon_are_there(client: Client) -> None:
    assert client.get("/manifest.webmanifest").json()["start_url"] == "/"
    assert client.get("/favicon.ico").status_code == 302


@pytest.mark.django_db
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Wagtail leaves the files it measures to the collector
def test_media_are_served_alone_in_a_sandbox(client: Client) -> None:
    answer = client.get(drawing().file.url)
    assert (answer.status_code, b"<svg" in answer.getvalue()) == (200, True)
    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")} == {
        "Content-Type": "image/svg+xml",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    }
    again = client.get(drawing().file.url, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 304
    picture = client.get(photograph().file.url)
    assert (picture["Content-Type"], picture.getvalue()[:2]) == ("image/jpeg", b"\xff\xd8")


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # those of the test before, collected here
def test_nothing_but_published_pictures_is_served(client: Client) -> None:
    storages["private"].save("accounts/aa/letter.svg", ContentFile(b"secret"))
    default_storage.save("other/notes.svg", ContentFile(b"secret"))
    default_storage.save("original_images/page.html", ContentFile(b"<script>"))
    paths = ["accounts/aa/letter.svg", "../private/accounts/aa/letter.svg", "original_images/../../private/accounts/aa/letter.svg", "other/notes.svg",
             "original_images/page.html", "original_images/none.svg", "original_images/", "original_images/%2e%2e/x.svg"]  # fmt: skip
    assert {path: client.get(f"/media/{path}", follow=True).status_code for path in paths} == dict.fromkeys(paths, 404)
