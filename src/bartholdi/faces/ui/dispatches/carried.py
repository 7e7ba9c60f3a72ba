"""Files that people carry: the `.dispatch` with its note, a receipt, the list of one correspondence; and bringing such files in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any, cast

from defusedcsv import csv
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.dispatches import place
from bartholdi.faces.ui.dispatches.bringing import BringForm
from bartholdi.faces.ui.downloads import private
from bartholdi.office.dispatches import enclosing, outer
from bartholdi.office.dispatches.models import Addressee, Dispatch, Mailbox
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.dispatches.services import arriving, receiving
from bartholdi.office.lib.workflow import Refused


def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The `.dispatch` file, sent on as it is made. Whoever holds a mailbox that it was written to has it delivered by that."""
    dispatch = get_object_or_404(delivery.whole(Dispatch.objects.visible_to(request.user)), pk=pk)
    if not dispatch.envelope:
        raise Http404
    for mailbox in Mailbox.objects.here().held_by(request.user).filter(received__dispatch=dispatch):
        receiving.deliver(dispatch, mailbox, by=place.whoever(request))
    answer = StreamingHttpResponse(enclosing.pieces(dispatch), content_type=enclosing.DISPATCH)
    answer["Content-Length"] = str(enclosing.length(dispatch))
    return _named(answer, enclosing.file_name(dispatch))


def note(request: HttpRequest, pk: int, addressee: int) -> HttpResponseBase:
    """`dispatch.json` for one addressee: it goes beside the file that somebody carries to it."""
    dispatch = place.dispatch(request, pk)
    found = get_object_or_404(_addressees(request).filter(dispatch__sender__here=True), dispatch=dispatch, pk=addressee)
    return _named(HttpResponse(outer.written(outer.of(dispatch, found)), content_type="application/json"), outer.NAME)


def receipt(request: HttpRequest, pk: int, addressee: int) -> HttpResponseBase:
    found = get_object_or_404(_addressees(request).exclude(outcome=""), dispatch=pk, pk=addressee)
    enclosure = enclosing.receipt(enclosing.cause(found))[0]
    return _named(HttpResponse(bytes(found.receipt), content_type=enclosing.RECEIPT), enclosure.name)


def _addressees(request: HttpRequest) -> Any:
    return Addressee.objects.visible_to(request.user).select_related("mailbox", "dispatch__sender")


def correspondences(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = place.mailbox(request, pk)
    context = place.framed(request, mailbox=mailbox, correspondents=delivery.correspondents(mailbox))
    return render(request, "ui/dispatches/correspondences.html", context)


def correspondence(request: HttpRequest, pk: int, other: int) -> HttpResponseBase:
    """What this end knows of all that went between two mailboxes; the other end has the same list, and people compare them."""
    mailbox = place.mailbox(request, pk)
    with_ = get_object_or_404(delivery.correspondents(mailbox), pk=other)
    answer = StreamingHttpResponse(_lines(delivery.between(mailbox, with_)), content_type="text/csv; charset=utf-8")
    return _named(answer, f"{mailbox.post}-{with_.post}.csv")


def _lines(rows: Any) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line)
    for row in (delivery.HEAD, *map(delivery.line, rows)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _named(answer: Any, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'  # posts and numbers are plain ASCII
    return private(cast(HttpResponseBase, answer))


def bring(request: HttpRequest) -> HttpResponse:
    form = BringForm(request.POST or None, request.FILES or None, user=request.user)
    rescue.kept(request, form)
    if form.is_valid():
        try:
            came = _bring(request, form)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(place.address(request, "dispatch", came.pk))
    return render(request, "ui/dispatches/bring.html", place.framed(request, form=form))


def _bring(request: HttpRequest, form: BringForm) -> Dispatch:
    upload, by = form.cleaned_data["file"], place.whoever(request)
    if form.kind != "dispatch":
        came = (arriving.receipt if form.kind == "receipt" else arriving.mail)(upload.read(), by=by)
    else:
        came = receiving.bring(cast(IO[bytes], upload), upload.size, form.facts(), by=by)
    if isinstance(came, Addressee):
        messages.success(request, gettext("The receipt holds, and is kept with its dispatch."))
        return came.dispatch
    messages.success(request, gettext("The dispatch is in your mailbox. Open it with your key."))
    return came
