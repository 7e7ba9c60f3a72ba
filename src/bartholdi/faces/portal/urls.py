"""The portal's addresses: behind sign-in, all of them."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from bartholdi.faces.portal.views import home

app_name = "portal"
urlpatterns = [
    path("", login_required(home.show), name="home"),
]
