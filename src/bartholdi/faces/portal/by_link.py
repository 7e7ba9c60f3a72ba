"""The door of a letter's pages: whoever holds its link gets in, and nobody learns from a wrong one whether something is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bartholdi.faces.portal import limits
from bartholdi.faces.portal.views import too_many
from bartholdi.faces.ui.downloads import private
from bartholdi.office.applications.letter_queries import same_mailbox, whole
from bartholdi.office.applications.models import Letter, LetterLink
from bartholdi.office.applications.services.letter_links import find_link, has_expired

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """The view gets the letter that is meant: the link's own, or another one that was asked of the same address."""

    @wraps(view)
    def behind_the_link(request: HttpRequest, token: str, pk: int | None = None, **kwargs: Any) -> HttpResponseBase:
        link = find_link(token)
        if link is None:
            return closed(nothing(request))
        if has_expired(link, now=link.letter.application.call.moment()):
            return closed(render(request, "portal/letter_expired.html", {"token": token}, status=410))
        letter = meant(link, pk)
        return closed(view(request, token, letter, **kwargs) if letter else nothing(request))

    return behind_the_link


def nothing(request: HttpRequest) -> HttpResponse:
    """The same for a guessed, a mistyped, a replaced and a revoked link; guesses are counted, and links that work are not."""
    if not limits.allowed(request, "letter_link"):
        return too_many.show(request)
    return render(request, "portal/letter_unknown.html", status=404)


def meant(link: LetterLink, pk: int | None) -> Letter | None:
    if pk is None or pk == link.letter_id:
        return whole(Letter.objects.filter(pk=link.letter_id)).first()
    return same_mailbox(link.letter).filter(pk=pk).first()


def closed(answer: HttpResponseBase) -> HttpResponseBase:
    """Neither kept by a browser or proxy, nor found by a search engine, nor told to another site."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "same-origin"
    return private(answer)
