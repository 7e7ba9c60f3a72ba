"""Conflicts of interest: the list of what waits, and the page on which an officer confirms or dismisses one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.forms.reviewer import DecideForm
from bartholdi.faces.desk.views.applications import call_choices
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.listing import Choice, Choices, Column, Empty, Listing, respond
from bartholdi.office.lib.bilingual import language
from bartholdi.office.reviews import queries
from bartholdi.office.reviews.models import Conflict, Reason
from bartholdi.office.reviews.permissions import CONFLICT_POLICY, POLICY
from bartholdi.office.reviews.services import conflicts, restoring
from bartholdi.office.reviews.workflow import ConflictState

TONES = {"open": "waiting", "confirmed": "bad", "dismissed": "neutral"}

CONFLICTS = Listing(
    name="conflicts",
    title=_("Conflicts of interest"),
    model=Conflict,
    narrowed=queries.conflicts_for_the_list,
    columns=[
        Column("reviewer", _("Reviewer"), lambda row: row.reviewer.person.name, sort="reviewer__person__name"),
        Column("application", _("Application"), lambda row: row.application.reference, sort="application__reference"),
        Column("reason", _("Reason"), lambda row: row.get_reason_display(), sort="reason"),
        Column("strength", _("Strength"), lambda row: row.get_strength_display(), sort="strength"),
        Column("evidence", _("What was found"), lambda row: row.evidence.get(language(), "")),
        Column(
            "state",
            _("State"),
            lambda row: row.get_state_display(),
            kind="tag",
            tone=lambda row: TONES[row.state],
            sort="state",
        ),
        Column("found_at", _("Found"), kind="instant", sort="found_at", shown=False),
        Column("decided_by", _("Decided by"), shown=False),
    ],
    filters=[
        Choice("state", _("State"), options=ConflictState.choices),
        Choice("call", _("Call"), lookup="application__call", options=call_choices),
        Choices("reason", _("Reason"), options=Reason.choices),
        Choice("strength", _("Strength"), options=Conflict.Strength.choices),
    ],
    searchable=False,
    sort="-strength",
    link=lambda row: reverse("desk:conflict", args=[row.pk]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("No conflict was found"), _("They are looked for when a reviewer is invited, and from the page of a panel.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, CONFLICTS, "desk/list.html")


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST decides: `confirm` or `dismiss`."""
    conflict = get_object_or_404(queries.conflicts_of(request.user), pk=pk)
    form = DecideForm(request.POST or None)
    rescue.kept(request, form)
    out = restoring.left_out(conflict) is not None if request.method == "POST" else False
    decide = {"confirm": conflicts.confirm_conflict, "dismiss": conflicts.dismiss_conflict}.get(request.POST.get("act", ""))
    if decide and form.is_valid() and kept(form, lambda: decide(conflict, why=form.cleaned_data["why"], by=whoever(request))):
        messages.success(request, gettext("The conflict is decided: %(state)s.") % {"state": conflict.get_state_display()})
        if out and conflict.state == ConflictState.DISMISSED:
            messages.info(request, of_review(conflict) or gettext("Their review counts again."))
        return redirect("desk:conflicts")
    context = {
        "conflict": conflict,
        "evidence": conflict.evidence.get(language(), ""),
        "tone": TONES[conflict.state],
        "form": form,
        "of_review": of_review(conflict),
        "can": CONFLICT_POLICY.actions(request.user, conflict),
    }
    return render(request, "desk/conflict.html", context)


def of_review(conflict: Conflict) -> str:
    """Of a conflict that was dismissed: why the review of this person stays out all the same."""
    review = restoring.left_out(conflict) if conflict.state == ConflictState.DISMISSED else None
    return restoring.why_out(conflict, review) if review else ""
