"""Addresses of the website that have no language: robots, security.txt, media."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
