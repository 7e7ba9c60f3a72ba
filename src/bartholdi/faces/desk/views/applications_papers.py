"""What was submitted: each time by itself, without names, two beside each other; its files; and all of a list as one file."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from bartholdi.faces.desk.answers_export import with_answers
from bartholdi.faces.desk.comparing import pairs
from bartholdi.faces.desk.views.applications import APPLICATIONS
from bartholdi.faces.desk.views.applications_file import answers, find
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui.downloads import send
from bartholdi.faces.ui.listing import exports
from bartholdi.faces.ui.listing.asked import ask
from bartholdi.office.applications import desk_queries
from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.applications.permissions import POLICY
from bartholdi.office.applications.services.casework import note_download
from bartholdi.office.journal.acts import record
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.models import Attachment
from bartholdi.office.questionnaires.queries import digests


def submission(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    application = find(request, pk)
    found = get_object_or_404(application.submissions.select_related("edition"), number=number)
    blind = request.GET.get("blind") == "1"
    context = {"application": application, "submission": found, "blind": blind, "answers": answers(found, blind=blind)}
    return render(request, "desk/application_submission.html", context)


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    application = find(request, pk)
    sent = list(application.submissions.select_related("edition"))
    first, second = (numbered(sent, request.GET.get(name, "")) for name in ("first", "second"))
    if len(sent) > 1 and not (first and second):
        first, second = sent[1], sent[0]
    found = pairs(first, second, language()) if first and second else []
    context = {"application": application, "sent": sent, "first": first, "second": second, "pairs": found}
    return render(request, "desk/application_compare.html", context)


def numbered(sent: list[Submission], number: str) -> Submission | None:
    return next((each for each in sent if str(each.number) == number), None)


@require_GET
def download(request: HttpRequest, pk: int, attachment: int) -> FileResponse:
    """Only of what was submitted; the journal names whoever takes a copy of what identifies a person."""
    application = find(request, pk)
    found = get_object_or_404(Attachment.objects.filter(response=application.response_id), pk=attachment)
    holding = [each for each in application.submissions.select_related("edition") if found.digest in digests(each.answers)]
    if not holding:
        raise Http404
    if is_sensitive(holding[0], found.field_key):
        note_download(application, name=found.name, by=whoever(request))
    return send(found)


def is_sensitive(sent: Submission, key: str) -> bool:
    """What identifies people, and whatever the form says nothing of."""
    return next((field.identifies for field in sent.edition.parsed().fields() if field.key == key), True)


def export_answers(request: HttpRequest) -> HttpResponseBase:
    """Columns differ from edition to edition: each is a file of its own."""
    if not POLICY.allows(request.user, "export", None):
        raise PermissionDenied
    asked = ask(APPLICATIONS, request)
    matching: Any = asked.rows().only("pk")
    form = request.GET.get("export", "")
    editions = list(desk_queries.editions_of(Application.objects.filter(pk__in=matching.values("pk"))))
    edition = next((each for each in editions if str(each.pk) == request.GET.get("edition", "")), None)
    if form not in exports.FORMS or edition is None:
        context = {"editions": editions, "asked": asked, "kept": asked.kept, "forms": list(exports.FORMS)}
        return render(request, "desk/applications_answers.html", context)
    record("applications.export_answers", edition, by=whoever(request), change={"filter": dict(asked.kept)})
    return exports.answer(replace(asked, listing=with_answers(APPLICATIONS, edition)), form)
