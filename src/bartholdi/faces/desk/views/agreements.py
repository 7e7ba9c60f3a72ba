"""The register of agreements at the desk: the list, the case file of each, its texts and its dates."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk import agreement_file
from bartholdi.faces.desk.forms.agreement import GROUPS, TextsForm
from bartholdi.faces.desk.views import agreement_carrying
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.agreements import TONES, dates, events, picture
from bartholdi.faces.ui.countries import country_choices, country_name
from bartholdi.faces.ui.listing import Choice, Choices, Column, Dates, Empty, Listing, Text, YesNo, respond
from bartholdi.office.agreements import queries, services, words
from bartholdi.office.agreements.models import Agreement, AgreementDocument, Subject, in_standing
from bartholdi.office.agreements.permissions import POLICY


def standing(agreement: Agreement) -> Any:
    return words.STANDINGS[agreement.standing_on(timezone.localdate())]


def tone(agreement: Agreement) -> str:
    return TONES[agreement.standing_on(timezone.localdate())]


def titles(agreement: Agreement) -> str:
    """As each side calls the text, for exports."""
    said = [f"{each.country}: {' / '.join(t for t in (each.title_en, each.title_fr) if t)}" for each in agreement.sides.all()]
    return " | ".join(said)


def with_paper(digest: str) -> Q:
    return Q(pk__in=AgreementDocument.objects.filter(digest=digest.strip().lower()).values("agreement"))


def for_the_list(rows: QuerySet[Any]) -> QuerySet[Any]:
    return queries.for_lists(rows)


AGREEMENTS = Listing(
    name="agreements",
    title=_("Agreements"),
    model=Agreement,
    narrowed=for_the_list,
    columns=[
        Column("name", _("Agreement"), str),
        Column("nature", _("Legal nature"), lambda row: row.get_nature_display(), sort="nature"),
        Column("parties", pgettext_lazy("agreement", "Parties"), lambda row: "; ".join(each.name for each in row.parties.all())),
        Column("signed", _("Signed on"), lambda row: row.signed_on, kind="day", sort="signed_on"),
        Column("standing", _("State"), standing, kind="tag", tone=tone),
        Column("from", _("In force from"), lambda row: row.enters_on, kind="day", sort="enters_on", shown=False),
        Column("until", _("In force until"), lambda row: row.ends_on, kind="day", sort="ends_on"),
        Column("keeper", _("Followed by"), lambda row: str(row.keeper or "")),
        Column(
            "sides",
            pgettext_lazy("agreement", "Sides"),
            lambda row: ", ".join(country_name(each.country) for each in row.sides.all()),
            shown=False,
        ),
        Column("titles", _("Titles of the sides"), titles, shown=False),
        Column("themes", _("Themes"), lambda row: ", ".join(str(each) for each in row.themes.all()), shown=False),
        Column("languages", _("Languages of the text"), words.languages, shown=False),
        Column("public", _("Public"), kind="yes_no", shown=False),
        Column("name_en", _("Name in English"), sort="name_en", shown=False),
        Column("name_fr", _("Name in French"), sort="name_fr", shown=False),
        Column("slug", _("Short name in addresses"), kind="mono", shown=False),
    ],
    filters=[
        Choices(
            "standing",
            _("State"),
            options=list(words.STANDINGS.items()),
            where=lambda name: in_standing(name, timezone.localdate()),
        ),
        Choice("nature", _("Legal nature"), options=Agreement.Nature.choices),
        Choice("theme", _("Theme"), options=Subject.choices, lookup="themes__subject"),
        Choice("side", pgettext_lazy("agreement", "Side"), options=lambda user: country_choices(), lookup="sides__country"),
        Dates("signed", _("Signed on"), lookup="signed_on", instant=False),
        Dates("until", _("In force until"), lookup="ends_on", instant=False),
        YesNo("public", _("Public")),
        Text("digest", _("Digest of a document"), where=with_paper),
        Text("programme", _("Programme"), lookup="programmes__slug", exact=True, hidden=True),
    ],
    search=_("Search a title, a former name or a party"),
    sort="-signed",
    link=lambda row: reverse("desk:agreement", args=[row.pk]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("There is no agreement yet"), _("Put the first one into the register; it can be in preparation.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, AGREEMENTS, "desk/agreements.html", {"can": POLICY.actions(request.user, None)})


def find(request: HttpRequest, pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.user).defer("search_text"), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    rows = queries.whole(Agreement.objects.visible_to(request.user).defer("search_text"))
    agreement, today = get_object_or_404(rows, pk=pk), timezone.localdate()
    context = {
        "agreement": agreement,
        "moves": agreement_file.moves(request.user, agreement),
        "standing": standing(agreement),
        "tone": tone(agreement),
        "tasks": agreement_file.tasks(request.user, agreement, today),
        "picture": picture(agreement, today, reserved=True),
        "facts": agreement_file.facts(agreement),
        "dates": dates(agreement),
        "parts": agreement_file.parts(agreement, today),
        "events": events(agreement, request),
        **agreement_carrying.carried(request, agreement),
    }
    return render(request, "desk/agreement.html", context)


def add(request: HttpRequest) -> HttpResponse:
    POLICY.require(request.user, "add_agreement", None)
    form = TextsForm(request.POST or None)
    rescue.kept(request, form)
    made: list[Agreement] = []
    if form.is_valid() and kept(form, lambda: made.append(services.add_agreement(form.values(), by=whoever(request)))):
        messages.success(request, gettext("The agreement is in the register."))
        return redirect("desk:agreement", made[0].pk)
    return render(request, "desk/agreement_edit.html", {"form": form, "title": _("Add an agreement")})


def edit(request: HttpRequest, pk: int, group: str) -> HttpResponse:
    agreement = find(request, pk)
    POLICY.require(request.user, "change_agreement", agreement)
    if group not in GROUPS:
        raise Http404
    title, kind = GROUPS[group]
    form = kind(request.POST) if request.method == "POST" else kind.showing(agreement)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: services.change_agreement(agreement, form.values(), by=whoever(request))):
        messages.success(request, gettext("The agreement was saved."))
        return redirect("desk:agreement", pk)
    return render(request, "desk/agreement_edit.html", {"agreement": find(request, pk), "form": form, "title": title})
