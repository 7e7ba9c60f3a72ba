"""Stories and events as RSS and Atom, in the language of the address."""

from datetime import UTC, datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from bartholdi.faces.website.models import EventPage, OfficeSettings, StoryPage
from bartholdi.faces.website.showing import shown, with_pictures
from bartholdi.office.lib import times
from bartholdi.office.lib.bilingual import language

NEWEST = 30


class StoryFeed(Feed):
    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    subject = _("Stories")
    address = "story_feed"

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self, request: HttpRequest) -> str:
        return f"{OfficeSettings.for_request(request).name} · {self.subject}"

    def link(self, request: HttpRequest) -> str:
        return f"/{language()}/"

    def feed_url(self, request: HttpRequest) -> str:
        return reverse(self.address)

    def description(self, request: HttpRequest) -> str:
        return OfficeSettings.for_request(request).tagline or str(self.subject)

    subtitle = description

    def items(self, request: HttpRequest) -> list[Any]:
        locale = Locale.objects.get(language_code=language())
        stories = shown(with_pictures(StoryPage.objects.all()), request, locale_id=locale.pk).order_by("-date", "-pk")[:NEWEST]
        return addressed(stories, request)

    def item_title(self, page: Any) -> str:
        return page.title

    def item_description(self, page: Any) -> str:
        return page.summary

    def item_link(self, page: Any) -> str:
        return page.address_in_feed

    def item_pubdate(self, page: StoryPage) -> datetime:
        return page.first_published_at or datetime.combine(page.date, time(12), UTC)

    def item_updateddate(self, page: Any) -> datetime:
        return page.last_published_at or self.item_pubdate(page)


class StoryAtomFeed(StoryFeed):
    feed_type = Atom1Feed
    address = "story_atom"


class EventFeed(StoryFeed):
    subject = _("Events")
    address = "event_feed"

    def items(self, request: HttpRequest) -> list[Any]:
        locale = Locale.objects.get(language_code=language())
        events = shown(EventPage.objects.all(), request, locale_id=locale.pk).upcoming(timezone.now())[:NEWEST]
        return addressed(events, request)

    def item_description(self, page: EventPage) -> str:
        starts = times.instant(page.starts, page.zone)
        return gettext("%(when)s. %(place)s. %(summary)s") % {"when": starts, "place": page.place, "summary": page.summary}

    def item_pubdate(self, page: EventPage) -> datetime:
        return page.first_published_at or page.starts


class EventAtomFeed(EventFeed):
    feed_type = Atom1Feed
    address = "event_atom"


def addressed(pages: Any, request: HttpRequest) -> list[Any]:
    found = list(pages)
    for page in found:
        page.address_in_feed = page.get_full_url(request)
    return found
