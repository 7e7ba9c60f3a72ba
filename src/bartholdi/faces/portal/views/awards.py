"""The award of an application, as its laureate sees it: accept or decline, then the plan of instalments."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from bartholdi.faces.portal.applying import Applying
from bartholdi.faces.portal.forms.awards import AwardAnswerForm
from bartholdi.faces.portal.heading import about
from bartholdi.faces.ui import rescue
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.workflow import State
from bartholdi.office.awards import shown
from bartholdi.office.awards.models import Award
from bartholdi.office.awards.permissions import AWARD_POLICY
from bartholdi.office.awards.services.answering import accept_award, decline_award
from bartholdi.office.awards.workflow import AwardState
from bartholdi.office.lib.workflow import Refused


def own(request: Applying, application: Application) -> Award | None:
    """Nothing is asked of an application that is not funded."""
    if application.state != State.FUNDED:
        return None
    rows = Award.objects.of(request.user).select_related("decision__application__call", "laureate")
    return rows.filter(decision__application=application).first()


def show(request: Applying, application: Application) -> HttpResponse:
    rows = Award.objects.of(request.user).select_related("decision__application__call", "laureate")
    award = get_object_or_404(rows, decision__application=application)
    form = AwardAnswerForm(request.POST or None, paid=award.ceiling is not None, monthly=award.monthly)
    rescue.kept(request, form)
    if form.is_valid() and answered(request, award, form):
        accepted = award.state == AwardState.ACCEPTED
        said = gettext("You have accepted the award.") if accepted else gettext("You have declined the award.")
        messages.success(request, said)
        return redirect("portal:award", application.pk)
    return page(request, application, rows.get(pk=award.pk), form)


def answered(request: Applying, award: Award, form: AwardAnswerForm) -> bool:
    """Whether it is kept; a refusal stands above the form."""
    given, by = form.cleaned_data, request.user
    try:
        if given["answer"] == "accept":
            income = given.get("other_income") or Decimal(0)
            accept_award(award, given["starts_on"], given["ends_on"], income, by=by, arrived_at=request.arrived_at)
        else:
            decline_award(award, given["reason"], by=by)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def page(request: Applying, application: Application, award: Award, form: AwardAnswerForm) -> HttpResponse:
    now = application.call.moment()
    context = {
        "award": award,
        "form": form,
        "asked": award.state == AwardState.OFFERED and AWARD_POLICY.allows(request.user, "accept_award", award),
        "lapsed": award.is_lapsed(now),
        "award_state": award.standing(now),
        "award_tone": shown.tone(award, now),
        "award_facts": shown.facts(award),
        "plan": shown.rows(award),
    }
    return render(request, "portal/application/award.html", {**about(request, application), **context})
