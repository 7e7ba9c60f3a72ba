"""The board as a file: to take away, and to bring back."""

import csv
import io
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from bartholdi.faces.desk.forms.board import BringForm
from bartholdi.faces.desk.views.board import find
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui.downloads import private
from bartholdi.faces.ui.listing.exports import defused
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews.permissions import BOARD_POLICY
from bartholdi.office.reviews.services import board_files

SHOWN = 50  # lines with a fault, on one page


def take_away(request: HttpRequest, pk: int) -> HttpResponseBase:
    """CSV with the mark by which Excel knows UTF-8, its formulas defused."""
    call = find(request, pk)
    BOARD_POLICY.require(request.user, "export_assignments", None)
    response = StreamingHttpResponse(_written(call, request), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{call.slug}-assignments.csv"'
    return private(response)


def _written(call: Call, request: HttpRequest) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(board_files.COLUMNS)
    for number, line in enumerate(board_files.lines(call, whoever(request))):
        writer.writerow([defused(cell) for cell in line])
        if number % 1_000 == 0:
            yield ("\ufeff" if not number else "") + text.getvalue()
            text.seek(0)
            text.truncate()
    rest = text.getvalue()
    yield rest if not rest.startswith("application,") else f"\ufeff{rest}"


def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """All of a file, or nothing of it with each fault and its line."""
    call = find(request, pk)
    BOARD_POLICY.require(request.user, "bring_assignments", None)
    form = BringForm(request.POST or None, request.FILES or None)
    faults: tuple[tuple[int, str], ...] = ()
    if form.is_valid():
        given = form.cleaned_data
        try:
            brought = board_files.take(call, given["file"], by=whoever(request), over=given["over"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if not brought.faults:
                messages.success(request, board_files.told(brought))
                messages.info(request, gettext("Nothing is sent yet."))
                return redirect("desk:board", pk)
            faults = brought.faults
    context = {"call": call, "form": form, "faults": faults[:SHOWN], "more": len(faults) - SHOWN}
    return render(request, "desk/board_bring.html", context)
