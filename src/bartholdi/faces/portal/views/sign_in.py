"""The doors beside allauth's own: a password, and a code whose wrong tries are recorded."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import passthrough_next_redirect_url
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from bartholdi.faces.portal.adapter import SIGN_IN
from bartholdi.faces.portal.forms.doors import SignInByPassword
from bartholdi.office.accounts import services


class ByPassword(account.LoginView):
    template_name = "account/login_by_password.html"

    def get_form_class(self) -> type[SignInByPassword]:
        return SignInByPassword


class ByCode(account.ConfirmLoginCodeView):
    """Known or not, an address makes the same entry: the journal's work takes the same time."""

    def form_invalid(self, form: Any) -> HttpResponse:
        services.record_failed_sign_in(self._process.user, by=SIGN_IN, method="code")
        return super().form_invalid(form)


by_password = ByPassword.as_view()
by_code = ByCode.as_view()


@require_POST
def start_over(request: HttpRequest) -> HttpResponse:
    """Another address: the sign-in that had begun is forgotten, what was typed before it is kept."""
    clear_login(request)
    request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)
    return HttpResponseRedirect(passthrough_next_redirect_url(request, reverse("account_login"), "next"))


def same_door(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in page leads to the one of everybody."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse("account_login") + (f"?{query}" if query else ""))
