"""Merging another account into one's own: its address, the code that goes there, what will move, and the act."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bartholdi.faces.portal.forms.account import OtherAccount, OtherAccountCode
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui.doors import signed_in
from bartholdi.office.accounts import mails, merging, queries, services
from bartholdi.office.accounts.models import User

KEY = "merging"  # in the session: the address, the code, the tries, when; never whether there is an account
MINUTES = 15
TRIES = 3


@signed_in
def ask(request: Visit) -> HttpResponse:
    form = OtherAccount(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        _send(request, form.cleaned_data["email"])
        return redirect("account_merge_code")
    return render(request, "account/merge.html", {"form": form})


@signed_in
def enter_code(request: Visit) -> HttpResponse:
    state = _state(request)
    if state is None:
        return _again(request, _("The code has ended. Ask for a new one."))
    form = OtherAccountCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if compare_user_code(actual=form.cleaned_data["code"], expected=state["code"]):
            request.session[KEY] = {**state, "proved": True}
            return redirect("account_merge_confirm")
        form.add_error("code", get_adapter().error_messages["incorrect_code"])
        request.session[KEY] = {**state, "tries": state["tries"] + 1}
        if state["tries"] + 1 >= TRIES:
            return _again(request, _("That code was wrong too often and has ended. Ask for a new one."))
    return render(request, "account/merge_code.html", {"form": form, "address": state["address"]})


@signed_in
def confirm(request: Visit) -> HttpResponse:
    state = _state(request)
    other = queries.verified_owner(state["address"]) if state and state.get("proved") else None
    if other is None:
        return _again(request, _("The code has ended. Ask for a new one."))
    if request.method == "POST":
        services.merge(User.objects.get(email=request.user.email), other, by=request.user)
        del request.session[KEY]
        messages.success(request, _("The two accounts are one now. You can sign in with every address of both."))
        return redirect("account_overview")
    services.require_mergeable(request.user, other)
    return render(request, "account/merge_confirm.html", {"other": other, "moves": merging.what_would_move(other)})


def _send(request: Visit, address: str) -> None:
    """One letter in either case; without an account there is a code too, which nobody is told."""
    code = get_adapter().generate_login_code()
    request.session[KEY] = {"address": address, "code": code, "tries": 0, "at": time.time()}
    kind = "merge_code" if queries.verified_owner(address) else "merge_no_account"
    mails.answer(kind, address, {"code": code, "asker": str(request.user)}, language=get_language() or "en")


def _state(request: Visit) -> dict[str, Any] | None:
    state = request.session.get(KEY)
    return state if state and time.time() - state["at"] < MINUTES * 60 else None


def _again(request: Visit, sentence: str) -> HttpResponse:
    request.session.pop(KEY, None)
    messages.error(request, sentence)
    return redirect("account_merge")
