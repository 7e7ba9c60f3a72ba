"""The form of reviews as a workbook: taken along, filled in without a connection, brought back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bartholdi.faces.portal import reviewing
from bartholdi.faces.portal.forms.reviewing import BringForm
from bartholdi.faces.portal.review_rows import waits
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui.downloads import private
from bartholdi.faces.ui.listing import workbooks
from bartholdi.faces.ui.listing.exports import CELL, defused
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.reviews import offline, own_queries
from bartholdi.office.reviews.services.offline import take

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 10_000  # lines


def download(request: Visit) -> HttpResponseBase:
    """Of all that waits, with what is written already."""
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115  the response closes it
    workbooks.write(file, offline.heads(language()), lines(request), most=MOST)
    file.seek(0)
    return private(FileResponse(file, as_attachment=True, filename="reviews.xlsx", content_type=KIND))


def lines(request: Visit) -> Iterator[list[str]]:
    for assignment in own_queries.for_one(request.user).order_by("application__reference"):
        review = reviewing.review_of(assignment)
        if review is not None and waits(assignment):
            spec, answers = spec_of(review.response.edition_id), review.response.everything()
            for row in offline.rows(assignment.application.reference, spec, answers, review.response.version, language()):
                yield [defused(cell)[:CELL] for cell in row]


def bring(request: Visit) -> HttpResponse:
    """What was not taken as it stands is told line by line, with what it said."""
    form = BringForm(request.POST or None, request.FILES or None)
    taken = None
    if form.is_valid():
        try:
            taken = take(form.cleaned_data["file"], by=request.user)
        except Refused as refused:
            form.add_error("file", str(refused))
    return render(request, "portal/reviewing/bring.html", {"form": form, "taken": taken})
