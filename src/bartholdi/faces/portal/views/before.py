"""Whether one may apply, before having begun: the few questions that the rules read. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control

from bartholdi.cores import formspec
from bartholdi.cores.eligibility import needs
from bartholdi.cores.formspec import Label, Section, Spec
from bartholdi.faces.portal import eligible
from bartholdi.faces.portal.answering import FILES
from bartholdi.faces.ui import questions
from bartholdi.office.applications import findings
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.rules import parsed
from bartholdi.office.questionnaires.queries import spec_of

PAGE = "before"


def check(request: HttpRequest, slug: str) -> HttpResponse:
    call = get_object_or_404(Call.objects.public().select_related("programme"), slug=slug)
    spec = few_questions(call)
    if spec is None:
        raise Http404
    post = request.POST if request.method == "POST" else None
    pressed = questions.pressed(post) if post is not None else None
    verdict = formspec.check(spec, questions.read(spec, PAGE, post, before={}) if post is not None else {})
    adding = [pressed.key] if pressed and pressed.act == "add_row" else []
    page = questions.draw(spec, PAGE, verdict.answers, language=language(), faults=verdict.faults, adding=adding)
    found = result(call, verdict.answers) if post is not None and not pressed and not verdict.faults else None
    answer = render(request, "portal/before.html", {"call": call, "page": page, "eligibility": found})
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def few_questions(call: Call) -> Spec | None:
    """Those of the application form that a rule reads, on one page; none of them is required here, or hangs on another."""
    if call.edition_id is None:
        return None
    wanted = needs(parsed(call.rules))
    fields = [field for field in spec_of(call.edition_id).fields() if field.key in wanted and field.kind not in FILES]
    if not fields:
        return None
    loose = tuple(replace(field, required=False, when=None) for field in fields)
    return Spec((Section(PAGE, Label("Before you begin", "Avant de commencer"), fields=loose),))


def result(call: Call, answers: dict[str, Any]) -> dict[str, Any] | None:
    judged = findings.judged_before(call, answers)
    if judged is None:
        return None
    facts = {
        "word": eligible.word_of(judged.verdict),
        "tone": eligible.TONES[judged.verdict],
        "lede": eligible.lede(judged.verdict),
    }
    return {**eligible.in_words(judged), **facts}
