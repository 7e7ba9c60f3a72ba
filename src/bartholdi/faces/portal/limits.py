"""How long somebody who tried too often must wait: read from the same counters that allauth's limits keep in the cache."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from allauth.account import app_settings as account_settings
from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal import ratelimit
from allauth.mfa import app_settings as mfa_settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.cache import cache
from django.utils.translation import gettext, ngettext

if TYPE_CHECKING:
    from django.http import HttpRequest

OURS = {
    "merge": "10/h/user,10/h/ip",  # codes asked for to merge another account into one's own
    "start": "60/h/ip",  # applications begun without an account, also by a class in one room
    "letter_link": "30/10m/ip",  # links to a letter that lead nowhere: a mistyped one is not a guess yet
}


def seconds_to_wait(request: HttpRequest) -> int:
    """Zero when nothing is used up. Only this person's address, account and typed address are looked at."""
    waits = [0.0, *(_wait(request, app, action, rate, key) for app, action, rate, key in _counters(request))]
    return math.ceil(max(waits))


def sentence(seconds: int) -> str:
    """Says when to come back, in words."""
    minutes = max(1, math.ceil(seconds / 60))
    return ngettext(
        "There were too many tries. Try again in %(number)s minute.",
        "There were too many tries. Try again in %(number)s minutes.",
        minutes,
    ) % {"number": minutes} + (" " + gettext("Nothing was lost.") if seconds else "")


def allowed(request: HttpRequest, action: str) -> bool:
    """Counts one try of an action of ours, whichever way it was asked."""
    return bool(ratelimit.consume(request, app="bartholdi", action=action, config=OURS, limit_get=True))


def _counters(request: HttpRequest) -> Iterator[tuple[str, str, ratelimit.Rate, str | None]]:
    typed = (request.POST.get("email") or request.POST.get("login") or "").strip().lower()
    pending = unstash_login(request, peek=True)  # between the first and the second step
    someone = request.user if request.user.is_authenticated else pending.user if pending else None
    settings = (("allauth.account", account_settings.RATE_LIMITS), ("allauth.mfa", mfa_settings.RATE_LIMITS), ("bartholdi", OURS))
    for app, config in settings:
        for action, rates in config.items():
            for rate in ratelimit.parse_rates(rates):
                if rate.per == "key" and action == "login_failed":
                    # Counted by allauth under the site's name and the address; second steps under the account.
                    yield app, action, rate, f"{get_current_site(request).domain}:{typed}"
                    yield app, action, rate, f"mfa-auth-user-{someone.pk if someone else None}"
                elif rate.per == "key" and typed:
                    yield app, action, rate, typed
                elif rate.per == "ip" or (rate.per == "user" and request.user.is_authenticated):
                    yield app, action, rate, None


def _wait(request: HttpRequest, app: str, action: str, rate: ratelimit.Rate, key: str | None) -> float:
    tries = cache.get(ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key), [])
    if len(tries) < rate.amount:
        return 0
    return max(0.0, float(tries[rate.amount - 1]) + float(rate.duration) - time.time())
