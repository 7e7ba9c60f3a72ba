"""The organisations of the directory: the list, each one's page, and the acts on it."""

from collections.abc import Callable, Iterable
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

from bartholdi.faces.desk.forms.organisation import OrganisationForm
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.countries import country_choices, country_name
from bartholdi.faces.ui.listing import Choice, Column, Empty, Listing, YesNo, respond
from bartholdi.faces.ui.look_up import shown
from bartholdi.office.directory import queries, services
from bartholdi.office.directory.models import Affiliation, Organisation, OrganisationLink
from bartholdi.office.directory.permissions import POLICY
from bartholdi.office.lib.workflow import Refused

STATES = {
    "active": pgettext_lazy("organisation", "Active"),
    "withdrawn": pgettext_lazy("organisation", "Closed or withdrawn"),
    "merged": _("Merged into another"),
}
TONES = {"active": "good", "withdrawn": "attention", "merged": "neutral"}
IN_STATE = {
    "active": Q(merged_into=None, withdrawn=False),
    "withdrawn": Q(merged_into=None, withdrawn=True),
    "merged": Q(merged_into__isnull=False),
}


def for_the_list(rows: QuerySet[Any]) -> QuerySet[Any]:
    return queries.with_people(rows.defer("search_text"), today=timezone.localdate())


ORGANISATIONS = Listing(
    name="organisations",
    title=_("Organisations"),
    model=Organisation,
    columns=[
        Column("name", _("Name"), lambda row: row.name, sort="filed_under"),
        Column("acronym", _("Acronym"), shown=False),
        Column("city", _("City"), sort="city"),
        Column("country", _("Country"), lambda row: country_name(row.country), sort="country"),
        Column("ror", _("ROR identifier"), kind="mono"),
        Column("people", _("People"), kind="number"),
        Column("state", _("State"), lambda row: STATES[row.state], kind="tag", tone=lambda row: TONES[row.state]),
        Column("name_en", _("Name in English"), shown=False),
        Column("name_fr", _("Name in French"), shown=False),
        Column("latitude", _("Latitude"), shown=False),
        Column("longitude", _("Longitude"), shown=False),
        Column("website", _("Web address"), shown=False),
    ],
    filters=[
        Choice("country", _("Country"), options=lambda user: country_choices()),
        YesNo("has_ror", _("Has a ROR identifier"), where=Q(ror__isnull=False)),
        Choice("state", _("State"), options=list(STATES.items()), where=IN_STATE.__getitem__),
    ],
    search=_("Search a name, a city, an identifier or the end of an address"),
    narrowed=for_the_list,
    sort="name",
    link=lambda row: reverse("desk:organisation", args=[row.pk]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("There is no organisation yet"), _("Add one, or load the registry: bartholdi load-institutions.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, ORGANISATIONS, "desk/organisations.html", {"can": POLICY.actions(request.user, None)})


def find(request: HttpRequest, pk: int) -> Organisation:
    return get_object_or_404(
        Organisation.objects.visible_to(request.user).select_related("merged_into").defer("search_text"), pk=pk
    )


def show(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = find(request, pk)
    links = OrganisationLink.objects.select_related("parent", "child").defer("parent__search_text", "child__search_text")
    today = timezone.localdate()
    people = Affiliation.objects.filter(organisation=organisation).select_related("person").defer("person__search_text")
    here = set(people.on(today).values_list("pk", flat=True))
    context = {
        "organisation": organisation,
        "can": POLICY.actions(request.user, organisation),
        "state": STATES[organisation.state],
        "tone": TONES[organisation.state],
        "country": country_name(organisation.country),
        "parents": links.filter(child=organisation),
        "children": links.filter(parent=organisation).order_by("child__filed_under")[:SHOWN],
        "people": [(each, each.pk in here) for each in people[:SHOWN]],
    }
    return render(request, "desk/organisation.html", context)


SHOWN = 100  # of a university's laboratories or people, on one page; the rest is in the lists


def add(request: HttpRequest) -> HttpResponse:
    POLICY.require(request.user, "add_organisation", None)
    form = OrganisationForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid():
        try:
            made = services.add_organisation(form.facts(), by=whoever(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The organisation was added."))
            return redirect("desk:organisation", made.pk)
    return render(request, "desk/organisation_edit.html", {"form": form})


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = find(request, pk)
    POLICY.require(request.user, "change_organisation", organisation)
    form = OrganisationForm(request.POST) if request.method == "POST" else OrganisationForm.showing(organisation)
    rescue.kept(request, form)
    if form.is_valid():
        try:
            services.change_organisation(organisation, form.facts(), by=whoever(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The organisation was saved."))
            return redirect("desk:organisation", pk)
    return render(request, "desk/organisation_edit.html", {"form": form, "organisation": find(request, pk)})


def join(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Two steps without JavaScript: look the other organisation up, then choose it among those found."""
    if act not in ACTS:
        raise Http404
    verb, service, sentence = ACTS[act]
    organisation = find(request, pk)
    POLICY.require(request.user, verb, organisation)
    if request.method == "POST":
        other = find(request, _number(request.POST.get("other", "")))
        service(organisation, other, by=whoever(request))
        messages.success(request, str(sentence))
        return redirect("desk:organisation", pk)
    typed = request.GET.get("q", "")
    found = _others(queries.look_up(typed, limit=queries.LIMIT + 1), organisation)
    return render(
        request, "desk/organisation_join.html", {"organisation": organisation, "act": act, "typed": typed, "found": found}
    )


def leave(request: HttpRequest, pk: int, parent: int) -> HttpResponse:
    """No longer part of `parent`."""
    if request.method != "POST":
        raise Http404
    organisation = find(request, pk)
    services.take_from_under(organisation, find(request, parent), by=whoever(request))
    messages.success(request, gettext("It is no longer part of the other organisation."))
    return redirect("desk:organisation", pk)


def _others(found: Iterable[Organisation], here: Organisation) -> list[dict[str, Any]]:
    return [shown(each) for each in found if each.pk != here.pk][: queries.LIMIT]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Refused(gettext("Choose one of the organisations first."))
    return int(text)


ACTS: dict[str, tuple[str, Callable[..., None], str | Promise]] = {
    "merge": ("merge_organisations", services.merge_organisations, _("The two organisations are one now.")),
    "place-under": ("place_under", services.place_under, _("It is now part of the other organisation.")),
}
