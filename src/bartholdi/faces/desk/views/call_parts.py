"""Changing a call: its texts, dates, forms and rules, and the parts of which it consists."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bartholdi.faces.desk.forms.call import DatesForm, FormsForm, RulesForm, TextsForm
from bartholdi.faces.desk.forms.call_parts import FORMS, WORDS
from bartholdi.faces.desk.forms.call_words import WordsForm
from bartholdi.faces.desk.views.calls import find
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.downloads import send
from bartholdi.office.applications.services import judging, letter_editions
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes import services
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.permissions import POLICY

GROUPS = {
    "texts": _("Change the texts"),
    "dates": _("Change the dates"),
    "forms": _("Change the forms"),
    "rules": _("Change the rules"),
    "words": _("Change the words of its letters"),
}


def form_for(group: str, call: Call, data: Any) -> Any:
    if group == "rules":
        spec = call.edition.parsed() if call.edition else None
        questions = [(each.key, each.label.said(language())) for each in spec.fields()] if spec else []
        return RulesForm(data, questions=questions, initial=RulesForm.initial_of(call))
    if group == "texts":
        return TextsForm(data, instance=call)
    if group == "words":
        return WordsForm(data, initial=WordsForm.initial_of(call))
    kind = DatesForm if group == "dates" else FormsForm
    return kind(data) if data is not None else kind.showing(call)


def edit(request: HttpRequest, pk: int, group: str) -> HttpResponse:
    call = find(request, pk)
    POLICY.require(request.user, "change_call", call)
    if group not in GROUPS:
        raise Http404
    form = form_for(group, call, request.POST if request.method == "POST" else None)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.change_call(call, form.values(), by=whoever(request))):
        if group == "rules":
            judging.rules_changed(call)
        messages.success(request, gettext("The call was saved."))
        return redirect("desk:call", pk)
    return render(request, "desk/call_edit.html", {"call": find(request, pk), "form": form, "title": GROUPS[group]})


def kept(form: forms.BaseForm, act: Any) -> bool:
    """Whether the act was done; a refusal stands above the form, which keeps what was typed."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def given(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    call = find(request, pk)
    POLICY.require(request.user, "add_part", call)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](*given(request), call=call)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.add_part(call, kind, form.values(), by=whoever(request))):
        messages.success(request, gettext("It was added to the call."))
        return redirect("desk:call", pk)
    return render(request, "desk/call_edit.html", {"call": call, "form": form, "title": WORDS[kind][1]})


def change(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    call = find(request, pk)
    POLICY.require(request.user, "change_part", call)
    found = find_part(call, kind, part)
    form = FORMS[kind](*given(request), call=call, part=found)
    rescue.kept(request, form)
    change_part = letter_editions.change_requirement if kind == "letter" else services.change_part
    if form.is_valid() and kept(form, lambda: change_part(found, form.values(), by=whoever(request))):
        messages.success(request, gettext("The call was saved."))
        return redirect("desk:call", pk)
    context = {"call": call, "form": form, "title": WORDS[kind][2], "kind": kind, "part": find_part(call, kind, part)}
    return render(request, "desk/call_edit.html", context)


@require_safe
def paper(request: HttpRequest, pk: int, part: int) -> HttpResponseBase:
    return send(find_part(find(request, pk), "paper", part))


@require_POST
def remove(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    call = find(request, pk)
    services.remove_part(find_part(call, kind, part), by=whoever(request))
    messages.success(request, gettext("It was removed from the call."))
    return redirect("desk:call", pk)


def find_part(call: Call, kind: str, pk: int) -> Any:
    if kind not in services.KINDS:
        raise Http404
    return get_object_or_404(services.KINDS[kind].objects.select_related("call"), pk=pk, call=call)
