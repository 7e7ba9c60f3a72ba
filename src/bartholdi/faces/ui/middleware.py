"""What every face shares around a view: refusals become messages, oversized bodies a clear page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from bartholdi.office.lib.workflow import Refused

View = Callable[[HttpRequest], HttpResponse]


class refused:  # noqa: N801  a middleware reads as a verb in settings
    """A service's refusal is shown on the page the person came from."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        messages.error(request, str(exception))
        came_from = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
        parts = urlsplit(came_from)
        back = f"{parts.path}?{parts.query}" if safe and parts.query else parts.path if safe else "/"
        return HttpResponseRedirect(back)


def too_large(get_response: View) -> View:
    """Helper F completes this: a body over the limit is answered before it is stored."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return middleware
