"""One decision: its form beside the words of each review, its acts, its place in the reserve, and the appeals against it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.decision import AnswerForm, AppealForm, DecisionForm, PromotionForm
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.decisions import TONES
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.desk.views.reviews import answers
from bartholdi.faces.ui import rescue
from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Appeal, Decision
from bartholdi.office.decisions.permissions import APPEAL_POLICY, DECISION_POLICY
from bartholdi.office.decisions.services import appealing, deciding, promoting, revising
from bartholdi.office.decisions.workflow import DECISION_WORKFLOW, DecisionState
from bartholdi.office.reviews import desk_queries
from bartholdi.office.reviews.models import Review
from bartholdi.office.reviews.permissions import REVIEW_POLICY

APPEAL_TONES = {"open": "waiting", "upheld": "attention", "dismissed": "neutral", "withdrawn": "neutral"}
ACTS: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "propose": (deciding.propose_decision, _("The decision is proposed.")),
    "approve": (deciding.approve_decision, _("The decision is approved.")),
    "reopen": (deciding.reopen_decision, _("The decision is a draft again.")),
    "reconsider": (appealing.reconsider_decision, _("The decision is a draft again, and the application is in review.")),
}


def find(request: HttpRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.user).joint().filter(application__call__rehearsal_of=None)
    return get_object_or_404(rows.select_related("application__call", "fund__fund", "proposed_by", "approved_by"), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST saves what is decided."""
    decision, user = find(request, pk), whoever(request)
    if request.method == "POST":
        DECISION_POLICY.require(user, "draft_decision", decision)
    form = decision_form(user, decision, request.POST or None)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: revising.revise_decision(decision, by=user, **form.facts())):
        messages.success(request, gettext("The decision is saved."))
        return redirect("desk:decision", pk)
    if form.is_bound:
        decision = find(request, pk)
    return page(request, decision, form)


def decision_form(user: User, decision: Decision, data: Any = None) -> DecisionForm:
    reviews = revising.reviews_of(decision, user=user)
    told = {f"review_{each.pk}": each.for_applicant for each in reviews}
    names = ("outcome", "fund", "amount", "place", "reason", "message")
    values = {name: getattr(decision, f"{name}_id" if name == "fund" else name) for name in names}
    return DecisionForm(
        data,
        funds=decision.application.call.call_funds.select_related("fund"),
        reviews=[each for each in reviews if REVIEW_POLICY.allows(user, "edit_for_applicant", each)],
        initial=values | told | {"seen": revising.mark(decision, reviews)},
    )


def page(request: HttpRequest, decision: Decision, form: DecisionForm, **mended: Any) -> HttpResponse:
    """After a refusal the form keeps what was typed, and carries the mark of how the decision stands now, which is shown above it."""
    user, application = whoever(request), decision.application
    told = revising.reviews_of(decision, user=user)
    reviews = list(desk_queries.reviews(user).filter(pk__in=[each.pk for each in told]).order_by("pk"))
    if form.is_bound and form.non_field_errors():
        typed: Any = form.data
        data = typed.copy()
        data["seen"] = revising.mark(decision, told)
        form.data = data
    can = DECISION_POLICY.actions(user, decision)
    context = {
        "decision": decision,
        "application": application,
        "call": application.call,
        "tone": TONES[decision.outcome],
        "form": form,
        "may_write": "draft_decision" in can and (decision.state == DecisionState.DRAFT or form.is_bound),
        "acts": can & DECISION_WORKFLOW.open_moves(decision.state),
        "reviews": [(each, words(each), form.box(each)) for each in reviews],
        "mended": next(iter(mended.values()), form),
    }
    return render(request, "desk/decision.html", context | appealed(decision, user, mended))


def appealed(decision: Decision, user: User, mended: dict[str, Any]) -> dict[str, Any]:
    """What was brought against it, each with the form of its answer."""
    rows = Appeal.objects.visible_to(user).filter(application=decision.application).select_related("recorded_by", "answered_by")
    return {
        "appeals": [
            (each, APPEAL_TONES[each.state], mended.get(f"answer_{each.pk}") or AnswerForm(prefix=f"a{each.pk}")) for each in rows
        ],
        "may_reconsider": DECISION_POLICY.allows(user, "reconsider_decision", decision) and appealing.is_to_reconsider(decision),
        "may_appeal": APPEAL_POLICY.allows(user, "record_appeal", decision) and decision.state == DecisionState.ANNOUNCED,
        "appeal_form": mended.get("appeal") or AppealForm(prefix="appeal"),
    }


def words(review: Review) -> Any:
    """As submitted last."""
    newest = next(iter(review.submitted.all()), None)
    return answers(newest) if newest is not None else ""


@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    decision = find(request, pk)
    if act not in ACTS:
        raise Http404
    service, said = ACTS[act]
    service(decision, by=whoever(request))
    messages.success(request, str(said))
    return (
        redirect("desk:decision", pk) if "stay" in request.POST else redirect("desk:call-decisions", decision.application.call_id)
    )


@require_POST
def promote(request: HttpRequest, pk: int) -> HttpResponse:
    """One click on who is next, paid from the fund that the button names."""
    decision = find(request, pk)
    asked = request.POST.get("fund", "")
    funds = decision.application.call.call_funds.select_related("fund")
    fund = get_object_or_404(funds, pk=int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None
    form = PromotionForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(said) for said in form.errors["amount"]))
        return redirect("desk:call-decisions", decision.application.call_id)
    promoting.promote(decision, fund, amount=form.cleaned_data["amount"], by=whoever(request))
    messages.success(
        request,
        gettext("%(reference)s is funded now. The letter that says so waits in the outbox.")
        % {"reference": decision.application.reference},
    )
    return redirect("desk:call-decisions", decision.application.call_id)


@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    decision, user = find(request, pk), whoever(request)
    form = AppealForm(request.POST, prefix="appeal")
    if form.is_valid() and kept(form, lambda: appealing.record_appeal(decision, by=user, **form.cleaned_data)):
        messages.success(request, gettext("The appeal is recorded."))
        return redirect("desk:decision", pk)
    return page(request, decision, decision_form(user, decision), appeal=form)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    user = whoever(request)
    found = get_object_or_404(Appeal.objects.visible_to(user).select_related("application"), pk=pk)
    decision = find(request, get_object_or_404(Decision.objects.visible_to(user).joint(), application=found.application_id).pk)
    form = AnswerForm(request.POST, prefix=f"a{pk}")
    if form.is_valid() and kept(form, lambda: appealing.answer_appeal(found, by=user, **form.cleaned_data)):
        messages.success(request, gettext("The answer to the appeal is recorded."))
        return redirect("desk:decision", decision.pk)
    return page(request, decision, decision_form(user, decision), **{f"answer_{pk}": form})
