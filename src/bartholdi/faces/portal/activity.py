"""Notes when a session was last seen, at most every five minutes: a list of sessions needs no more, and reading stays reading."""

from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bartholdi.office.lib import disk

EVERY = timedelta(minutes=5)
MOST = 20_000  # sessions that a process remembers having noted

_noted: dict[str, float] = {}  # session key -> when this process noted it, in seconds since 1970


def seen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if (key := request.session.session_key) and request.user.is_authenticated:
            _note(request, key)
        return get_response(request)

    return middleware


def _note(request: HttpRequest, key: str) -> None:
    """Each process remembers what it noted: no query but once in five minutes, and then one write, where writing it into the session
    too would make everybody who comes in the last minute of a call wait for the database once more."""
    now = timezone.now()
    if now.timestamp() - _noted.get(key, 0) < EVERY.total_seconds():
        return
    if len(_noted) >= MOST:
        _noted.clear()
    _noted[key] = now.timestamp()
    try:
        if not UserSession.objects.filter(session_key=key).update(last_seen_at=now):
            UserSession.objects.create_from_request(request)
    except DatabaseError as fault:
        if not disk.takes_no_more(fault):  # one can go on reading while the disk is full
            raise
