"""The acts on one application: each asks on a page of its own, and is done by one service; notes beside them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms import application as forms
from bartholdi.faces.desk.views.applications_file import ACTS as OFFERED
from bartholdi.faces.desk.views.applications_file import find
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.applications import queries
from bartholdi.office.applications.models import Application, Note
from bartholdi.office.applications.permissions import NOTE_POLICY, POLICY
from bartholdi.office.applications.recipients import languages_of, recipients
from bartholdi.office.applications.services import casework, extensions, sending
from bartholdi.office.applications.services import messages as letters
from bartholdi.office.lib.workflow import Refused

Service = Callable[..., Any]
# act -> form, service, what is said when it is done
DONE: dict[str, tuple[Any, Service, str | Promise]] = {
    "return": (forms.ReturnForm, sending.return_for_changes, _("The application was returned. Its applicants are told.")),
    "find-ineligible": (forms.IneligibleForm, casework.find_ineligible, _("The application is not eligible.")),
    "find-eligible": (forms.EligibleForm, casework.find_eligible, _("The application is eligible.")),
    "confirm-finding": (forms.ConfirmForm, casework.confirm_finding, _("The finding is signed anew.")),
    "leave-to-rules": (forms.LeaveForm, casework.leave_to_rules, _("What the rules say counts again.")),
    "extend": (forms.ExtendForm, extensions.extend_application, _("The applicants have more time, and are told.")),
    "withdraw": (forms.WithdrawForm, casework.withdraw_on_request, _("The application is withdrawn. Its applicants are told.")),
}


def do(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Asks, with what was typed kept after a refusal; and does it."""
    if act not in DONE:
        raise Http404
    application = find(request, pk)
    POLICY.require(request.user, OFFERED[act][0], application)
    kind, service, sentence = DONE[act]
    form = kind(request.POST or None, **given(request, application))
    rescue.kept(request, form)
    if form.is_valid():
        try:
            service(application, **form.facts(), by=whoever(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(sentence))
            return redirect("desk:application", pk)
    context = {"application": application, "form": form, "label": OFFERED[act][1], "act": act, "readers": recipients(application)}
    return render(request, "desk/application_act.html", context)


def given(request: HttpRequest, application: Application) -> dict[str, Any]:
    """For the forms that ask for an instant: the zones, and the last instant as it is."""
    shown = queries.may_change_until(application)
    return {"zone": application.call.zone, "reader": whoever(request).zone, "shown": shown}


def write(request: HttpRequest, pk: int) -> HttpResponse:
    """First shown as each reader gets it, then sent."""
    application = find(request, pk)
    POLICY.require(request.user, "write_to", application)
    form = forms.MessageForm(request.POST or None)
    rescue.kept(request, form)
    shown = []
    if form.is_valid():
        try:
            letters.require_sound(form.texts(), [application.pk])
            shown = letters.preview(application, form.texts())
            if "send" in request.POST:
                letters.write_to(application, form.texts(), by=whoever(request), held=form.cleaned_data["held"])
                messages.success(request, gettext("The letters are written. They are in the outbox."))
                return redirect("desk:application", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"application": application, "form": form, "shown": shown, "needed": sorted(languages_of([pk]))}
    return render(request, "desk/application_write.html", context)


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The form stands on the case file; a refusal leads back there with what was typed."""
    application = find(request, pk)
    form = forms.NoteForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    casework.add_note(application, text=form.cleaned_data["text"], by=whoever(request))
    messages.success(request, gettext("The note was added."))
    return redirect("desk:application", pk)


def mend_note(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    application = find(request, pk)
    found = get_object_or_404(Note.objects.visible_to(request.user).filter(application=application), pk=number)
    NOTE_POLICY.require(request.user, "edit_note", found)
    if request.method == "POST" and "remove" in request.POST:
        casework.remove_note(found, by=whoever(request))
        messages.success(request, gettext("The note was removed."))
        return redirect("desk:application", pk)
    form = forms.NoteForm(request.POST or None, initial={"text": found.text})
    rescue.kept(request, form)
    if form.is_valid():
        casework.edit_note(found, text=form.cleaned_data["text"], by=whoever(request))
        messages.success(request, gettext("The note was saved."))
        return redirect("desk:application", pk)
    return render(request, "desk/application_note.html", {"application": application, "form": form, "note": found})
