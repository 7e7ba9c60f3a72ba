"""The desk's one door: staff only, locked once for the whole list of addresses."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern

from bartholdi.faces.ui.doors import signed_in


def staff_only(patterns: list[URLPattern]) -> list[URLPattern]:
    for pattern in patterns:
        pattern.callback = locked(pattern.callback)
    return patterns


def locked(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @signed_in
    @wraps(view)
    def behind_the_door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return behind_the_door
