"""Addresses of the portal that open before one has an account: beginning an application, and the link of an invitation."""

from django.urls import path

from bartholdi.faces.portal.views import application_leads, before, starting

urlpatterns = [
    path("apply/<slug:slug>/", starting.start, name="apply"),
    path("apply/<slug:slug>/check/", before.check, name="apply-check"),
    path("lead/<str:key>/", application_leads.invitation, name="lead-invitation"),
]
