"""The addresses of nominations: open to whoever holds the link, and to nobody else."""

from django.urls import path

from bartholdi.faces.portal.views import nominations

urlpatterns = [
    path("candidate/<slug:token>/", nominations.candidate, name="nomination"),
    path("candidate/<slug:token>/take-up/", nominations.take_up, name="nomination-take-up"),
    path("<slug:token>/", nominations.show, name="nominations"),
    path("<slug:token>/<int:pk>/withdraw/", nominations.withdraw, name="nomination-withdraw"),
]
