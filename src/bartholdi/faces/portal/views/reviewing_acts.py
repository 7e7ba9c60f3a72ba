"""What a reviewer does besides judging: declines, abstains, is recused, talks with the panel, keeps their own entry."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bartholdi.faces.portal.forms.reviewing import AbstainForm, DeclineForm, OwnEntryForm, RecuseForm
from bartholdi.faces.portal.reviewing import review_of
from bartholdi.faces.portal.views.reviewing import page
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import rescue
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews.models import Assignment, Reviewer
from bartholdi.office.reviews.services import assigning, own_entry, remarks
from bartholdi.office.reviews.services import reviewing as services

FORMS = {"abstain": AbstainForm, "decline": DeclineForm, "recuse": RecuseForm}


def act(request: Visit, assignment: Assignment, act: str) -> HttpResponse:
    """Asked once more, with a reason, on a page of its own."""
    if act not in FORMS:
        raise Http404
    form = FORMS[act](request.POST or None)
    rescue.kept(request, form)
    if form.is_valid():
        try:
            return done(request, assignment, act, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"assignment": assignment, "application": assignment.application, "form": form, "act": act}
    return render(request, "portal/reviewing/act.html", context)


def done(request: Visit, assignment: Assignment, act: str, reason: str) -> HttpResponse:
    reference = assignment.application.reference
    if act == "recuse":
        assigning.recuse(assignment, reason=reason, by=request.user)
        said = _("Thank you. You are recused from %(reference)s: it is closed to you from now on. The office is told why.")
    elif act == "decline":
        assigning.decline_review(assignment, reason=reason, by=request.user)
        said = _("Thank you for telling us. You do not review %(reference)s any more; the office looks for somebody else.")
    else:
        services.abstain(services.begin(assignment, by=request.user), reason, by=request.user)
        said = _("You abstain from judging %(reference)s. The office and your panel see that, and why.")
    messages.success(request, said % {"reference": reference})
    return redirect("portal:reviewing")


@require_POST
def remark(request: Visit, assignment: Assignment) -> HttpResponse:
    """A refusal stands on the page, with what was typed."""
    to = {int(each) for each in request.POST.getlist("to") if each.isascii() and each.isdecimal() and len(each) < 10}
    text, panel = request.POST.get("text", ""), assignment.seat.panel
    try:
        remarks.say_remark(assignment.application, panel, text=text, to=to, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return page(request, assignment, review_of(assignment), remark=text)
    messages.success(request, _("Your remark stands in the discussion."))
    return redirect(f"{request.path.removesuffix('remark/')}#discussion")


def own(request: Visit) -> HttpResponse:
    """Their topics, languages and capacity, as the office asks by them."""
    reviewer = get_object_or_404(Reviewer.objects.select_related("person"), person__account=request.user)
    form = OwnEntryForm(request.POST or None, initial=OwnEntryForm.of(reviewer))
    rescue.kept(request, form)
    if form.is_valid():
        own_entry.change_own_entry(reviewer, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved. The office chooses what to send you by this."))
        return redirect("portal:reviewing")
    return render(request, "portal/reviewing/own.html", {"form": form})
