"""The gallery of parts, in the demonstration only."""

from django.urls import URLPattern

app_name = "ui"
urlpatterns: list[URLPattern] = []
