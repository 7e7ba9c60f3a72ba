"""In which face a page of dispatches stands: its frame, its addresses, and who asks."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Dispatch, Mailbox


def face(request: HttpRequest) -> str:
    """`desk` or `portal`."""
    return request.resolver_match.namespace if request.resolver_match else "desk"


def address(request: HttpRequest, name: str, *args: Any) -> str:
    return reverse(f"{face(request)}:{name}", args=args)


def framed(request: HttpRequest, **context: Any) -> dict[str, Any]:
    """For templates: `{% extends frame %}`, `{% url face|add:":dispatch" pk %}`."""
    here = face(request)
    return {"frame": f"{here}/page.html", "face": here, **context}


def whoever(request: HttpRequest) -> User:
    return cast(User, request.user)


def mailbox(request: HttpRequest, pk: int) -> Mailbox:
    """One that this person holds; another does not exist for them."""
    return get_object_or_404(Mailbox.objects.here().held_by(request.user), pk=pk)


def dispatch(request: HttpRequest, pk: int) -> Dispatch:
    return get_object_or_404(Dispatch.objects.visible_to(request.user), pk=pk)
