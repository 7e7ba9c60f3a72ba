"""A member's page of a meeting: what is being discussed now, and their ballot; the chair runs it from here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bartholdi.faces.ui import meetings as page


def show(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = page.find(request, pk)
    form = None
    if request.method == "POST" and (form := page.act(request, meeting)) is None:
        return redirect("portal:meeting", pk)
    return render(request, "portal/meeting.html", page.context(request, meeting, form))


def poll(request: HttpRequest, key: str) -> HttpResponse:
    """Open to whoever holds the signed address of their page; it tells only whether something is new."""
    return page.poll(request, key)
