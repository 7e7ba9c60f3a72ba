"""Addresses of sign-in through a provider: the same in both languages, because providers want their callback registered."""

from allauth.socialaccount import views
from allauth.socialaccount.providers.orcid import views as orcid
from django.urls import path

from bartholdi.faces.portal import openid
from bartholdi.faces.portal.providers import by_a_page

urlpatterns = [
    path("", views.connections, name="socialaccount_connections"),
    path("cancelled/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", views.login_error, name="socialaccount_login_error"),
    path("sign-up/", views.signup, name="socialaccount_signup"),
    path("orcid/", by_a_page(orcid.oauth2_login), name="orcid_login"),
    path("orcid/callback/", orcid.oauth2_callback, name="orcid_callback"),
    path("oidc/<slug:provider_id>/", by_a_page(openid.login), name="openid_connect_login"),
    path("oidc/<slug:provider_id>/callback/", openid.callback, name="openid_connect_callback"),
]
