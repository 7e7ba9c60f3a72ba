"""The applications: the list on which everything begins, as a whole and of one call."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.countries import country_name
from bartholdi.faces.ui.listing import Choice, Choices, Column, Dates, Empty, Keys, Listing, Text, YesNo, respond
from bartholdi.office.applications import desk_queries
from bartholdi.office.applications.columns import field_said, fields_called
from bartholdi.office.applications.letter_queries import lacks_letters
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.permissions import CALL_POLICY, POLICY
from bartholdi.office.applications.workflow import State
from bartholdi.office.programmes.models import Call

Finding = Application.Finding
TONES = {
    State.DRAFT: "waiting",
    State.SUBMITTED: "info",
    State.RETURNED: "attention",
    State.INELIGIBLE: "bad",
    State.IN_REVIEW: "info",
    State.FUNDED: "good",
    State.RESERVE: "waiting",
    State.DECLINED: "neutral",
    State.WITHDRAWN: "neutral",
}
FINDING_TONES = {Finding.UNKNOWN: "neutral", Finding.ELIGIBLE: "good", Finding.NOT: "bad", Finding.NEEDS_OFFICER: "attention"}
NEWEST = 30  # calls whose fields are found by their words
LANGUAGES = {"en": _("English"), "fr": _("French")}


def tone(application: Application) -> str:
    return TONES[State(application.state)]


def side_name(application: Application) -> str:
    return f"{application.side.letter} – {country_name(application.side.country)}" if application.side else ""


def nominated_by(application: Application) -> str:
    return application.nomination.organisation.name if application.nomination else ""


def call_choices(_user: Any) -> list[tuple[int, str]]:
    return [(call.pk, f"{call.title} ({call.year})") for call in desk_queries.calls_with_applications()]


def nominator_choices(_user: Any) -> list[tuple[int, str]]:
    names = {row.organisation_id: row.organisation.name for row in desk_queries.nominators()}
    return list(names.items())


def of_the_field(text: str) -> Q:
    """As the column shows it, in either language, or as it is kept."""
    calls = desk_queries.calls_with_applications().only("edition", "columns")[:NEWEST]
    return Q(field__icontains=text) | Q(field__in={value for call in calls for value in fields_called(call, text)})


def finding_said(application: Application) -> str:
    word = str(Finding(application.finding).label)
    return gettext("%(finding)s – answers changed") % {"finding": word} if application.doubted else word


def side_choices(_user: Any) -> list[tuple[str, str]]:
    return [(code, country_name(code)) for code in desk_queries.countries()]


COLUMNS = [
    Column("reference", _("Reference"), sort="reference"),
    Column("title", _("Title"), sort="title"),
    Column("state", _("State"), lambda row: State(row.state).label, kind="tag", tone=tone, sort="state"),
    Column("call", _("Call"), lambda row: row.call.title),
    Column("side", _("Side"), side_name, sort="side__country"),
    Column("field", _("Field"), lambda row: field_said(row.call, row.field), sort="field"),
    Column(
        "finding",
        _("Eligibility"),
        finding_said,
        kind="tag",
        tone=lambda row: "attention" if row.doubted else FINDING_TONES[row.finding],
    ),
    Column("submitted_at", _("Submitted"), kind="instant", sort="submitted_at"),
    Column("started_at", _("Started"), kind="instant", sort="started_at", shown=False),
    Column("returned_until", _("To be changed until"), kind="instant", shown=False),
    Column("amount", _("Amount asked for"), kind="number", shown=False),
    Column("currency", _("Currency"), shown=False),
    Column("language", _("Language"), lambda row: LANGUAGES.get(row.language, row.language), shown=False),
    Column("nominated_by", _("Nominated by"), nominated_by, shown=False),
]

APPLICATIONS = Listing(
    name="applications",
    title=_("Applications"),
    model=Application,
    columns=COLUMNS,
    filters=[
        Choice("call", _("Call"), options=call_choices),
        Choices("state", _("State"), options=State.choices),
        Choice("side", _("Side"), lookup="side__country", options=side_choices),
        Text("field", _("Field"), where=of_the_field),
        Choices("finding", _("Eligibility"), options=Finding.choices),
        YesNo("overridden", _("Eligibility found by an officer"), where=Q(overridden=True)),
        YesNo("doubted", _("Answers changed since an officer’s finding"), where=Q(doubted=True)),
        Choice("nominated_by", _("Nominated by"), lookup="nomination__organisation", options=nominator_choices),
        YesNo("letters_missing", _("Letters missing"), where=lacks_letters()),
        YesNo("nominated", _("Nominated"), where=Q(nomination__isnull=False)),
        Choice("language", _("Language"), options=list(LANGUAGES.items())),
        Dates("submitted", _("Submitted"), lookup="submitted_at"),
        Dates("started", _("Started"), lookup="started_at"),
        Keys("rows", _("Chosen rows")),
    ],
    search=_("Search a reference, a title, a person or an organisation"),
    narrowed=desk_queries.for_the_list,
    sort="-started_at",
    link=lambda row: reverse("desk:application", args=[row.pk]),
    choosing="desk/parts/applications_chosen.html",
    may_choose=lambda user: CALL_POLICY.allows(user, "begin_bulk", None),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("Nobody has applied yet"), _("Each application stands here as soon as it is begun.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, APPLICATIONS, "desk/applications.html", {"may_export": POLICY.allows(request.user, "export", None)})


def find_call(request: HttpRequest, slug: str) -> Call:
    """Not a rehearsal: what is done here is told to people."""
    return get_object_or_404(Call.objects.visible_to(request.user).real().select_related("programme"), slug=slug)


def of_call(request: HttpRequest, slug: str) -> HttpResponse:
    """The same list, of one call."""
    return redirect(f"{reverse('desk:applications')}?{urlencode({'call': find_call(request, slug).pk})}")
