"""Every page type, in both languages: it renders, says the right things, and asks the database a fixed number of times."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from bartholdi.faces.website.models import StoryPage
from tests.counting import cost
from tests.faces.website.planting import KINDS, more, photograph

Planted = dict[tuple[str, str], Page]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_type_renders_and_sets_no_cookie(planted: Planted, client: Client, language: str) -> None:
    for kind in ["home", *KINDS]:
        page = planted[kind, language]
        answer = client.get(page.get_url())
        text = answer.content.decode()
        assert (kind, answer.status_code) == (kind, 200)
        assert f'<html lang="{language}"' in text
        assert page.get_url().startswith(f"/{language}/")
        assert "<script>" not in text
        assert " style=" not in text
        assert not answer.cookies


LISTS = {
    "story": ("home", "mission", "stories"),
    "event": ("home", "mission", "events"),
    "portrait": ("home", "mission", "portraits"),
    "programme": ("mission", "programmes"),
    "call": ("home", "programme", "opportunities"),
    "mission": ("home", "missions"),
}


@pytest.mark.once
def test_a_page_asks_as_often_with_one_row_as_with_three(planted: Planted, client: Client) -> None:
    places = {where: planted[where, "en"].get_url() for lists in LISTS.values() for where in lists}
    with_one = {where: cost(client, url) for where, url in places.items()}
    for kind in LISTS:
        more(planted, kind, 2)
    assert {where: cost(client, url) for where, url in places.items()} == with_one


def test_no_page_asks_more_than_22_times_and_home_not_more_than_20(planted: Planted, client: Client) -> None:
    counted = {kind: cost(client, planted[kind, "en"].get_url()) for kind in ["home", *KINDS]}
    assert {kind: count for kind, count in counted.items() if count > (20 if kind == "home" else 22)} == {}


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Wagtail leaves the files it resizes to the collector
def test_a_page_with_photographs_asks_the_same_number_of_times(planted: Planted, client: Client) -> None:
    story = planted["story", "en"]
    StoryPage.objects.filter(pk=story.pk).update(picture=photograph())
    url = planted["stories", "en"].get_url()
    with_one = cost(client, url)
    more(planted, "story", 2)
    for other in StoryPage.objects.filter(title__startswith="story"):
        StoryPage.objects.filter(pk=other.pk).update(picture=photograph(title=other.title))
    assert cost(client, url) == with_one


def test_the_other_language_is_the_same_page(planted: Planted, client: Client) -> None:
    text = client.get(planted["story", "en"].get_url()).content.decode()
    assert 'hreflang="fr" href="http://localhost/fr/stories-fr/story-fr/"' in text
    assert '<a href="/fr/stories-fr/story-fr/" hreflang="fr"' in text


def test_a_page_without_translation_leads_to_the_nearest_one_with_a_word(planted: Planted, client: Client) -> None:
    planted["call", "fr"].unpublish()
    planted["programme", "fr"].unpublish()
    text = client.get(planted["call", "en"].get_url()).content.decode()
    assert 'href="/fr/programmes-fr/?untranslated=1"' in text
    arrived = client.get("/fr/programmes-fr/?untranslated=1").content.decode()
    assert 'class="language-note"' in arrived
    assert 'rel="canonical" href="http://localhost/fr/programmes-fr/"' in arrived


def test_an_older_version_says_that_the_other_is_newer(planted: Planted, client: Client) -> None:
    story = planted["story", "en"]
    Page.objects.filter(pk=story.pk).update(last_published_at=timezone.now() - timedelta(days=5))
    assert "The French version is newer" in client.get(story.get_url()).content.decode()
    assert "is newer" not in client.get(planted["event", "en"].get_url()).content.decode()


TYPES = {
    "story": "NewsArticle",
    "event": "Event",
    "programme": "GovernmentService",
    "call": "Grant",
    "portrait": "WebPage",  # an invented person is not announced as a real one
    "home": "WebPage",
}


def test_search_engines_are_told_what_a_page_is(planted: Planted, client: Client) -> None:
    told = {}
    for kind in TYPES:
        text = client.get(planted[kind, "fr"].get_url()).content.decode()
        (found,) = re.findall(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', text, re.DOTALL)
        told[kind] = [each["@type"] for each in json.loads(found)["@graph"]]
    assert told == {kind: ["GovernmentOrganization", "BreadcrumbList", expected] for kind, expected in TYPES.items()}


def test_a_title_cannot_close_the_data_for_search_engines(planted: Planted, client: Client) -> None:
    Page.objects.filter(pk=planted["story", "en"].pk).update(title="</script><script>alert(1)</script>")
    text = client.get(planted["story", "en"].get_url()).content.decode()
    assert "<script>alert" not in text


def test_markup_that_the_features_do_not_allow_is_not_shown(planted: Planted, client: Client) -> None:
    story = StoryPage.objects.get(pk=planted["story", "en"].pk)
    story.body = [
        {"type": "heading", "value": "<script>alert(1)</script>"},
        {"type": "quote", "value": {"text": "<img src=x onerror=alert(1)>", "by": "", "role": ""}},
    ]
    story.save()
    text = client.get(story.get_url()).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_a_private_page_stands_in_no_list(planted: Planted, client: Client) -> None:
    planted["story", "en"].view_restrictions.create(restriction_type="login")
    assert planted["story", "en"].title not in client.get("/en/").content.decode()
    assert planted["story", "en"].title not in client.get("/en/stories/").content.decode()
    assert planted["story", "en"].title not in client.get("/en/stories.rss").content.decode()
    assert "/en/stories/story/" not in client.get("/sitemap.xml").content.decode()
    assert planted["story", "en"].title not in client.get("/en/search/?q=laboratory").content.decode()


def test_a_link_in_a_text_leads_to_the_readers_language(planted: Planted, client: Client) -> None:
    story = StoryPage.objects.get(pk=planted["story", "fr"].pk)
    there, gone = planted["event", "en"].pk, 987654
    story.body = [
        {
            "type": "paragraphs",
            "value": f'<p><a linktype="page" id="{there}">Soirée</a> <a linktype="page" id="{gone}">perdue</a></p>',
        }
    ]
    story.save()
    text = client.get(story.get_url()).content.decode()
    assert '<a href="/fr/events-fr/event-fr/">Soirée</a>' in text
    assert "<a>perdue</a>" in text
