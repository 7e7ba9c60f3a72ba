"""What every face shares around a view: refusals become messages, oversized and unreadable requests a clear page."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from bartholdi.faces.ui import addresses, errors, rescue
from bartholdi.office.lib.workflow import Refused

View = Callable[[HttpRequest], HttpResponse]

SLACK = 1024 * 1024  # what the other fields of a form with a file may weigh
DRAINED = 64 * 1024 * 1024  # a browser that is cut off while sending shows no answer: read on, but not for ever
SECONDS = 10


class refused:  # noqa: N801  a middleware reads as a verb in settings
    """A service's refusal is shown on the page the person came from; what was typed there comes back with it."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        back = addresses.came_from(request) or "/"
        if request.method == "POST":
            rescue.keep(request, at=back.partition("?")[0])
        elif back.partition("?")[0] == request.path:  # reloaded: a page that refuses to be shown would lead to itself for ever
            back = "/"
        messages.error(request, str(exception))
        return addresses.whole_page(request, back)


def readable(get_response: View) -> View:
    """No browser sends the zero character in an address or a cookie, and neither disks nor PostgreSQL take it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if any("\0" in text for text in (request.path_info, *request.COOKIES.values())):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


def too_large(get_response: View) -> View:
    """A body above the limit is answered before anything of it is stored."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if announced(request) <= settings.FILE_LIMIT + SLACK:
            return get_response(request)
        drain(request)
        return errors.too_large(request)

    return middleware


def announced(request: HttpRequest) -> int:
    """What the browser says it sends; without a length Django reads nothing. More than 15 digits is only more."""
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length[:15]) if length.isascii() and length.isdigit() else 0


def drain(request: HttpRequest) -> None:
    """Reads and forgets, so that the browser comes to read our answer."""
    left, until = DRAINED, time.monotonic() + SECONDS
    while left > 0 and time.monotonic() < until:
        try:
            piece = request.read(min(left, 256 * 1024))
        except OSError:
            return
        if not piece:
            return
        left -= len(piece)
