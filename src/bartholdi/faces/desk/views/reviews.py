"""Reviews at the desk: what waits and is late, one review with its versions, and all that was said of one application."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.cores import formspec
from bartholdi.faces.desk.forms.review import ForApplicantForm, ReturnForm
from bartholdi.faces.desk.views.applications import call_choices
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.downloads import send
from bartholdi.faces.ui.listing import Choice, Column, Empty, Listing, respond
from bartholdi.office.applications.models import Application
from bartholdi.office.applications.permissions import judges
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.models import Attachment
from bartholdi.office.questionnaires.queries import digests, spec_of
from bartholdi.office.reviews import desk_queries, queries
from bartholdi.office.reviews.models import Assignment, Review, ReviewVersion
from bartholdi.office.reviews.permissions import POLICY, REVIEW_POLICY
from bartholdi.office.reviews.services import remarks, reviewing

STANDINGS: dict[str, tuple[str | Promise, str]] = {
    "late": (_("Late"), "bad"),
    "waiting": (_("Not in yet"), "waiting"),
    "submitted": (_("Submitted"), "good"),
    "returned": (_("Returned for changes"), "attention"),
    "abstained": (_("Abstained"), "neutral"),
    "not_counting": (_("Does not count"), "bad"),
}


def standing(row: Assignment) -> str:
    review = getattr(row, "review", None)
    if review is not None and not review.counts:
        return "not_counting"
    if review is not None and review.state == "submitted":
        return "abstained" if review.abstains else "submitted"
    if row.is_late(timezone.now()):
        return "late"
    return "returned" if review is not None and review.state == "returned" else "waiting"


def said(row: Assignment) -> str:
    """Who declined or was recused has no review to wait for."""
    is_over = row.state in {"declined", "recused"} and not hasattr(row, "review")
    return str(row.get_state_display() if is_over else STANDINGS[standing(row)][0])


def tone(row: Assignment) -> str:
    return "neutral" if row.state in {"declined", "recused"} and not hasattr(row, "review") else STANDINGS[standing(row)][1]


def score(row: Assignment) -> Decimal | None:
    found = row.review.score if hasattr(row, "review") else None
    return None if found is None else round(found, 2)


def panel_choices(_user: Any) -> list[tuple[int, str]]:
    return [(panel.pk, f"{panel.call.title} – {panel}") for panel in desk_queries.panels()]


REVIEWS = Listing(
    name="reviews",
    title=_("Reviews"),
    model=Assignment,
    narrowed=desk_queries.for_the_list,
    columns=[
        Column("application", _("Application"), lambda row: row.application.reference, sort="application__reference"),
        Column("reviewer", _("Reviewer"), lambda row: row.seat.reviewer.person.name, sort="seat__reviewer__person__name"),
        Column("panel", _("Panel"), lambda row: row.seat.panel.name),
        Column("standing", _("Review"), said, kind="tag", tone=tone),
        Column("due", _("Due"), lambda row: row.due_at, kind="instant", sort="due_at"),
        Column(
            "score",
            _("Score"),
            score,
            kind="number",
            sort="review__score",
        ),
        Column("reminded", _("Reminded"), lambda row: row.reminded_at, kind="instant", sort="reminded_at", shown=False),
    ],
    filters=[
        Choice(
            "standing",
            _("Review"),
            options=[(key, words) for key, (words, _tone) in STANDINGS.items()],
            where=desk_queries.standing,
        ),
        Choice("panel", _("Panel"), lookup="seat__panel", options=panel_choices),
        Choice("call", _("Call"), lookup="application__call", options=call_choices),
    ],
    searchable=False,
    sort="due",
    link=lambda row: reverse("desk:application-reviews", args=[row.application_id]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("There is no review yet"), _("Each one appears here as soon as a reviewer is asked.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    return respond(request, REVIEWS, "desk/list.html")


def find(request: HttpRequest, pk: int) -> Review:
    return get_object_or_404(desk_queries.reviews(request.user), pk=pk)


def answers(version: ReviewVersion) -> SafeString:
    html = formspec.html(spec_of(version.edition_id), version.answers, language(), heading=3)
    return mark_safe(html)  # noqa: S308  formspec escapes everything


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, find(request, pk))


def files(review: Review) -> list[Attachment]:
    """Those that went with a version: what is only in a draft is its writer's own."""
    named = {digest for each in review.submitted.all() for digest in digests(each.answers)}
    return list(review.response.attachments.filter(digest__in=named)) if named else []


def file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    found = next((each for each in files(find(request, pk)) if each.pk == file), None)
    if found is None:
        raise Http404
    return send(found)


def page(request: HttpRequest, review: Review, **forms: Any) -> HttpResponse:
    """What was submitted, each time; whether the form has changed since; what an officer can do."""
    can = REVIEW_POLICY.actions(request.user, review)
    now = review.application.call.review_edition
    edition = review.response.edition
    context = {
        "review": review,
        "assignment": review.assignment,
        "application": review.application,
        "versions": [(each, answers(each)) for each in review.submitted.all()],
        "files": files(review),
        "edition": edition,
        "newer": now if now is not None and now.pk != edition.pk else None,
        "standing": STANDINGS[standing(_with(review))],
        "can": can,
        "may_return": "return_review" in can and review.state == "submitted" and reviewing.is_open(review.assignment),
        "return_form": forms.get("return") or ReturnForm(),
        "text_form": forms.get("for-applicant") or ForApplicantForm(initial={"text": review.for_applicant}),
        "mended": next(iter(forms.values()), None),
    }
    return render(request, "desk/review.html", context)


def _with(review: Review) -> Assignment:
    review.assignment.review = review
    review.assignment.application = review.application
    return review.assignment


def do(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """`return` sends it back, `for-applicant` keeps what the applicant is told."""
    review = find(request, pk)
    if act not in {"return", "for-applicant"}:
        raise Http404
    by = whoever(request)
    form = (ReturnForm if act == "return" else ForApplicantForm)(request.POST or None)
    rescue.kept(request, form)

    def service() -> Review:
        if act == "return":
            return reviewing.return_review(review, form.cleaned_data["message"], by=by)
        return reviewing.edit_for_applicant(review, form.cleaned_data["text"], by=by)

    if form.is_valid() and kept(form, service):
        done = gettext("The review is returned, and the reviewer is told.") if act == "return" else gettext("Saved.")
        messages.success(request, done)
        return redirect("desk:review", pk)
    return page(request, review, **{act: form})


def of_application(request: HttpRequest, pk: int) -> HttpResponse:
    """All reviews of one application, panel by panel, with what the panel says."""
    application = get_object_or_404(Application.objects.visible_to(request.user).real().select_related("call"), pk=pk)
    rows = desk_queries.for_the_list(Assignment.objects.visible_to(request.user).filter(application=pk)).order_by(
        "seat__panel", "pk"
    )
    spoken = desk_queries.remarks(request.user, pk)
    panels: dict[int, dict[str, Any]] = {}
    for row in rows:
        group = panels.setdefault(row.seat.panel_id, {"panel": row.seat.panel, "rows": []})
        group["rows"].append((row, said(row), tone(row)))
    typed = rescue.typed(request)
    for key, group in panels.items():
        group["typed"] = typed.get("text", "") if typed and typed.get("panel") == str(key) else ""
        group["remarks"] = [each for each in spoken if each.panel_id == key]
    context = {"application": application, "call": application.call, "panels": list(panels.values())}
    context["may_name"] = judges(request.user, application) and queries.hears_objections(request.user, application.call_id)
    context["may_talk"] = any(
        remarks.may_talk(application, group["panel"], whoever(request)) for group in list(panels.values())[:1]
    )
    return render(request, "desk/application_reviews.html", context)


@require_POST
def remark(request: HttpRequest, pk: int, panel: int) -> HttpResponse:
    """Who is named with an @ gets a letter."""
    application = get_object_or_404(Application.objects.visible_to(request.user).real(), pk=pk)
    found = get_object_or_404(application.call.panels.all(), pk=panel)
    remarks.say_remark(application, found, text=request.POST.get("text", ""), by=whoever(request))
    messages.success(request, gettext("Your remark stands in the discussion."))
    return redirect("desk:application-reviews", pk)
