"""Before an edition is published: what it changes, who uses the questionnaire, and what open answers would keep."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bartholdi.faces.desk import faults
from bartholdi.faces.desk.views.questionnaires import changes, find
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires import in_use, queries
from bartholdi.office.questionnaires.permissions import POLICY


def show(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    POLICY.require(request.user, "publish", found)
    spec, wrong = faults.read(found.draft)
    last = queries.newest(found)
    context: dict[str, Any] = {"questionnaire": found, "spec": spec, "faults": wrong, "last": last}
    if spec is not None:
        effect = queries.effect(found, spec)
        context |= {
            "ahead": changes(last.parsed(), spec) if last else [],
            "number": last.number + 1 if last else 1,
            "uses": in_use.counted(found),
            "effect": effect,
            "lost": [(words[language()], count) for words, count in effect.lost],
        }
    return render(request, "desk/design/publish.html", context)
