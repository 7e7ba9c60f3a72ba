"""A questionnaire seen from outside: its preview in each language, and its file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from bartholdi.cores.formspec import Spec, dumps
from bartholdi.cores.formspec.show import blinded
from bartholdi.faces.desk import faults
from bartholdi.faces.desk import preview as drawing
from bartholdi.faces.desk.views.questionnaires import find
from bartholdi.faces.ui.downloads import private
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.programmes.models import LetterRequirement
from bartholdi.office.questionnaires.models import Edition, Purpose, Questionnaire

WRITERS = {
    Purpose.APPLICATION: _("as applicant"),
    Purpose.REVIEW: _("as reviewer"),
    Purpose.REPORT: _("as laureate"),
    Purpose.REGISTRATION: _("as guest"),
}


def preview(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    found = find(request, pk)
    spec, _wrong = faults.read(found.draft)
    if spec is None:
        return redirect("desk:questionnaire", pk)
    return drawn(request, found, spec, language)


def edition(request: HttpRequest, pk: int, number: int, language: str) -> HttpResponse:
    found = published(request, pk, number)
    return drawn(request, found.questionnaire, found.parsed(), language, number=number)


def drawn(request: HttpRequest, found: Questionnaire, spec: Spec, language: str, number: int = 0) -> HttpResponse:
    """`number` of the edition; 0 is the draft."""
    if language not in LANGUAGES:
        raise Http404
    roles = {"officer": _("as officer"), "writer": writer_of(found), "reviewer": _("as blind reviewer")}
    role = request.GET.get("as", "officer")
    role = role if role in roles else "officer"
    with translation.override(language):
        pages = seen(request, spec, language, role)
        name = found.name
    context = {"questionnaire": found, "name": name, "pages": pages, "shown": language, "number": number}
    context["faults"] = [fault for each in pages if not each.hidden for fault in each.page.faults]
    context["is_sendable"] = request.POST.get("act") == "send" and not context["faults"]
    return render(request, "desk/questionnaire_preview.html", {**context, "role": role, "roles": roles.items()})


def writer_of(questionnaire: Questionnaire) -> str:
    """Who fills it in, once it is used."""
    asked = LetterRequirement.objects.filter(edition__questionnaire=questionnaire)
    return str(_("as author of the letter") if asked.exists() else WRITERS[Purpose(questionnaire.purpose)])


def seen(request: HttpRequest, spec: Spec, language: str, role: str) -> list[drawing.Page]:
    url = reverse("look-up-organisations")
    if role == "writer":
        return drawing.tried(spec, language, request.POST, look_up_url=url)
    if role == "reviewer":
        return drawing.plain(blinded(spec), language, look_up_url=url)
    return drawing.pages(spec, language, look_up_url=url)


def published(request: HttpRequest, pk: int, number: int) -> Edition:
    editions = Edition.objects.visible_to(request.user).select_related("questionnaire")
    return get_object_or_404(editions, questionnaire_id=pk, number=number)


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft; a faulty one as it was written, so that it can be mended elsewhere."""
    found = find(request, pk)
    spec, _wrong = faults.read(found.draft)
    return as_file(dumps(spec) if spec else found.draft, f"{slugify(found.name_en)}-draft")


def export_edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = published(request, pk, number)
    return as_file(dumps(found.parsed()), f"{slugify(found.questionnaire.name_en)}-{number}")


def as_file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name.strip("-") or "questionnaire"}.json"'
    return private(answer)
