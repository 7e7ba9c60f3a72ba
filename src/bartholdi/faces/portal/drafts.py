"""Drafts begun before their owner had an account: this browser holds a key to each, in one signed cookie, until somebody signs in."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import services
from bartholdi.office.applications.holder import KEPT, Holder
from bartholdi.office.applications.models import Application

COOKIE = "drafts"
MOST = 5  # in one browser; a cookie is small
DAYS = KEPT.days
SIGNER = Signer(salt="portal.drafts")


def new_holder() -> Holder:
    return Holder(secrets.token_urlsafe(24))


def held(request: HttpRequest) -> dict[int, Holder]:
    """The drafts that this browser has a key to, the newest first; whether each key still fits, the policy says."""
    try:
        parts = SIGNER.unsign(request.COOKIES.get(COOKIE, "")).split(" ")
    except BadSignature:
        return {}
    pairs = (part.split(".", 1) for part in parts if "." in part)
    return {int(pk): Holder(key) for pk, key in pairs if pk.isdigit()}


def remember(request: HttpRequest, response: HttpResponse, application: Application, holder: Holder) -> None:
    keys = {application.pk: holder.key, **{pk: each.key for pk, each in held(request).items()}}
    value = SIGNER.sign(" ".join(f"{pk}.{key}" for pk, key in list(keys.items())[:MOST]))
    response.set_cookie(COOKIE, value, max_age=KEPT, httponly=True, samesite="Lax", secure=request.is_secure())


def claim(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Called by whatever signs people in: the drafts of this browser become the account's."""
    keys = held(request)
    if not keys:
        return
    rows = Application.objects.filter(pk__in=keys).select_related("call", "response")
    claimed = [row for row in rows if services.claim(row, holder=keys[row.pk], by=user)]
    response.delete_cookie(COOKIE, samesite="Lax")
    if claimed:
        told = ngettext("Your draft is now kept in your account.", "Your drafts are now kept in your account.", len(claimed))
        messages.success(request, " ".join([told, gettext("You can go on from any device.")]))
