"""The gallery of parts, in the demonstration only."""

from django.urls import path

from bartholdi.faces.ui import gallery

app_name = "ui"
urlpatterns = [
    path("", gallery.show, name="gallery"),
    path("questions/", gallery.questions, name="questions"),
    path("<slug:frame>/", gallery.frame, name="frame"),
]
