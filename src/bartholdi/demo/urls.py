"""Addresses that exist in the demonstration only: sign in as one of its people, read the mails that would have left."""

from django.urls import URLPattern

app_name = "demo"
urlpatterns: list[URLPattern] = []
