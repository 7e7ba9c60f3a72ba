"""The acts on an agreement: those that are one press, those that need a day, and its parts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bartholdi.faces.desk.forms.agreement import AccedeForm, OnForm, RenameForm, ReplaceForm, SignForm
from bartholdi.faces.desk.forms.agreement_parts import FORMS, WORDS
from bartholdi.faces.desk.views.agreements import find
from bartholdi.faces.desk.views.call_parts import given, kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.downloads import send
from bartholdi.office.agreements import services
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.agreements.permissions import POLICY

PRESSED = {
    "negotiate": (services.negotiate, _("The negotiation is open.")),
    "take-back": (services.take_back_denunciation, _("The denunciation was taken back.")),
    "abandon": (services.abandon, _("The agreement is abandoned; it stays in the register.")),
    "resume": (services.resume, _("The negotiation is open again.")),
    "publish": (services.publish, _("The agreement is public; what is reserved stays here.")),
    "withdraw": (services.withdraw, _("The agreement is not on the website any more.")),
}
# With a form: the verb, the form, the service, the title of its page, and what is said once it is done.
DATED: dict[str, tuple[str, type[OnForm], Any, Any, Any]] = {
    "sign": ("sign", SignForm, services.sign, _("Record the signature"), _("The signature was recorded.")),
    "denounce": (
        "denounce",
        OnForm,
        services.denounce,
        _("Record a denunciation"),
        _("The denunciation was recorded; until when the agreement holds is computed."),
    ),
    "replace": ("replace", ReplaceForm, services.replace, _("Record that it is replaced"), _("The two texts are linked.")),
    "rename": ("rename", RenameForm, services.rename, _("Rename the agreement"), _("The agreement was renamed.")),
}


@require_POST
def press(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    if act not in PRESSED:
        raise Http404
    service, sentence = PRESSED[act]
    service(find(request, pk), by=whoever(request))
    messages.success(request, str(sentence))
    return redirect("desk:agreement", pk)


def on_a_day(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    if act not in DATED:
        raise Http404
    verb, kind, service, title, sentence = DATED[act]
    agreement = find(request, pk)
    POLICY.require(request.user, verb, agreement)
    form = kind(request.POST or None, agreement=agreement)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: service(agreement, **form.given(), by=whoever(request))):
        messages.success(request, str(sentence))
        return redirect("desk:agreement", pk)
    return draw(request, agreement, form, title)


def accede(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = find(request, pk)
    POLICY.require(request.user, "accede", agreement)
    form = AccedeForm(request.POST or None, agreement=agreement)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.accede(agreement, **form.given(), by=whoever(request))):
        messages.success(request, gettext("The party was added, with the day on which it joined."))
        return redirect("desk:agreement", pk)
    return draw(request, agreement, form, _("Record that a party joins"))


def add_part(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    agreement = find(request, pk)
    POLICY.require(request.user, "add_part", agreement)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](*given(request), agreement=agreement)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.add_part(agreement, kind, form.values(), by=whoever(request))):
        messages.success(request, gettext("It was added to the agreement."))
        return redirect("desk:agreement", pk)
    return draw(request, agreement, form, WORDS[kind][1])


def change_part(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    agreement = find(request, pk)
    POLICY.require(request.user, "change_part", agreement)
    found = find_part(agreement, kind, part)
    form = FORMS[kind](*given(request), agreement=agreement, part=found)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.change_part(found, form.values(), by=whoever(request))):
        messages.success(request, gettext("The agreement was saved."))
        return redirect("desk:agreement", pk)
    return draw(request, agreement, form, WORDS[kind][2], kind=kind, part=find_part(agreement, kind, part))


def draw(request: HttpRequest, agreement: Agreement, form: Any, title: Any, **more: Any) -> HttpResponse:
    return render(request, "desk/agreement_edit.html", {"agreement": agreement, "form": form, "title": title, **more})


@require_POST
def remove_part(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    services.remove_part(find_part(find(request, pk), kind, part), by=whoever(request))
    messages.success(request, gettext("It was removed from the agreement."))
    return redirect("desk:agreement", pk)


@require_safe
def document(request: HttpRequest, pk: int, part: int) -> HttpResponseBase:
    return send(find_part(find(request, pk), "document", part))


def find_part(agreement: Agreement, kind: str, pk: int) -> Any:
    if kind not in services.KINDS:
        raise Http404
    return get_object_or_404(services.KINDS[kind].objects.select_related("agreement"), pk=pk, agreement=agreement)
