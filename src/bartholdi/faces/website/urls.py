"""Addresses of the website that have no language: robots, security.txt, media, the open calls for machines."""

from django.urls import path

from bartholdi.faces.website import sitemaps
from bartholdi.faces.website.views import calls, media, wellknown

urlpatterns = [
    path("media/<path:name>", media.show, name="media"),
    path("calls.json", calls.open_calls, name="open-calls"),
    path("sitemap.xml", sitemaps.show, name="sitemap"),
    path("robots.txt", wellknown.robots, name="robots"),
    path(".well-known/security.txt", wellknown.security, name="security_txt"),
    path("manifest.webmanifest", wellknown.manifest, name="manifest"),
    path("favicon.ico", wellknown.favicon, name="favicon"),
]
