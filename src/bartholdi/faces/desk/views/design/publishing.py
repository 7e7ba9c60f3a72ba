"""Before an edition is published: what it changes, who uses the questionnaire, what open answers would keep; and then: who is brought to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bartholdi.cores.formspec.edit import EditError
from bartholdi.faces.desk import designing, faults
from bartholdi.faces.desk.views.design.bench import Bench
from bartholdi.faces.desk.views.questionnaire_papers import published
from bartholdi.faces.desk.views.questionnaires import changes, find, whoever
from bartholdi.office.applications import answering, answering_letters
from bartholdi.office.applications import services as applications
from bartholdi.office.applications.services import letter_editions
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires import in_use, queries
from bartholdi.office.questionnaires.models import Questionnaire
from bartholdi.office.questionnaires.permissions import POLICY


def show(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    POLICY.require(request.user, "publish", found)
    spec, wrong = faults.read(found.draft)
    last = queries.newest(found)
    context: dict[str, Any] = {"questionnaire": found, "spec": spec, "faults": wrong, "last": last}
    if spec is None:
        context["todo"] = unfinished(found)
    else:
        effect = queries.effect(found, spec)
        context |= {
            "ahead": changes(last.parsed(), spec) if last else [],
            "number": last.number + 1 if last else 1,
            "uses": [(label, count) for label, count in in_use.counted(found) if any(count)],
            "effect": effect,
            "lost": [(words[language()], count) for words, count in effect.lost],
        }
    return render(request, "desk/design/publish.html", context)


def unfinished(found: Questionnaire) -> list[Any]:
    """What still has faults, where the draft can be taken apart."""
    try:
        return designing.todo(designing.sheaves(Bench.of(found).laid))
    except EditError:
        return []


def bring(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The calls that ask an earlier edition, each with its button."""
    edition = published(request, pk, number)
    POLICY.require(request.user, "publish", edition.questionnaire)
    calls = list(answering.asking_earlier(edition, request.user))
    asked = {call.edition_id: call.edition for call in calls if call.edition is not None}
    told = {each: changes(earlier.parsed(), edition.parsed()) for each, earlier in asked.items()}
    rows = [(call, told.get(call.edition_id, [])) for call in calls]
    letters = list(answering_letters.asking_earlier(edition, request.user))
    context = {"questionnaire": edition.questionnaire, "edition": edition, "rows": rows, "letters": letters}
    return render(request, "desk/design/bring.html", context)


@require_POST
def brought(request: HttpRequest, pk: int, number: int, call: int) -> HttpResponse:
    edition = published(request, pk, number)
    found = get_object_or_404(answering.asking_earlier(edition, request.user), pk=call)
    applications.bring_to_edition(found, edition, by=whoever(request))
    facts = {"call": found, "number": edition.number}
    messages.success(
        request, gettext("“%(call)s” uses edition %(number)s from now on. Drafts are moved within a few minutes.") % facts
    )
    return redirect("desk:edition-calls", pk, number)


@require_POST
def brought_letter(request: HttpRequest, pk: int, number: int, letter: int) -> HttpResponse:
    edition = published(request, pk, number)
    found = get_object_or_404(answering_letters.asking_earlier(edition, request.user), pk=letter)
    letter_editions.change_requirement(found, {"edition": edition}, by=whoever(request))
    facts = {"letter": found, "call": found.call, "number": edition.number}
    messages.success(request, gettext("“%(letter)s” of “%(call)s” asks edition %(number)s from now on.") % facts)
    return redirect("desk:edition-calls", pk, number)
