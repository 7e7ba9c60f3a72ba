"""The page of a certifier at the desk: which certificates its key endorsed, and whether each endorsement still stands."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bartholdi.faces.ui.dispatches.keys import find
from bartholdi.office.dispatches.queries.endorsements import Standing, endorsed_by

PAGE = 50
TONES = {Standing.STANDS: "good", Standing.REPLACED: "neutral", Standing.DOUBTED: "attention"}  # the others: bad


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = find(request, pk)
    page = Paginator(endorsed_by(mailbox), PAGE).get_page(request.GET.get("page"))
    rows = [(each, each.standing.label, TONES.get(each.standing, "bad")) for each in page.object_list]
    return render(request, "desk/mailbox_endorsements.html", {"mailbox": mailbox, "page": page, "rows": rows})
