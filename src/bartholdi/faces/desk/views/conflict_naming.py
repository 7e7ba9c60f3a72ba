"""A conflict of interest that an applicant declared is written down by an officer: whom they named, and what they said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from bartholdi.faces.desk.forms.reviewer import NameForm
from bartholdi.faces.desk.views import reviewers
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.applications.models import Application
from bartholdi.office.reviews import desk_queries
from bartholdi.office.reviews.models import Conflict, Reason
from bartholdi.office.reviews.permissions import CONFLICT_POLICY
from bartholdi.office.reviews.services import conflicts


def find(request: HttpRequest, pk: int) -> Application:
    return get_object_or_404(Application.objects.visible_to(request.user).real().select_related("call"), pk=pk)


def search(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the whole pool: who is named need not sit on a panel yet."""
    typed = request.GET.get("q", "").strip()[:100]
    found = desk_queries.named(request.user, typed) if typed else []
    return render(request, "desk/conflict_search.html", {"application": find(request, pk), "typed": typed, "found": found})


def name(request: HttpRequest, pk: int, reviewer: int) -> HttpResponse:
    application, who = find(request, pk), reviewers.find(request, reviewer)
    CONFLICT_POLICY.require(request.user, "name_conflict", Conflict(application=application, reviewer=who, reason=Reason.NAMED))
    form = NameForm(request.POST or None)
    rescue.kept(request, form)
    by = whoever(request)
    if form.is_valid() and kept(form, lambda: conflicts.name_conflict(application, who, why=form.cleaned_data["why"], by=by)):
        messages.success(request, gettext("Recorded. It waits for a decision among the conflicts of interest."))
        return redirect("desk:application-reviews", pk)
    return render(request, "desk/conflict_name.html", {"application": application, "reviewer": who, "form": form})
