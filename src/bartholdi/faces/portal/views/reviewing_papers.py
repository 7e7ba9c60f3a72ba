"""What a reviewer opens beside the application: a file of it, a referee's letter; whoever is recused finds nothing there."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bartholdi.faces.portal import review_papers
from bartholdi.faces.portal.reviewing import shown
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui.downloads import send
from bartholdi.office.applications import queries
from bartholdi.office.applications.models import Letter, LetterFile, SentLetter
from bartholdi.office.applications.services import letter_files
from bartholdi.office.applications.services.casework import note_download
from bartholdi.office.applications.services.letters import read_letter
from bartholdi.office.reviews.models import Assignment


@require_safe
def attachment(request: Visit, assignment: Assignment, file: int) -> FileResponse:
    """The journal names whoever takes a copy of what identifies a person."""
    application = assignment.application
    found = review_papers.files(application, queries.newest(application))
    paper = next((each for each in found if each.kept.pk == file), None)
    if paper is None:
        raise Http404
    if paper.identifies:
        note_download(application, name=paper.name, by=request.user)
    return send(paper.kept, name=paper.name)


@require_safe
def letter(request: Visit, assignment: Assignment, letter: int) -> HttpResponse:
    """Whoever opens it leaves a trace."""
    found, read = _read(request, assignment, letter)
    context: dict[str, Any] = {"assignment": assignment, "application": assignment.application, "letter": found, "read": read}
    context["answers"] = shown(read.edition_id, read.answers) if read.edition_id else ""
    context["files"] = _files(found, read)
    return render(request, "portal/reviewing/letter.html", context)


@require_safe
def letter_file(request: Visit, assignment: Assignment, letter: int, file: int) -> FileResponse:
    found, read = _read(request, assignment, letter)
    kept = next((each for each in _files(found, read) if each.pk == file), None)
    if kept is None:
        raise Http404
    return send(kept)


def _read(request: Visit, assignment: Assignment, pk: int) -> tuple[Letter, SentLetter]:
    found = next((each for each in review_papers.letters(assignment.application, request.user) if each.pk == pk), None)
    read = read_letter(found, by=request.user) if found else None
    if found is None or read is None:
        raise Http404
    return found, read


def _files(letter: Letter, read: SentLetter) -> list[LetterFile]:
    return [*([read.file] if read.file else []), *letter_files.named_files(letter, read.answers)]
