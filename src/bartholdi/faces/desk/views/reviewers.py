"""The pool of reviewers: the list, each one's page, adding one, and a file of many."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.reviewer import BringForm, PublicationsForm, ReviewerForm
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.listing import Column, Empty, Listing, YesNo, respond
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews import queries
from bartholdi.office.reviews.models import Reviewer
from bartholdi.office.reviews.permissions import POLICY
from bartholdi.office.reviews.services import pool

SHOWN = 50  # publications on one page


def yes(value: bool) -> str:
    return gettext("Yes") if value else gettext("No")


REVIEWERS = Listing(
    name="reviewers",
    title=_("Reviewers"),
    model=Reviewer,
    narrowed=queries.for_the_list,
    columns=[
        Column("name", _("Name"), lambda row: row.person.name, sort="person__name"),
        Column("topics", _("Topics"), lambda row: ", ".join(row.topics.splitlines()[:4])),
        Column("languages", _("Languages"), lambda row: row.person.languages.replace(" ", ", ")),
        Column("capacity", _("Reviews at most"), kind="number", sort="capacity"),
        Column("seats", _("Panels"), lambda row: row.seats_count, kind="number", sort="seats_count"),
        Column("written", _("Publications"), lambda row: row.written, kind="number", sort="written"),
        Column("available", _("Can be asked"), lambda row: yes(row.available)),
        Column("orcid", _("ORCID identifier"), lambda row: row.person.orcid or "", kind="mono", shown=False),
        Column("senior", _("Senior"), lambda row: yes(row.senior), shown=False),
    ],
    filters=[
        YesNo("available", _("Can be asked"), where=Q(available=True)),
        YesNo("senior", _("Senior"), where=Q(senior=True)),
        YesNo("french", _("Reviews in French"), where=Q(person__languages__contains="fr")),
        YesNo("english", _("Reviews in English"), where=Q(person__languages__contains="en")),
    ],
    search=_("Search a name, a topic or an identifier"),
    sort="name",
    link=lambda row: reverse("desk:reviewer", args=[row.pk]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("There is no reviewer yet"), _("Add one, or bring a file of many.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, REVIEWERS, "desk/reviewers.html", {"can": POLICY.actions(request.user, None)})


def find(request: HttpRequest, pk: int) -> Reviewer:
    rows = Reviewer.objects.visible_to(request.user).select_related("person").defer("search_text", "person__search_text")
    return get_object_or_404(rows, pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST brings a list of publications."""
    reviewer = find(request, pk)
    form = PublicationsForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        brought: list[int] = []
        if kept(form, lambda: brought.append(pool.add_publications(reviewer, form.cleaned_data["file"], by=whoever(request)))):
            messages.success(request, pool.told_of_publications(brought[0]))
            return redirect("desk:reviewer", pk)
    context = {
        "reviewer": reviewer,
        "addresses": reviewer.person.addresses.all(),
        "places": reviewer.person.affiliations.select_related("organisation").defer("organisation__search_text"),
        "seats": queries.seats_of_reviewer(reviewer),
        "conflicts": queries.conflicts_of(request.user).filter(reviewer=reviewer)[:SHOWN],
        "publications": reviewer.publications.defer("abstract")[:SHOWN],
        "can": POLICY.actions(request.user, reviewer),
        "form": form,
    }
    return render(request, "desk/reviewer.html", context)


def add(request: HttpRequest) -> HttpResponse:
    POLICY.require(request.user, "add_reviewer", None)
    form = ReviewerForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid():
        try:
            made = pool.add_reviewer(form.facts(), by=whoever(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The reviewer was added."))
            return redirect("desk:reviewer", made.pk)
    return render(request, "desk/reviewer_edit.html", {"form": form})


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    reviewer = find(request, pk)
    POLICY.require(request.user, "change_reviewer", reviewer)
    form = ReviewerForm(request.POST) if request.method == "POST" else ReviewerForm.showing(reviewer)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: pool.change_reviewer(reviewer, form.facts(), by=whoever(request))):
        messages.success(request, gettext("The reviewer was saved."))
        return redirect("desk:reviewer", pk)
    return render(request, "desk/reviewer_edit.html", {"form": form, "reviewer": find(request, pk)})


def bring(request: HttpRequest) -> HttpResponse:
    """All of a file, or nothing of it with each fault and its line."""
    POLICY.require(request.user, "add_reviewer", None)
    form = BringForm(request.POST or None, request.FILES or None)
    faults: list[pool.Row] = []
    if form.is_valid():
        try:
            taken = pool.take_file(form.cleaned_data["file"], by=whoever(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if not taken.faults:
                messages.success(request, pool.told(taken))
                return redirect("desk:reviewers")
            faults = taken.faults
    shown = [(row.line, " ".join(row.faults)) for row in faults[:SHOWN]]
    return render(request, "desk/reviewers_bring.html", {"form": form, "faults": shown, "more": len(faults) - SHOWN})
