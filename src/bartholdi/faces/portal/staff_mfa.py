"""Staff without a second step are led to the page where they add one, before any other page of the installation."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bartholdi.office.accounts.queries import has_second_factor

PASSED = ("/static/", "/media/")


class second_step_for_staff:  # noqa: N801  a middleware reads as a rule in settings
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.STAFF_MFA_REQUIRED or not request.user.is_authenticated or not request.user.is_staff:
            return None
        if request.path.startswith((*PASSED, reverse("account_overview"))) or has_second_factor(request.user):
            return None
        messages.warning(request, _("The office’s staff sign in with a second step. Add one now; the desk opens then."))
        return redirect("mfa_index")
