"""Awards at the desk: those of each call with its terms, one with its plan, and who is next where one was declined."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.awards import AgainForm, MoreTimeForm, TermsForm
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.awards import shown
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.permissions import AWARD_POLICY, TERMS_POLICY
from bartholdi.office.awards.queries import is_free
from bartholdi.office.awards.services import offering
from bartholdi.office.awards.workflow import AWARD_WORKFLOW, AwardState
from bartholdi.office.decisions.services.promoting import next_in_reserve
from bartholdi.office.programmes.models import Call

LOADED = ("decision__application__call", "decision__fund__fund", "laureate")
FORMS = {"extend_answer": MoreTimeForm, "take_decline_back": AgainForm}  # of one award, one of them at a time


def index(request: HttpRequest) -> HttpResponse:
    """Every call of which awards were offered, the last closed first."""
    seen = Award.objects.visible_to(request.user).order_by()
    counts = {state: Count("pk", filter=Q(state=state)) for state in AwardState.values}
    found = {row["decision__application__call"]: row for row in seen.values("decision__application__call").annotate(**counts)}
    calls = Call.objects.visible_to(request.user).real().filter(pk__in=found).order_by("-closes_at", "pk")
    return render(request, "desk/awards.html", {"rows": [(call, found[call.pk]) for call in calls]})


def of_call(request: HttpRequest, pk: int) -> HttpResponse:
    call = get_object_or_404(Call.objects.visible_to(request.user), pk=pk)
    form = TermsForm(request.POST or None, instance=offering.terms_of(call))
    rescue.kept(request, form)
    if form.is_valid():
        offering.set_terms(call, **form.cleaned_data, by=whoever(request))
        messages.success(request, gettext("The terms are saved, for awards that are offered from now on."))
        return redirect("desk:call-awards", pk)
    now, awards = call.moment(), Award.objects.visible_to(request.user).of_call(call).select_related(*LOADED)
    awards = awards.order_by("decision__application__serial")
    rows = [(each, each.standing(now), shown.tone(each, now), shown.amount(each, each.stipend)) for each in awards]
    context = {"call": call, "rows": rows, "form": form, "runs": TERMS_POLICY.allows(request.user, "set_terms", None)}
    return render(request, "desk/awards_of_call.html", context)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    award = find(request, pk)
    call = award.decision.application.call
    now = call.moment()
    free = award.state == AwardState.DECLINED or award.is_lapsed(now)
    context = {
        "award": award,
        "call": call,
        "award_state": award.standing(now),
        "award_tone": shown.tone(award, now),
        "award_facts": shown.facts(award),
        "plan": shown.rows(award),
        "free": free,
        "following": next_in_reserve(call, award.decision.fund, user=whoever(request)) if free else None,
        **asked(request, award),
        "given_on": award.state == AwardState.DECLINED and not is_free(award, now),
    }
    return render(request, "desk/award.html", context)


def asked(request: HttpRequest, award: Award) -> dict[str, Any]:
    """The one form that is of use now, for whoever may."""
    for act in FORMS.keys() & AWARD_WORKFLOW.open_moves(award.state) & AWARD_POLICY.actions(request.user, award):
        form = FORMS[act]()
        rescue.kept(request, form)
        return {"act": act, "form": form}
    return {}


@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    award = find(request, pk)
    form = MoreTimeForm(request.POST)
    if form.is_valid():
        offering.extend_answer(award, form.cleaned_data["until"], by=whoever(request))
        messages.success(request, gettext("The laureate has more time to answer."))
        return redirect("desk:award", pk)
    return back(request, pk, form)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    award = find(request, pk)
    form = AgainForm(request.POST)
    if form.is_valid():
        offering.take_decline_back(award, form.cleaned_data["until"], reason=form.cleaned_data["reason"], by=whoever(request))
        messages.success(request, gettext("The award is offered again. The letter to the laureate is in the outbox."))
        return redirect("desk:award", pk)
    return back(request, pk, form)


def find(request: HttpRequest, pk: int) -> Award:
    return get_object_or_404(Award.objects.visible_to(request.user).select_related(*LOADED), pk=pk)


def back(request: HttpRequest, pk: int, form: MoreTimeForm) -> HttpResponse:
    """To the page of the award, which shows again what was typed."""
    rescue.keep(request, at=reverse("desk:award", args=[pk]))
    messages.error(request, " ".join(str(said) for each in form.errors.values() for said in each))
    return redirect("desk:award", pk)
