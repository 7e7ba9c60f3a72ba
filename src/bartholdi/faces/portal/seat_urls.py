"""The address of a seat on a panel: open to whoever holds its link, and to nobody else."""

from django.urls import path

from bartholdi.faces.portal.views import seats

urlpatterns = [path("<slug:token>/", seats.show, name="seat")]
