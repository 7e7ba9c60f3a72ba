"""The programmes and the funds of the office: lists, pages, and the acts on one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.programme import FundForm, ProgrammeForm
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.calls import TONES, standing
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.listing import Choice, Column, Empty, Listing, respond
from bartholdi.office.programmes import queries, services
from bartholdi.office.programmes.models import Call, Fund, Programme
from bartholdi.office.programmes.permissions import POLICY

SHOWN = 30  # calls on the page of a programme; the list has them all

PROGRAMMES = Listing(
    name="programmes",
    title=_("Programmes"),
    model=Programme,
    narrowed=queries.with_calls,
    columns=[
        Column("name", _("Name"), str),
        Column("mission", _("Mission"), lambda row: row.get_mission_display(), sort="mission"),
        Column("calls", _("Calls"), lambda row: row.calls_count, kind="number", sort="calls_count"),
        Column("last", _("Newest year"), lambda row: row.last or "", kind="number", sort="last"),
        Column("name_en", _("Name in English"), sort="name_en", shown=False),
        Column("name_fr", _("Name in French"), sort="name_fr", shown=False),
        Column("slug", _("Short name in addresses"), kind="mono", shown=False),
    ],
    filters=[Choice("mission", _("Mission"), options=Programme.Mission.choices)],
    search=_("Search a name, also a former one"),
    sort="name_en",
    link=lambda row: reverse("desk:programme", args=[row.pk]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("There is no programme yet"), _("Starting a call from a blueprint brings its programme with it.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, PROGRAMMES, "desk/programmes.html", {"can": POLICY.actions(request.user, None)})


def find(request: HttpRequest, pk: int) -> Programme:
    return get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    programme = find(request, pk)
    calls = Call.objects.visible_to(request.user).real().filter(programme=programme).defer("search_text", "rules")
    context = {
        "programme": programme,
        "names": programme.names.all(),
        "calls": [(call, standing(call), TONES[call.standing]) for call in calls[:SHOWN]],
        "can": POLICY.actions(request.user, programme),
    }
    return render(request, "desk/programme.html", context)


def add(request: HttpRequest) -> HttpResponse:
    POLICY.require(request.user, "add_programme", None)
    form = ProgrammeForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.add_programme(form.facts(), by=whoever(request))):
        messages.success(request, gettext("The programme was added."))
        return redirect("desk:programmes")
    return render(request, "desk/programme_edit.html", {"form": form})


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    programme = find(request, pk)
    POLICY.require(request.user, "change_programme", programme)
    form = ProgrammeForm(request.POST) if request.method == "POST" else ProgrammeForm.showing(programme)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.change_programme(programme, form.facts(), by=whoever(request))):
        messages.success(request, gettext("The programme was saved."))
        return redirect("desk:programme", pk)
    return render(request, "desk/programme_edit.html", {"form": form, "programme": find(request, pk)})


def funds(request: HttpRequest) -> HttpResponse:
    rows = Fund.objects.visible_to(request.user).select_related("funder").prefetch_related("budgets")
    return render(request, "desk/funds.html", {"funds": rows, "can": POLICY.actions(request.user, None)})


def add_fund(request: HttpRequest) -> HttpResponse:
    POLICY.require(request.user, "add_fund", None)
    form = FundForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.add_fund(form.facts(), by=whoever(request))):
        messages.success(request, gettext("The fund was added."))
        return redirect("desk:funds")
    return render(request, "desk/fund_edit.html", {"form": form})


def fund(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Fund.objects.visible_to(request.user).select_related("funder"), pk=pk)
    POLICY.require(request.user, "change_fund", found)
    form = FundForm(request.POST) if request.method == "POST" else FundForm.showing(found)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.change_fund(found, form.facts(), by=whoever(request))):
        messages.success(request, gettext("The fund was saved."))
        return redirect("desk:funds")
    return render(request, "desk/fund_edit.html", {"form": form, "fund": found})
