"""Notes when a session was last seen, at most every five minutes: a list of sessions needs no more, and reading stays reading."""

from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

EVERY = timedelta(minutes=5)
SEEN = "seen_at"


def seen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            _note(request)
        return get_response(request)

    return middleware


def _note(request: HttpRequest) -> None:
    """The instant is kept in the session, which is read anyway: no query but once in five minutes."""
    now = timezone.now()
    if now.timestamp() - request.session.get(SEEN, 0) < EVERY.total_seconds():
        return
    request.session[SEEN] = now.timestamp()
    if not UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now):
        UserSession.objects.create_from_request(request)
