"""Addresses of the website that are not pages: search, feeds, the agreements and the calls of the desk."""

from django.urls import path

from bartholdi.faces.website import feeds
from bartholdi.faces.website.views import agreements, calls, search

urlpatterns = [
    path("search/", search.show, name="search"),
    path("agreements/<slug:slug>/", agreements.show, name="agreement"),
    path("agreements/<slug:slug>/documents/<int:pk>/", agreements.document, name="agreement-document"),
    path("calls/<slug:slug>/", calls.show, name="call"),
    path("calls/<slug:slug>/deadlines.ics", calls.deadlines, name="call-deadlines"),
    path("calls/<slug:slug>/papers/<int:pk>/", calls.paper, name="call-paper"),
    path("stories.rss", feeds.StoryFeed(), name="story_feed"),
    path("stories.atom", feeds.StoryAtomFeed(), name="story_atom"),
    path("events.rss", feeds.EventFeed(), name="event_feed"),
    path("events.atom", feeds.EventAtomFeed(), name="event_atom"),
]
