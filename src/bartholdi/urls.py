"""Every address of the installation, by face."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as cms_urls

from bartholdi.faces.portal.views import sign_in
from bartholdi.faces.ui import look_up, scheme

handler400 = "bartholdi.faces.ui.errors.bad_request"
handler429 = "bartholdi.faces.portal.views.too_many.show"  # allauth asks for this name when somebody tried too often
handler500 = "bartholdi.faces.ui.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("look/scheme/", scheme.choose, name="scheme"),
    # One callback address per provider, whatever the language, because providers want it registered.
    path("account/with/", include("bartholdi.faces.portal.provider_urls")),
    path("cms/login/", sign_in.same_door),
    path("cms/", include(cms_urls)),
    path("", include("bartholdi.faces.website.urls")),
]

in_both_languages: list[URLPattern | URLResolver] = [
    path("_util/login/", sign_in.same_door),  # Wagtail's door for closed pages: a password alone would open it
    path("account/", include("bartholdi.faces.portal.account_urls")),
    path("look-up/organisations/", look_up.organisations, name="look-up-organisations"),
    path("letters/", include("bartholdi.faces.portal.letter_urls")),
    path("", include("bartholdi.faces.portal.public_urls")),
    path("portal/", include("bartholdi.faces.portal.urls")),
    path("nominations/", include("bartholdi.faces.portal.nomination_urls")),
    path("reviewing/", include("bartholdi.faces.portal.seat_urls")),
    path("desk/", include("bartholdi.faces.desk.urls")),
    path("", include("bartholdi.faces.website.localised_urls")),
]
if not settings.PRODUCTION:
    in_both_languages.insert(0, path("demo/", include("bartholdi.demo.urls")))
    in_both_languages.insert(0, path("ui/", include("bartholdi.faces.ui.urls")))

urlpatterns += i18n_patterns(*in_both_languages, path("", include(wagtail_urls)))
