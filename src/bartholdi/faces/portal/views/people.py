"""People and letters of an application, for those who apply: who is asked, and how far each letter got; never what it says."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bartholdi.faces.portal.forms.letters import AddressForm, PersonForm
from bartholdi.faces.portal.letter_pages import letters_panel
from bartholdi.faces.portal.visit import Visit
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Application, Letter
from bartholdi.office.applications.services import letters as services
from bartholdi.office.applications.services.parties import name_writer
from bartholdi.office.lib.workflow import Refused


def find(request: Visit, pk: int) -> Application:
    """One's own: staff look at letters at the desk."""
    return get_object_or_404(Application.objects.of(request.user).select_related("call__programme", "side"), pk=pk)


def find_letter(request: Visit, pk: int, letter: int) -> Letter:
    application = find(request, pk)
    found = get_object_or_404(queries.whole(Letter.objects.filter(application=application)), pk=letter)
    found.application = application
    return found


@require_safe
def show(request: Visit, pk: int) -> HttpResponse:
    application = find(request, pk)
    return render(
        request, "portal/letters.html", {"application": application, "letters": letters_panel(application, request.user)}
    )


def add(request: Visit, pk: int, key: str) -> HttpResponse:
    """`instead`: the request in whose place somebody else is asked."""
    application = find(request, pk)
    requirement = get_object_or_404(application.call.letters, key=key)
    number = request.GET.get("instead", "")[:15]
    instead = application.letters.filter(pk=int(number) if number.isascii() and number.isdigit() else 0).first()
    form = PersonForm(request.POST or None, initial={"language": application.language})
    if form.is_valid():
        try:
            letter = name_writer(application, requirement, form.somebody(), by=request.user, replaces=instead)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            _ask(request, letter)
            return redirect("portal:letters", pk)
    return render(request, "portal/letter_add.html", {"application": application, "requirement": requirement, "form": form})


def _ask(request: Visit, letter: Letter) -> None:
    """At once, unless the person wants to wait."""
    who = {"name": letter.party.name}
    if request.POST.get("act") == "later":
        messages.success(request, _("%(name)s is on your list. Nothing was sent yet.") % who)
        return
    services.ask_for_letter(letter, by=request.user)
    messages.success(request, _("We are writing to %(name)s now.") % who)


def correct(request: Visit, pk: int, letter: int) -> HttpResponse:
    found = find_letter(request, pk, letter)
    form = AddressForm(request.POST or None, initial={"email": found.party.email})
    if form.is_valid():
        try:
            services.correct_address(found, email=form.cleaned_data["email"], by=request.user)
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("The address is corrected."))
            return redirect("portal:letters", pk)
    return render(request, "portal/letter_correct.html", {"letter": found, "application": found.application, "form": form})


ACTS = {
    "ask": (services.ask_for_letter, gettext_lazy("We are writing to %(name)s now.")),
    "remind": (services.remind_writer, gettext_lazy("We are reminding %(name)s now.")),
    "cancel": (services.cancel_letter, gettext_lazy("The request to %(name)s is cancelled.")),
}


@require_POST
def do(request: Visit, pk: int, letter: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    service, sentence = ACTS[act]
    found = find_letter(request, pk, letter)
    service(found, by=request.user)
    messages.success(request, sentence % {"name": found.party.name})
    return redirect("portal:letters", pk)
