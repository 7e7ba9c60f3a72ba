"""Addresses of the website that are not pages: search, feeds."""

from django.urls import path

from bartholdi.faces.website import feeds
from bartholdi.faces.website.views import search

urlpatterns = [
    path("search/", search.show, name="search"),
    path("stories.rss", feeds.StoryFeed(), name="story_feed"),
    path("stories.atom", feeds.StoryAtomFeed(), name="story_atom"),
    path("events.rss", feeds.EventFeed(), name="event_feed"),
    path("events.atom", feeds.EventAtomFeed(), name="event_atom"),
]
