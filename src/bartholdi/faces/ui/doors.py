"""The door of every page behind sign-in: who is signed out comes back to the page, with what was typed."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext

from bartholdi.faces.ui import addresses, rescue


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def behind_the_door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated:
            answer = view(request, *args, **kwargs)
            if "Cache-Control" not in answer:  # after signing out, a shared computer must not find it again
                patch_cache_control(answer, private=True, no_cache=True)
            return answer
        back = request.get_full_path()
        if request.method == "POST":
            back = addresses.came_from(request) or back
            if rescue.keep(request, at=back.partition("?")[0]):
                messages.info(request, gettext("You have been signed out. What you typed is kept: sign in, and it is back."))
        door = redirect_to_login(back, resolve_url("account_login"))
        return addresses.whole_page(request, door.url)

    return behind_the_door


def each_signed_in(patterns: list[URLPattern]) -> list[URLPattern]:
    """The same door before a whole list of addresses."""
    for pattern in patterns:
        pattern.callback = signed_in(pattern.callback)
    return patterns
