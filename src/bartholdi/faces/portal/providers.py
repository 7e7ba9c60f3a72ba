"""Sign-in through ORCID or OpenID Connect: which are switched on, and leaving for them under a strict policy."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def offered(request: HttpRequest) -> list[Any]:
    """None unless the environment names some: then the sign-in page says nothing of them."""
    return get_adapter().list_providers(request) if settings.SOCIALACCOUNT_PROVIDERS else []


def by_a_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Our policy lets a form lead to our own pages only, redirects included: a page of ours then leads on to the provider."""

    def leaving(request: HttpRequest, **parts: Any) -> HttpResponse:
        response = view(request, **parts)
        target = response.get("Location", "")
        if request.method == "POST" and urlsplit(target).netloc not in {"", request.get_host()}:
            return render(request, "socialaccount/login_redirect.html", {"target": target, "host": urlsplit(target).hostname})
        return response

    return leaving
