"""A member's page of a meeting: what is being discussed now, and their ballot; the chair runs it from here. Then its minutes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from bartholdi.faces.portal import own
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import meetings as page
from bartholdi.office.reviews import meeting_queries as queries
from bartholdi.office.reviews.papers.minutes import of_member


def show(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = page.find(request, pk)
    form = None
    if request.method == "POST" and (form := page.act(request, meeting)) is None:
        return redirect("portal:meeting", pk)
    return render(request, "portal/meeting.html", page.context(request, meeting, form))


def poll(request: HttpRequest, key: str) -> HttpResponse:
    """Open to whoever holds the signed address of their page; it tells only whether something is new."""
    return page.poll(request, key)


def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """For who sits on the panel, staff or not: the desk has the signed-off paper."""
    meeting = get_object_or_404(queries.with_minutes(request.user), pk=pk)
    context = {"meeting": meeting, "call": meeting.call, "minutes": of_member(meeting, request.user)}
    return render(request, "portal/minutes.html", context)


def over(request: Visit) -> HttpResponse:
    """All minutes that this person may read: a page of its own, so that the next review does not wait for it."""
    return render(request, "portal/minutes_list.html", {"minutes": own.minutes(request.user)})
