"""Addresses that exist in the demonstration only: sign in as one of its people, read the mails that would have left, borrow keys."""

from django.urls import URLPattern, path

from bartholdi.demo import mails, views

app_name = "demo"
urlpatterns: list[URLPattern] = [
    path("", views.people, name="people"),
    path("mails/", mails.index, name="mails"),
    path("mails/<int:pk>/", mails.mail, name="mail"),
    path("keys/<slug:post>/", views.key, name="key"),
    path("as/<slug:key>/", views.sign_in, name="sign_in"),
]
