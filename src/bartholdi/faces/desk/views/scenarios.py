"""Scenarios of a call: their list, the settings of one, what came of it, several side by side, and as a file."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bartholdi.faces.desk import scenario_file
from bartholdi.faces.desk.forms.scenario import ScenarioForm
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.decisions import board, candidates, sentences
from bartholdi.office.decisions.models import Computing, Scenario
from bartholdi.office.decisions.permissions import SCENARIO_POLICY
from bartholdi.office.decisions.services import scenarios
from bartholdi.office.decisions.settings import read
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, Side

TONES = {"new": "neutral", "waiting": "waiting", "chosen": "waiting", "ready": "good", "impossible": "attention", "broken": "bad"}
ROWS = 100
MOST = 6  # scenarios side by side: more columns than that nobody reads
KINDS = {
    "field": _("Field"),
    "side": _("Side"),
    "country": _("Country"),
    "region": _("Region"),
    "funder": _("Hosts that belong to"),
    "unit": _("Host units"),
}


def find_call(request: HttpRequest, slug: str) -> Call:
    rows = Call.objects.visible_to(request.user).filter(rehearsal_of=None).select_related("programme")
    return get_object_or_404(rows.defer("search_text", "programme__search_text"), slug=slug)


def find_side(call: Call, letter: str) -> Side | None:
    """`joint` for the list of all."""
    return None if letter == "joint" else get_object_or_404(call.sides.all(), letter=letter)


def find(request: HttpRequest, pk: int) -> Scenario:
    rows = Scenario.objects.visible_to(request.user).select_related("call__programme", "side", "made_by")
    return get_object_or_404(rows.defer("call__search_text", "call__programme__search_text"), pk=pk)


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    sides = list(call.sides.all())
    rows = Scenario.objects.visible_to(request.user).of_call(call).select_related("side", "made_by").defer("result")
    parts: list[tuple[Side | None, list[Any]]] = [(side, []) for side in ([*sides, None] if len(sides) > 1 else [None])]
    for each in rows:
        for side, shown in parts:
            if each.side_id == (side.pk if side else None):
                shown.append((each, TONES[each.computing]))
    context = {"call": call, "parts": parts, "can": SCENARIO_POLICY.actions(request.user, None), "several": len(sides) > 1}
    return render(request, "desk/scenarios.html", context)


def begin(request: HttpRequest, slug: str, letter: str) -> HttpResponse:
    call = find_call(request, slug)
    side, user = find_side(call, letter), whoever(request)
    SCENARIO_POLICY.require(user, "draft_scenario", None)
    there, funds = board.budgets(call), board.funds(call)
    initial: dict[str, Any] = {f"amount_{pk}": there.get(pk, 0) for pk in funds}
    initial |= {f"places_{pk}": each.places for pk, each in funds.items()}
    form = form_for(request, call, side, initial=initial)
    made: list[Scenario] = []

    def draft() -> None:
        settings = form.settings(call.year)
        made.append(scenarios.draft_scenario(call, side, name=form.cleaned_data["name"], settings=settings, by=user))
        scenarios.compute_scenario(made[0], by=user)

    rescue.kept(request, form)
    if form.is_valid() and kept(form, draft):
        return redirect("desk:scenario", made[0].pk)
    return render(request, "desk/scenario_edit.html", {"call": call, "side": side, "form": form})


def form_for(request: HttpRequest, call: Call, side: Side | None, *, initial: dict[str, Any], rows: int = 0) -> ScenarioForm:
    funds = board.funds(call).values()
    groups = choices(call, side, request.user, [each.fund.funder_id for each in funds])
    data = request.POST if request.method == "POST" else None
    return ScenarioForm(data, funds=funds, groups=groups, rows=rows, initial=initial)


def choices(call: Call, side: Side | None, user: Any, funders: list[int | None]) -> list[Any]:
    """The groups of the applications that this person may see; of organisations above hosts, those that fund the call."""
    found = candidates.found(call, side, user=user).groups
    keys = [f"{kind}:{group}" for kind, group in found if kind not in ("unit", "funder")]
    keys += [f"funder:{pk}" for pk in sorted({pk for pk in funders if pk})] + ["unit:"]
    names = candidates.group_names(call, keys)
    return [
        (label, sorted([(key, names[key]) for key in keys if key.startswith(f"{kind}:")], key=lambda pair: pair[1]))
        for kind, label in KINDS.items()
    ]


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    scenario, user = find(request, pk), whoever(request)
    SCENARIO_POLICY.require(user, "change_scenario", scenario)
    told = read(scenario.settings)
    initial = {"name": scenario.name, "seen": scenario.version, **ScenarioForm.initial_of(told)}
    form = form_for(request, scenario.call, scenario.side, initial=initial, rows=len(told.rules))

    def change() -> None:
        given = form.cleaned_data
        settings = form.settings(told.year)
        scenarios.change_scenario(scenario, name=given["name"], settings=settings, seen=given["seen"] or 0, by=user)
        scenarios.compute_scenario(scenario, by=user)

    rescue.kept(request, form)
    if form.is_valid() and kept(form, change):
        return redirect("desk:scenario", pk)
    context = {"call": scenario.call, "side": scenario.side, "scenario": scenario, "form": form}
    return render(request, "desk/scenario_edit.html", context)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    scenario = find(request, pk)
    context: dict[str, Any] = {
        "scenario": scenario,
        "call": scenario.call,
        "tone": TONES[scenario.computing],
        "sentences": sentences.of(scenario),
        "can": SCENARIO_POLICY.actions(request.user, scenario),
    }
    if scenario.computing in (Computing.CHOSEN, Computing.READY):
        context |= shown(request, scenario)
    return render(request, "desk/scenario.html", context)


def shown(request: HttpRequest, scenario: Scenario) -> dict[str, Any]:
    known = board.funds(scenario.call)
    standings = scenario.result["standings"]
    page = Paginator(standings, ROWS).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": board.rows(scenario, list(page), known),
        "purses": board.purses(scenario, known),
        "rules": board.binding(scenario),
        "effects": board.effects(scenario, known),
        "funded": len(scenario.result["choice"]["chosen"]),
        "reserve": sum(bool(each["reserve"]) for each in standings),
        "members": len(standings),
        "left_out": scenario.result["left_out"],
        "grey": sum(each["zone"] == "grey" for each in (scenario.result.get("sure") or {}).values()),
        "is_sure": bool(scenario.result.get("sure")),
        "drawn": board.drawn_in(scenario),
        "short": board.short(scenario),
    }


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    scenario = find(request, pk)
    if not scenario.result.get("standings"):
        raise Refused(gettext("There is no file yet: compute the scenario first."))
    return scenario_file.answer(scenario)


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    asked = [int(each) for each in request.GET.getlist("s") if each.isascii() and each.isdecimal() and len(each) < 10]
    rows = Scenario.objects.visible_to(request.user).of_call(call).computed().filter(pk__in=asked).select_related("side")
    chosen = list(rows.order_by("pk")[:MOST])
    if len(chosen) < 2:
        raise Refused(gettext("Choose at least two scenarios that are computed; they are then shown side by side."))
    lines, common = board.side_by_side(chosen)
    known = board.funds(call)
    context = {
        "call": call,
        "heads": [(each, len(each.result["choice"]["chosen"]), board.purses(each, known)) for each in chosen],
        "page": (page := Paginator(lines, ROWS).get_page(request.GET.get("page"))),
        "lines": [(application, list(zip(chosen, words, strict=True))) for application, words in page],
        "common": common,
        "left_out": Scenario.objects.visible_to(request.user)
        .of_call(call)
        .filter(pk__in=asked)
        .exclude(pk__in=[each.pk for each in chosen]),
    }
    return render(request, "desk/scenarios_compare.html", context)


@require_POST
def do(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    scenario, user = find(request, pk), whoever(request)
    match act:
        case "compute":
            scenarios.compute_scenario(scenario, by=user)
        case "copy":
            return redirect("desk:scenario-edit", scenarios.copy_scenario(scenario, by=user).pk)
        case "discard":
            scenarios.discard_scenario(scenario, by=user)
            messages.success(request, gettext("The scenario was discarded."))
            return redirect("desk:scenarios", scenario.call.slug)
        case "choose":
            tell(request, scenarios.choose_scenario(scenario, seen=seen(request), by=user))
        case _:
            raise Http404
    return redirect(reverse("desk:scenario", args=[pk]))


def seen(request: HttpRequest) -> int:
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def tell(request: HttpRequest, told: scenarios.Chosen) -> None:
    said = ngettext("%(n)s decision was written down as a draft.", "%(n)s decisions were written down as drafts.", told.written)
    messages.success(request, said % {"n": told.written})
    if told.kept:
        kept_as = gettext("These stand as they were, because they went further or were settled one by one: %(references)s.")
        messages.warning(request, kept_as % {"references": ", ".join(told.kept)})
