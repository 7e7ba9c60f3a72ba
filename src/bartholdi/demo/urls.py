"""Addresses that exist in the demonstration only: sign in as one of its people, read the mails that would have left."""

from django.urls import URLPattern, path

from bartholdi.demo import views

app_name = "demo"
urlpatterns: list[URLPattern] = [
    path("", views.people, name="people"),
    path("as/<slug:key>/", views.sign_in, name="sign_in"),
]
