"""The door of the pages' workshop (/cms/): one sign-in for the whole house, its own content policy, and closed rooms."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

from csp.constants import NONE, SELF
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from bartholdi.faces.website import editors
from bartholdi.office.lib.policy import holds

View = Callable[[HttpRequest], HttpResponse]

# People and their roles are looked after at the desk, where each act is recorded; passwords belong to the one sign-in.
CLOSED = re.compile(
    r"^/cms/(users|groups|password_reset|account/change_(email|password)|documents|workflows|api-tokens|collections|bulk/accounts)(/|$)"
)

# Wagtail's own pages start small scripts and set styles in their markup; nothing comes from elsewhere all the same.
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "manifest-src": [SELF],
    "worker-src": [SELF, "blob:"],
}


def cms_door(get_response: View) -> View:
    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/cms/"):
            return get_response(request)
        if not request.user.is_authenticated:
            return sign_in(request)
        if request.path_info == reverse("wagtailadmin_login"):
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
        if not holds(request.user, editors.PAGES):
            raise PermissionDenied
        if CLOSED.match(request.path_info):
            raise Http404
        response = get_response(request)
        if not hasattr(response, "_csp_config"):  # a preview has its own: the strict one of the page it shows
            response._csp_config = POLICY  # type: ignore[attr-defined]
        return response

    return middleware


def sign_in(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("next", "") if request.path_info == reverse("wagtailadmin_login") else request.get_full_path()
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': asked or reverse('wagtailadmin_home')})}")
