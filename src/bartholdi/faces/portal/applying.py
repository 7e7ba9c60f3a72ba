"""The door of every page of an application: its applicants, or the browser that began it; for anybody else it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext

from bartholdi.faces.portal import drafts
from bartholdi.faces.ui import arrival
from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.accounts.models import User
from bartholdi.office.applications import queries
from bartholdi.office.applications.holder import Holder
from bartholdi.office.applications.models import Application, Submission

JSON = "application/json"


class Applying(HttpRequest):
    """A request whose sender may see the application: `by` acts, `arrived_at` decides about deadlines."""

    by: User | Holder
    arrived_at: datetime
    user: User


def applying(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view(request, application, …)` behind an address with `pk`."""

    @wraps(view)
    def behind_the_door(request: HttpRequest, pk: int, **more: Any) -> HttpResponseBase:
        keys = {} if request.user.is_authenticated else drafts.held(request)
        if not request.user.is_authenticated and pk not in keys:
            return turned_away(request, pk)
        by = request.user if request.user.is_authenticated else keys[pk]
        application = queries.with_answers(_of(by)).filter(pk=pk).first()
        if application is None:
            return no_longer(request, by, pk)
        request.by, request.arrived_at = by, arrival.of(request)  # type: ignore[attr-defined]
        answer = view(request, application, **more)
        if "Cache-Control" not in answer:  # after signing out, a shared computer must not find it again
            patch_cache_control(answer, private=True, no_cache=True)
        return answer

    return behind_the_door


def no_longer(request: HttpRequest, by: User | Holder, pk: int) -> HttpResponseBase:
    """Whoever wrote it until another lead removed them is told so; for anybody else it does not exist."""
    application = queries.left_by(by, pk) if isinstance(by, User) else None
    if application is None:
        raise Http404
    if wants_json(request):
        said = gettext(
            "Not saved: you are no longer a lead of this application. Your text stays in this page; copy what you need."
        )
        return JsonResponse({"refused": said}, status=409)
    sent = list(Submission.objects.visible_to(by).filter(application=application).select_related("application"))
    facts = {"application": application, "call": application.call, "sent": sent, "owner": by.journal_key}
    return render(request, "portal/application/no_longer.html", facts, status=403)


def _of(by: User | Holder) -> QuerySet[Any]:
    if isinstance(by, User):
        return queries.with_closing(Application.objects.of(by), by)
    return Application.objects.filter(claim_digest=by.claim_digest)


def with_account(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For what a draft alone cannot do: a browser with only its key is asked to sign in first, and the draft comes along."""
    return signed_in(applying(view))


def turned_away(request: HttpRequest, pk: int) -> HttpResponseBase:
    """To the sign-in, with what was typed; a script is told so, and keeps it by itself."""
    if wants_json(request):
        return JsonResponse({"sign_in": resolve_url("account_login")}, status=401)
    return signed_in(lambda request: JsonResponse({}))(request)


def wants_json(request: HttpRequest) -> bool:
    return request.META.get("HTTP_ACCEPT", "") == JSON
