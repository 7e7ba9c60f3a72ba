"""A reviewer's pages: what waits and is late, and one application beside the form that judges it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bartholdi.cores.formspec import check
from bartholdi.faces.portal import answering, review_files, review_papers, reviewing
from bartholdi.faces.portal.review_rows import by_call
from bartholdi.faces.portal.views.application_form import longer, mine, taken, told
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import questions, rescue
from bartholdi.faces.ui.downloads import send
from bartholdi.office.applications import queries
from bartholdi.office.applications.services.sending import Incomplete
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.merging import Change
from bartholdi.office.questionnaires.queries import since, spec_of
from bartholdi.office.questionnaires.services import Saved
from bartholdi.office.reviews import own_queries
from bartholdi.office.reviews.models import Assignment, Review
from bartholdi.office.reviews.services import remarks
from bartholdi.office.reviews.services import reviewing as services


def start(request: Visit) -> HttpResponse:
    """What waits and what is late, call by call."""
    calls = by_call(own_queries.for_the_start(request.user), zone=request.user.zone, now=timezone.now())
    return render(request, "portal/reviewing/start.html", {"calls": calls})


def show(request: Visit, assignment: Assignment) -> HttpResponse:
    """The application and the form; a POST keeps what was typed, and submits where that was asked."""
    back = request.method == "GET" and rescue.taken(request)
    post = request.POST if request.method == "POST" else back or None
    review = reviewing.review_of(assignment)
    if back and "version" not in back:  # a remark, not the form
        messages.info(request, _("What you typed before is back in the form. It has not been sent yet."))
        return page(request, assignment, review, remark=back.get("text", ""))
    if post is None or review is None:
        return page(request, assignment, review)
    changes = touched(review, post)
    review, saved = services.write(assignment, changes, by=request.user, tab=post.get("tab", "")[:32])
    review_files.take(request, review, post)
    if back:
        messages.success(request, _("What you typed before you were signed out is saved."))
    if back or saved.conflicts or saved.refused or questions.pressed(post):
        stuck = {fault.key: changes[fault.key].value for fault in saved.refused}
        return taken(request, page(request, assignment, review, saved=saved, post=post, **mine(saved), **stuck))
    return taken(request, submitted(request, assignment, review) if "submit" in post else kept(request, assignment))


def touched(review: Review, post: QueryDict) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for section in spec_of(review.response.edition_id).sections:
        found |= answering.touched(review, section.key, post)
    return found


def kept(request: Visit, assignment: Assignment) -> HttpResponse:
    messages.success(request, _("Saved. Nothing new is submitted yet."))
    return redirect("portal:review", assignment.pk)


def submitted(request: Visit, assignment: Assignment, review: Review) -> HttpResponse:
    """Back to what still waits; what is missing stands at its question."""
    try:
        services.submit_review(review, by=request.user)
    except Incomplete as told_of:
        messages.error(request, str(told_of))
        return page(request, assignment, review, final=True)
    said = _("Your review of %(reference)s is submitted. Thank you.") % {"reference": assignment.application.reference}
    messages.success(request, said)
    return redirect("portal:reviewing")


def page(
    request: Visit,
    assignment: Assignment,
    review: Review | None,
    *,
    saved: Saved | None = None,
    post: QueryDict | None = None,
    final: bool = False,
    remark: str = "",
    **answers: Any,
) -> HttpResponse:
    """`remark` was not sent yet. `answers` stand in the form instead of what is kept: somebody's own words beside those of another window."""
    context: dict[str, Any] = {
        **read(request, assignment),
        "review": review,
        "writable": review is not None and services.is_open(assignment),
        "late": assignment.is_late(timezone.now()),
        "remark": remark,
    }
    if review is not None:
        context |= form(request, review, saved=saved, post=post, final=final, **answers)
        context |= beside(request, assignment, review)
    return render(request, "portal/reviewing/review.html", context)


def read(request: Visit, assignment: Assignment) -> dict[str, Any]:
    """The application, as this reviewer may read it."""
    application = assignment.application
    sent = queries.newest(application)
    return {
        "assignment": assignment,
        "application": application,
        "call": application.call,
        "title": reviewing.title_of(application),
        "copy": reviewing.reading_copy(application, sent),
        "files": review_papers.files(application, sent),
        "letters": review_papers.letters(application, request.user),
    }


def form(
    request: Visit, review: Review, *, saved: Saved | None, post: QueryDict | None, final: bool, **answers: Any
) -> dict[str, Any]:
    spec = spec_of(review.response.edition_id)
    verdict = check(spec, review.response.everything(), final=final or "check" in request.GET)
    found = [*(saved.refused if saved else ()), *verdict.faults]
    pages = reviewing.drawn(review, faults=found, adding=frozenset(longer(post)), **answers)
    theirs = answering.theirs(review, saved) if saved else {}
    sections = [(each, [{"question": one, "theirs": theirs.get(one.key)} for one in each.questions]) for each in pages]
    return {
        "sections": sections,
        "first": pages[0] if pages else None,
        "faults": [fault for each in pages for fault in each.faults],
        "marks": reviewing.marks(review),
        "conflicts": theirs,
        "owner": request.user.journal_key,
    }


def beside(request: Visit, assignment: Assignment, review: Review) -> dict[str, Any]:
    """What is in, and what others said of it: nothing is asked of the database before one's own is in."""
    last = review.submitted.first() if review.pk else None
    is_in = review.state == "submitted" and review.counts
    facts = {
        "last": last,
        "is_in": is_in,
        "unsent": bool(last and not review.abstains and last.answers != review.response.answers),
    }
    if not is_in:
        return facts
    others = [(each, reviewing.written(each)) for each in own_queries.others(assignment, request.user)]
    named = remarks.can_be_named(assignment.application, assignment.seat.panel, besides=request.user)
    return {**facts, "others": others, "remarks": own_queries.remarks(assignment, request.user), "named": named}


@require_GET
def file(request: Visit, assignment: Assignment, file: int) -> HttpResponseBase:
    review = getattr(assignment, "review", None)
    if review is None:
        raise Http404
    return send(get_object_or_404(review.response.attachments.all(), pk=file))


@require_POST
def save(request: Visit, assignment: Assignment) -> HttpResponseBase:
    """Field by field, from the page itself: the first one begins the review."""
    tab, seen = request.POST.get("tab", "")[:32], answering.whole_number(request.POST.get("since"))
    try:
        there = reviewing.review_of(assignment)
        changes = answering.sent(there, request.POST) if there is not None else {}
        review, saved = services.write(assignment, changes, by=request.user, tab=tab)
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=409)
    facts = news(review, seen, tab, own=saved.version if saved.changed and tab else 0)
    return JsonResponse({**facts, **told(review, saved), "said": []})


@require_GET
def now(request: Visit, assignment: Assignment) -> HttpResponse:
    """What was written in another window since; 204 where that is what the page knows already."""
    review = reviewing.review_of(assignment)
    if review is None:
        return HttpResponse(status=204)
    facts = news(review, answering.whole_number(request.GET.get("since")), request.GET.get("tab", "")[:32])
    mark = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
    if mark == request.GET.get("mark"):
        return HttpResponse(status=204)
    return JsonResponse({**facts, "mark": mark, "csrf": get_token(request)})


def news(review: Review, seen: int, tab: str, *, own: int = 0) -> dict[str, Any]:
    changed = since(review.response, seen, tab=tab, own=own)
    html = {
        question.key: render_to_string("ui/questions/question.html", {"question": question})
        for each in (reviewing.drawn(review) if changed else ())
        for question in each.questions
        if question.key in changed
    }
    others = {key: {"version": changed[key]["version"], "by": changed[key]["by"], "html": html[key]} for key in html}
    return {"version": review.response.version, "others": others, "present": []}
