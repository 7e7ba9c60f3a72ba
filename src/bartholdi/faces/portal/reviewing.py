"""The door of a reviewer's pages, and what stands on them: the reading copy, the form with its weights, what others judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Fault, Spec
from bartholdi.faces.portal import answering, review_files
from bartholdi.faces.portal.applying import wants_json
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import questions
from bartholdi.faces.ui.doors import signed_in
from bartholdi.faces.ui.questions import Page
from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.lib import countries
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.models import Response
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.reviews import own_queries, scoring
from bartholdi.office.reviews.models import Assignment, Review


def reviewing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view(request, assignment, …)` behind an address with `pk`; whoever is recused finds nothing there."""

    def inside(request: Visit, pk: int, **more: Any) -> HttpResponseBase:
        assignment = own_queries.for_one(request.user).filter(pk=pk).first()
        if assignment is None:
            raise Http404
        return view(request, assignment, **more)

    behind = signed_in(inside)

    @wraps(view)
    def behind_the_door(request: HttpRequest, pk: int, **more: Any) -> HttpResponseBase:
        if not request.user.is_authenticated and wants_json(request):
            return JsonResponse({"sign_in": resolve_url("account_login")}, status=401)
        return behind(request, pk, **more)

    return behind_the_door


def review_of(assignment: Assignment) -> Review | None:
    """The one that is there, or one that would begin on the form of the call; nothing is written. None where the call has no form."""
    edition = assignment.application.call.review_edition_id
    review: Review | None = getattr(assignment, "review", None)
    if review is None and edition is not None:
        review = Review(assignment=assignment, application=assignment.application, response=Response(edition_id=edition))
    if review is None:
        return None
    review.assignment, review.application = assignment, assignment.application
    return review


def title_of(application: Application) -> str:
    """Nothing in a blind call whose form says that the title tells who writes."""
    call = application.call
    if not call.blind:
        return application.title
    field = spec_of(call.edition_id).field(str(call.columns.get("title", ""))) if call.edition_id else None
    return application.title if field is not None and not field.identifies else ""


def reading_copy(application: Application, sent: Submission | None) -> SafeString | str:
    """What was sent last; in a blind call without what identifies people, to the byte."""
    return shown(sent.edition_id, sent.answers, blind=application.call.blind) if sent else ""


def written(review: Review) -> SafeString | str:
    """What another reviewer submitted last."""
    last = next(iter(review.submitted.all()), None)
    return shown(last.edition_id, last.answers) if last and not review.abstains else ""


def shown(edition: int, answers: Any, *, blind: bool = False) -> SafeString:
    names = countries.names(language())
    html = formspec.html(spec_of(edition), answers, language(), blind=blind, countries=names, heading=3)
    return mark_safe(html)  # noqa: S308  formspec escapes everything


def drawn(review: Review, *, faults: Iterable[Fault] = (), adding: frozenset[str] = frozenset(), **answers: Any) -> list[Page]:
    """Every page of the form: a review is read and written in one go."""
    spec, found = spec_of(review.response.edition_id), list(faults)
    given = {**review.response.everything(), **answers}
    look = {"language": language(), "faults": found, "stamps": review.response.stamps, "look_up_url": "", "adding": adding}
    look["files"] = review_files.addresses(review)
    return [weighed(questions.draw(spec, each.key, given, **look), weights(spec)) for each in spec.sections]


def weighed(page: Page, said: Mapping[str, str]) -> Page:
    """With what each criterion counts standing above it."""
    shown = [replace(one, notes=(*one.notes, said[one.key])) if one.key in said else one for one in page.questions]
    return replace(page, questions=shown)


def marks(review: Review) -> str:
    spec, answers = spec_of(review.response.edition_id), review.response.everything()
    found: dict[str, str] = {}
    for section in spec.sections:
        found |= json.loads(answering.marks(spec, section.key, answers))
    return json.dumps(found)


def weights(spec: Spec) -> dict[str, str]:
    """Key of a criterion -> what it weighs, in words; nothing where all weigh the same."""
    found = scoring.criteria(spec)
    if len({each.weight for each in found}) < 2:
        return {}
    total = sum((each.weight for each in found), Decimal(0))
    return {
        each.field.key: gettext("Counts %(share)s%% of the score") % {"share": round(each.weight / total * 100)} for each in found
    }
