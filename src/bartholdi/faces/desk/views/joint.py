"""The joint list: what each side says, what is settled, one application's steps; the lottery; the body of final approval."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from bartholdi.faces.desk.forms.scenario import ApprovalForm, BodyForm, LotteryForm, StepForm
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.desk.views.scenarios import find_call, find_side
from bartholdi.faces.ui import rescue
from bartholdi.office.applications.models import Application
from bartholdi.office.decisions import board
from bartholdi.office.decisions.models import Decision, FinalBody, JointItem, Lottery, Outcome
from bartholdi.office.decisions.permissions import DECISION_POLICY, JOINT_POLICY, LOTTERY_POLICY
from bartholdi.office.decisions.services import final, joint, lotteries

ROWS = 50
OUTCOMES = {"fund": "good", "reserve": "waiting", "decline": "neutral"}


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    call = find_call(request, slug)
    sides = list(call.sides.all())
    sides = sides if len(sides) > 1 else []
    asked = request.GET.get("show", "")
    page = Paginator(board.joint_rows(call, sides, request.user, show=asked), ROWS).get_page(request.GET.get("page"))
    body = FinalBody.objects.filter(call=call).first()
    context = {
        "call": call,
        "sides": sides,
        "show": asked if asked in board.SHOWS else "",
        "page": page,
        "rows": [
            (row, [(each, word(getattr(row, f"said_{each.letter.lower()}"))) for each in sides], word(row.joint)) for row in page
        ],
        "counts": board.joint_counts(call, sides, request.user),
        "money": board.money(call, request.user),
        "body": body,
        "approval": ApprovalForm(),
        "body_form": BodyForm(initial={"name_en": body.name_en, "name_fr": body.name_fr} if body else None),
        "can": JOINT_POLICY.actions(request.user, None),
    }
    return render(request, "desk/joint.html", context)


def word(outcome: str | None) -> tuple[str, str]:
    """What an outcome is called, and its tone."""
    return (str(Outcome(outcome).label), OUTCOMES[outcome]) if outcome else ("–", "neutral")


def item(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST settles one step."""
    rows = Application.objects.visible_to(request.user).filter(call__rehearsal_of=None).select_related("call__programme")
    application, user = get_object_or_404(rows, pk=pk), whoever(request)
    call = application.call
    decisions = list(Decision.objects.visible_to(user).filter(application=application).select_related("side", "fund__fund"))
    decision = next((each for each in decisions if each.side_id is None), None)
    steps = list(JointItem.objects.visible_to(user).filter(application=application).select_related("by", "fund__fund"))
    form = step_form(request, call, decisions, seen=steps[-1].number if steps else 0)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: joint.agree_item(application, by=user, **form.cleaned_data)):
        messages.success(request, gettext("%(reference)s is settled.") % {"reference": application.reference})
        return redirect("desk:joint", call.slug)
    context = {
        "call": call,
        "application": application,
        "decisions": [(each, OUTCOMES[each.outcome]) for each in decisions],
        "steps": list(reversed(steps)),
        "form": form,
        "may": DECISION_POLICY.allows(user, "draft_decision", decision or Decision(application=application)),
    }
    return render(request, "desk/joint_item.html", context)


def step_form(request: HttpRequest, call: Any, decisions: list[Decision], *, seen: int) -> StepForm:
    """Filled with what is settled, else with what a side says that pays."""
    first = next((each for each in decisions if each.side_id is None), None) or next(
        (each for each in decisions if each.fund_id), decisions[0] if decisions else None
    )
    initial: dict[str, Any] = {"seen": seen}
    if first is not None:
        initial |= {"outcome": first.outcome, "fund": first.fund_id, "amount": first.amount, "place": first.place}
    return StepForm(request.POST or None, funds=call.call_funds.select_related("fund"), initial=initial)


@require_POST
def take(request: HttpRequest, slug: str) -> HttpResponse:
    number = joint.take_agreed(find_call(request, slug), by=whoever(request))
    said = ngettext("%(n)s application is settled as all sides say.", "%(n)s applications are settled as all sides say.", number)
    messages.success(request, said % {"n": number})
    return redirect("desk:joint", slug)


@require_POST
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Names the body of final approval, or records its approval."""
    call, user = find_call(request, slug), whoever(request)
    if "approve" in request.POST:
        found = get_object_or_404(FinalBody.objects.filter(call=call))
        final.record_final_approval(found, remark=request.POST.get("remark", ""), by=user)
        messages.success(request, gettext("The approval was recorded."))
    else:
        final.name_final_body(call, name_en=request.POST.get("name_en", ""), name_fr=request.POST.get("name_fr", ""), by=user)
        messages.success(request, gettext("Nothing is announced before this body has approved the list."))
    return redirect("desk:joint", slug)


def lottery(request: HttpRequest, slug: str, letter: str) -> HttpResponse:
    """The seed is fixed with one POST and shown; the lots are drawn with the next."""
    call, user = find_call(request, slug), whoever(request)
    side = find_side(call, letter)
    found, lots = board.lottery_of(call, side, user)
    form = LotteryForm(request.POST if request.method == "POST" and "draw" not in request.POST else None)
    rescue.kept(request, form)
    if "draw" in request.POST and found is not None:
        lotteries.draw_lots(found, by=user)
        messages.success(
            request, gettext("The lots are drawn. Compute the scenarios of this list again: they then keep this order.")
        )
        return redirect("desk:lottery", slug, letter)
    if form.is_valid() and kept(form, lambda: lotteries.fix_seed(call, side, by=user, **form.cleaned_data)):
        messages.success(request, gettext("The seed is fixed. Nothing is drawn yet."))
        return redirect("desk:lottery", slug, letter)
    context = {"call": call, "side": side, "lottery": found, "lots": lots, "form": form, "command": command(found, lots)}
    return render(request, "desk/lottery.html", context | {"can": LOTTERY_POLICY.actions(user, None)})


def command(found: Lottery | None, lots: list[tuple[str, str]]) -> str:
    """By which anybody makes the first ticket again."""
    return f"printf '%s\\n%s' '{found.seed}' '{lots[0][0]}' | sha256sum" if found else ""
