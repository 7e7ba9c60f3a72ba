"""Addresses of the website that are not pages: search, feeds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
