"""The pages of faults: what happened, what was kept, what to do; none of them needs the database."""

import sys
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.csrf import requires_csrf_token

from bartholdi.faces.ui import addresses, rescue, scheme
from bartholdi.office.lib import disk


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return plain(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django asks for this page while it handles the fault."""
    if disk.takes_no_more(sys.exception()):
        return disk_full(request)
    return plain(request, "500.html", 500)


def disk_full(request: HttpRequest) -> HttpResponse:
    """A page that saves by itself says it in its own line, keeps what was typed, and tries again."""
    if request.META.get("HTTP_ACCEPT", "") != "application/json":
        return plain(request, "507.html", 507)
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        said = gettext("Not saved: our disk is full. Your words are kept in this browser: leave the page open, we try again.")
    return JsonResponse({"refused": said}, status=507)


def too_large(request: HttpRequest) -> HttpResponse:
    return plain(request, "413.html", 413, limit=settings.FILE_LIMIT // (1024 * 1024), back=addresses.came_from(request))


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was too old, or another tab signed in or out. What was typed is kept only if the page was ours:
    else a stranger's page could put its words into somebody's form."""
    back = addresses.came_from(request) or request.get_full_path()
    ours = addresses.same_origin(request)
    is_kept = ours and rescue.keep(request, at=back.partition("?")[0])
    return render(request, "403_csrf.html", {"back": back if ours else "", "is_kept": is_kept}, status=403)


def plain(request: HttpRequest, template: str, status: int, **words: Any) -> HttpResponse:
    """Drawn without the request's user, session or database: they may be what failed."""
    code = translation.get_language_from_request(request, check_path=True)
    with translation.override(code):
        return HttpResponse(
            render_to_string(
                template, {"office_name": settings.WAGTAIL_SITE_NAME, "language": code, "scheme": scheme.chosen(request), **words}
            ),
            status=status,
        )
