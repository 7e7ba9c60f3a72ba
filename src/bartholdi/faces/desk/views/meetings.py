"""The meetings of a call's panels: planned, run, and their minutes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from bartholdi.faces.desk.forms.meeting import MeetingForm
from bartholdi.faces.desk.views.applications import find_call
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import meetings as page
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.downloads import send
from bartholdi.office.programmes.models import Call
from bartholdi.office.reviews.meeting_queries import sees_all
from bartholdi.office.reviews.models import Meeting, Minutes
from bartholdi.office.reviews.permissions import MEETING_POLICY
from bartholdi.office.reviews.services import meetings


def index(request: HttpRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    can = MEETING_POLICY.actions(request.user, None)
    form = MeetingForm(request.POST or None, call=call)
    rescue.kept(request, form)
    if request.method == "POST":
        MEETING_POLICY.require(request.user, "plan_meeting", None)
    if form.is_valid() and kept(form, lambda: plan(request, call, form)):
        return redirect("desk:meetings", slug)
    rows = Meeting.objects.visible_to(request.user).filter(call=call).select_related("panel", "call")
    return render(request, "desk/meetings.html", {"call": call, "meetings": rows, "form": form, "can": can})


def plan(request: HttpRequest, call: Call, form: MeetingForm) -> None:
    meetings.plan_meeting(call, form.cleaned_data["panel"], by=whoever(request), **form.planned())
    messages.success(request, gettext("The meeting is planned. Its agenda is the ranking of this moment."))


def show(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = page.find(request, pk)
    form = None
    if request.method == "POST" and (form := page.act(request, meeting)) is None:
        return redirect("desk:meeting", pk)
    return render(request, "desk/meeting.html", page.context(request, meeting, form))


def minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who must not know one of the items does not read what was said of all."""
    meeting = page.find(request, pk)
    found = Minutes.objects.filter(meeting=meeting).first()
    if found is None or not sees_all(meeting, request.user):
        raise Http404
    MEETING_POLICY.require(request.user, "read_minutes", meeting)
    return send(found)
