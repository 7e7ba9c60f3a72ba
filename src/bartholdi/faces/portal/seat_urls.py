"""The address of a seat on a panel: open to whoever holds its link, and to nobody else; and where the pages of a meeting ask for news."""

from django.urls import path

from bartholdi.faces.portal.views import meetings, seats

urlpatterns = [
    path("news/<str:key>/", meetings.poll, name="meeting-news"),
    path("<slug:token>/", seats.show, name="seat"),
]
