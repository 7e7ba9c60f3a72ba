"""The calls at the desk: the list, each call's case file, and the moves of its life."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk import casefile
from bartholdi.faces.desk.forms.call import ReasonForm, ShiftForm
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.downloads import private
from bartholdi.faces.ui.listing import Choice, Choices, Column, Dates, Empty, Listing, Text, respond
from bartholdi.office.programmes import services
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.programmes.workflow import State

STANDINGS = {
    "draft": pgettext_lazy("call", "In preparation"),
    "coming": pgettext_lazy("call", "Opens later"),
    "open": pgettext_lazy("call", "Open"),
    "closed": pgettext_lazy("call", "Closed"),
    "cancelled": pgettext_lazy("call", "Cancelled"),
    "concluded": pgettext_lazy("call", "Concluded"),
}
TONES = {"draft": "waiting", "coming": "info", "open": "good", "closed": "attention", "cancelled": "bad", "concluded": "neutral"}


def in_standing(standing: str) -> Q:
    now, announced = timezone.now(), Q(state=State.ANNOUNCED)
    by_date = {
        "coming": announced & Q(opens_at__gt=now),
        "open": announced & Q(opens_at__lte=now, closes_at__gt=now),
        "closed": announced & Q(closes_at__lte=now),
    }
    return by_date.get(standing) or Q(state=standing)


def standing(call: Call) -> str | Promise:
    return STANDINGS[call.standing]


def tone(call: Call) -> str:
    return TONES[call.standing]


def for_the_list(rows: QuerySet[Any]) -> QuerySet[Any]:
    long = ("rules", "columns", "notices", "search_text", "summary_en", "summary_fr", "for_whom_en", "for_whom_fr")
    return rows.filter(rehearsal_of=None).select_related("programme").defer(*long, "programme__search_text")


CALLS = Listing(
    name="calls",
    title=_("Calls"),
    model=Call,
    narrowed=for_the_list,
    columns=[
        Column("title", _("Call"), str),
        Column("programme", _("Programme"), lambda call: str(call.programme)),
        Column("year", _("Year"), kind="number", sort="year"),
        Column("kind", _("Kind"), lambda call: call.get_kind_display(), sort="kind"),
        Column("opens", _("Opens"), lambda call: call.opens_at, kind="instant", sort="opens_at"),
        Column("closes", _("Closes"), lambda call: call.closes_at, kind="instant", sort="closes_at"),
        Column("standing", _("State"), standing, kind="tag", tone=tone),
        Column("code", _("Reference"), kind="mono", shown=False),
        Column("zone", _("Time zone"), shown=False),
        Column("title_en", _("Title in English"), shown=False),
        Column("title_fr", _("Title in French"), shown=False),
    ],
    filters=[
        Choices("standing", _("State"), options=list(STANDINGS.items()), where=in_standing),
        Choice("kind", _("Kind"), options=Call.Kind.choices),
        Text("year", _("Year"), exact=True),
        Dates("closes", _("Closes"), lookup="closes_at"),
        Text("programme", _("Programme"), lookup="programme__slug", exact=True, hidden=True),
    ],
    search=_("Search a title, a programme or a year"),
    sort="-closes",
    link=lambda call: reverse("desk:call", args=[call.pk]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("There is no call yet"), _("Start one from a blueprint: its form, its letters and its dates come with it.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, CALLS, "desk/calls.html", {"can": POLICY.actions(request.user, None)})


def find(request: HttpRequest, pk: int) -> Call:
    rows = Call.objects.visible_to(request.user).select_related("programme", "rehearsal_of")
    return get_object_or_404(rows.defer("search_text", "programme__search_text"), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    call = find(request, pk)
    context = {
        "call": call,
        "can": POLICY.actions(request.user, call),
        "moves": casefile.moves(request.user, call),
        "standing": standing(call),
        "tone": tone(call),
        "tasks": casefile.tasks(call),
        "timeline": casefile.timeline(call),
        "texts": casefile.texts(call),
        "forms": casefile.forms(call),
        "parts": casefile.parts(call),
        "rehearsals": call.rehearsals.order_by("-pk"),
    }
    return render(request, "desk/call.html", context)


@require_POST
def move(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Announce, retract, conclude; a cancellation gives its reason."""
    if act not in MOVES:
        raise Http404
    call = find(request, pk)
    service, sentence = MOVES[act]
    service(call, by=whoever(request))
    messages.success(request, str(sentence))
    return redirect("desk:call", pk)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    call = find(request, pk)
    POLICY.require(request.user, "cancel", call)
    form = ReasonForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid():
        services.cancel(call, reason=form.cleaned_data["reason"], by=whoever(request))
        messages.success(request, gettext("The call is cancelled."))
        return redirect("desk:call", pk)
    return render(request, "desk/call_cancel.html", {"call": call, "form": form})


def shift(request: HttpRequest, pk: int) -> HttpResponse:
    call = find(request, pk)
    POLICY.require(request.user, "shift_dates", call)
    form = ShiftForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid():
        services.shift_dates(call, days=form.cleaned_data["days"], by=whoever(request))
        messages.success(request, gettext("All dates of the call were shifted."))
        return redirect("desk:call", pk)
    return render(request, "desk/call_shift.html", {"call": call, "form": form, "timeline": casefile.timeline(call)})


def export(request: HttpRequest, pk: int) -> HttpResponse:
    call = find(request, pk)
    POLICY.require(request.user, "export", call)
    answer = HttpResponse(services.export_blueprint(call), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{call.slug}.toml"'
    return private(answer)


MOVES = {
    "announce": (services.announce, _("The call is announced: its page is public.")),
    "retract": (services.retract, _("The call is in preparation again; its page is not public any more.")),
    "conclude": (services.conclude, _("The call is concluded.")),
}
