"""When a request arrived: stamped before anything waits, because a deadline looks at that instant and not at when we came to it.

The server (running/server.py) stamps it as soon as its first byte is there, before its threads are asked; where another server
does not, this first middleware does.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

KEY = "bartholdi.arrived"  # seconds since 1970; no header of a browser can have this name in the environ


def stamped(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        request.META.setdefault(KEY, timezone.now().timestamp())
        return get_response(request)

    return middleware


def of(request: HttpRequest) -> datetime:
    """The instant that decides."""
    stamp = request.META.get(KEY)
    return datetime.fromtimestamp(stamp, UTC) if isinstance(stamp, float | int) else timezone.now()
