"""A letter asked of a party, as the office sees it: who reads it leaves a trace, and who is barred finds nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.asked_letter import MoreTimeForm
from bartholdi.faces.desk.views.applications_file import answers
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui.downloads import send
from bartholdi.faces.ui.letter_tones import TONES
from bartholdi.office.applications import letter_queries as queries
from bartholdi.office.applications.models import Letter
from bartholdi.office.applications.permissions import LETTER_POLICY
from bartholdi.office.applications.services import letter_files
from bartholdi.office.applications.services import letters as services
from bartholdi.office.applications.workflow import LetterState


def find(request: HttpRequest, pk: int) -> Letter:
    return get_object_or_404(queries.whole(Letter.objects.visible_to(request.user)), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    letter = find(request, pk)
    can = LETTER_POLICY.actions(request.user, letter)
    form = MoreTimeForm(request.POST or None, zone=letter.application.call.zone)
    if "extend_letter" in can and form.is_valid():
        services.extend_letter(letter, **form.cleaned_data, by=whoever(request))
        messages.success(request, _("The writer has more time, and a mail that says so."))
        return redirect("desk:asked-letter", pk)
    read = services.read_letter(letter, by=whoever(request)) if "read_letter" in can else None
    context = {"letter": letter, "can": can, "read": read, "form": form, "tone": TONES[LetterState(letter.state)]}
    if read and read.edition_id:
        context |= {"answers": answers(read), "files": letter_files.named_files(letter, read.answers)}
    if "read_letter" in can:
        context["reason"] = queries.draft_of(letter).reason
    return render(request, "desk/asked_letter.html", context)


def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    letter = find(request, pk)
    read = services.read_letter(letter, by=whoever(request))
    return send(read.file) if read and read.file else redirect("desk:asked-letter", pk)


def answer_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """One that answers a question of the letter."""
    letter = find(request, pk)
    read = services.read_letter(letter, by=whoever(request))
    found = [each for each in letter_files.named_files(letter, read.answers) if each.pk == file] if read else []
    return send(found[0]) if found else redirect("desk:asked-letter", pk)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    services.accept_late_letter(find(request, pk), by=whoever(request))
    messages.success(request, _("The letter counts now."))
    return redirect("desk:asked-letter", pk)
