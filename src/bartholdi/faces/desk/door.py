"""The desk's one door, locked once for the whole list of addresses: staff only; and behind it that of the cases."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern

from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.accounts.roles import reads_cases


def staff_only(patterns: list[URLPattern]) -> list[URLPattern]:
    for pattern in patterns:
        pattern.callback = locked(pattern.callback)
    return patterns


def case_readers_only(patterns: list[URLPattern]) -> list[URLPattern]:
    """Whether there is such a case is not said either: nothing is looked for first."""
    for pattern in patterns:
        pattern.callback = kept_to_case_readers(pattern.callback)
    return patterns


def kept_to_case_readers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def behind_the_second_door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not reads_cases(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return behind_the_second_door


def locked(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @signed_in
    @wraps(view)
    def behind_the_door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return behind_the_door
