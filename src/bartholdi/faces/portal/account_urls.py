"""Sign-in and one's own account: allauth's views under our templates."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("two-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
