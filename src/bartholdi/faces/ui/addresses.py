"""Where a request came from, and how to send it on, with and without htmx."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme


def came_from(request: HttpRequest) -> str:
    """The page of ours that sent this request, without its host; "" when it was not ours."""
    referer = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(referer)
    path = escape_leading_slashes(parts.path)  # a path that begins with two slashes would be read as a host
    return f"{path}?{parts.query}" if parts.query else path


def same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this; silence counts as no."""
    origin = request.META.get("HTTP_ORIGIN", "")
    if request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        return False
    return urlsplit(origin).netloc == request.get_host() if origin else bool(came_from(request))


def whole_page(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect of the page itself: htmx would else put the next page inside this one."""
    if request.META.get("HTTP_HX_REQUEST") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
