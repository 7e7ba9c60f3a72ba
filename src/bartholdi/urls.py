"""Every address of the installation, by face."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as cms_urls

urlpatterns: list[URLPattern | URLResolver] = [
    # One callback address per provider, whatever the language, because providers want it registered.
    path("account/with/", include("allauth.socialaccount.urls")),
    path("account/with/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("account/with/", include("allauth.socialaccount.providers.orcid.urls")),
    path("cms/", include(cms_urls)),
    path("", include("bartholdi.faces.website.urls")),
]

in_both_languages = [
    path("account/", include("bartholdi.faces.portal.account_urls")),
    path("portal/", include("bartholdi.faces.portal.urls")),
    path("desk/", include("bartholdi.faces.desk.urls")),
    path("", include("bartholdi.faces.website.localised_urls")),
]
if settings.DEMO or settings.MODE == "test":
    in_both_languages.insert(0, path("demo/", include("bartholdi.demo.urls")))
    in_both_languages.insert(0, path("ui/", include("bartholdi.faces.ui.urls")))

urlpatterns += i18n_patterns(*in_both_languages, path("", include(wagtail_urls)))
