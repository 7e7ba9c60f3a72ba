"""The ranking of a call: plain and calibrated side by side, by panel or jointly; asked for, shown, taken away as a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bartholdi.faces.desk import ranked
from bartholdi.faces.desk.forms.ranking import PlacesForm
from bartholdi.faces.desk.views.applications import find_call
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui.listing import exports
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews.permissions import MEETING_POLICY, POLICY
from bartholdi.office.reviews.ranking import Ranking, ranking
from bartholdi.office.reviews.services import rankings

ROWS = 50  # on one page and in one picture
KINDS = ("csv", "xlsx")


def chosen(request: HttpRequest, call: Call) -> tuple[list[Panel], Panel | None]:
    """The panels of the call, and the one that is asked for: none is all together."""
    panels = list(call.panels.select_related("side"))
    wanted = request.GET.get("panel", "")
    found = next((panel for panel in panels if str(panel.pk) == wanted), None)
    if wanted and found is None:
        raise Http404
    return panels, found


def show(request: HttpRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    panels, panel = chosen(request, call)
    found = ranking(call, panel, user=whoever(request))
    page = Paginator(found.rows, ROWS).get_page(request.GET.get("page"))
    most = ranked.disagreement(call)
    context = {
        "call": call,
        "panels": panels,
        "panel": panel,
        "found": found,
        "page": page,
        "rows": [(row, ranked.differs(row, most), ranked.among(row)) for row in page],
        "picture": ranked.picture(list(page), page.start_index(), places(found)),
        "severities": ranked.severities(found, whoever(request)),
        "form": PlacesForm(initial={"places": places(found)}),
        "can": POLICY.actions(request.user, None) | MEETING_POLICY.actions(request.user, None),
    }
    return render(request, part(request), context)


def part(request: HttpRequest) -> str:
    return "desk/parts/ranking_live.html" if request.htmx else "desk/ranking.html"  # type: ignore[attr-defined]


def places(found: Ranking) -> int:
    """As it was said last, else a quarter of them."""
    return found.result.places if found.result else max(1, len(found.rows) // 4)


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    _panels, panel = chosen(request, call)
    form = PlacesForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Nothing was computed: write how many can be chosen, as a number from 1 on."))
        return redirect(request.get_full_path().replace("/ask/", "/"))
    try:
        rankings.ask_for_ranking(call, panel, by=whoever(request), places=form.cleaned_data["places"])
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(request.get_full_path().replace("/ask/", "/"))


def export(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    if form not in KINDS:
        raise Http404
    POLICY.require(request.user, "export", None)
    call = find_call(request, slug)
    _panels, panel = chosen(request, call)
    heads, rows = ranked.table(ranking(call, panel, user=whoever(request)))
    name = "-".join(filter(None, ("ranking", call.slug, str(panel.pk) if panel else "")))
    return exports.table(heads, rows, name, form)
