"""Filling an application in: its pages, what a script saves by itself, and what others do meanwhile."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bartholdi.cores.formspec import Fault, check, say
from bartholdi.faces.portal import answering, eligible, presence
from bartholdi.faces.portal.applying import Applying
from bartholdi.faces.portal.heading import about
from bartholdi.faces.portal.news import news, redrawn
from bartholdi.faces.portal.uploads import take_files
from bartholdi.faces.ui import questions, rescue
from bartholdi.faces.ui.downloads import send
from bartholdi.office.accounts.models import Document
from bartholdi.office.applications import findings, services
from bartholdi.office.applications.models import Application
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.services import Saved


def page(request: Applying, application: Application, key: str) -> HttpResponse:
    """One page; without a script, "Save and continue" leads through them all."""
    if key not in {section.key for section in answering.spec(application).sections}:
        raise Http404
    back = request.method == "GET" and rescue.taken(request)
    post = request.POST if request.method == "POST" else back or None
    if post is None:
        return drawn(request, application, key)
    changes = answering.touched(application, key, post)
    saved = services.save(application, changes, by=request.by, arrived_at=request.arrived_at, tab=post.get("tab", "")[:32])
    if request.method == "POST":
        take_files(request, application, post)
    if back:
        messages.success(request, _("What you typed before you were signed out is saved."))
    if back or saved.conflicts or saved.refused or questions.pressed(post) or "here" in post:
        stuck = {fault.key: changes[fault.key].value for fault in saved.refused}
        return taken(request, drawn(request, application, key, saved=saved, post=post, stuck=stuck))
    return taken(request, redirect(following(application, key, post)))


def taken(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Tells the script of the page that was left that its words are here (js/sent.js): until then the browser keeps them."""
    if tab := re.fullmatch("[0-9a-f]{16}", request.POST.get("tab", "")):
        answer.set_cookie("draft-taken", tab[0], max_age=60, samesite="Lax", secure=request.is_secure())
    return answer


def drawn(
    request: Applying,
    application: Application,
    key: str,
    *,
    saved: Saved | None = None,
    post: QueryDict | None = None,
    stuck: dict[str, Any] | None = None,
) -> HttpResponse:
    """Where somebody else wrote other words, theirs stand beside one's own, and what is sent next has seen them.

    `stuck` cannot be kept as it is, and stands in the form as it was typed.
    """
    answers, other = application.response.everything(), answering.theirs(application, saved) if saved else {}
    made = answering.drawn(
        application,
        key,
        {**answers, **mine(saved), **(stuck or {})},
        faults=faults(request, application, saved),
        adding=longer(post),
        look_up=request.user.is_authenticated,
    )
    rows = [{"question": question, "theirs": other.get(question.key)} for question in made.questions]
    facts = {"page": made, "rows": rows, "marks": answering.marks(answering.spec(application), key, answers), "conflicts": other}
    return render(request, "portal/application/page.html", {**beside(request, application, rows), **facts})


def mine(saved: Saved | None) -> dict[str, Any]:
    """The reader's own words where somebody else's are kept."""
    return {conflict.key: conflict.mine for conflict in saved.conflicts} if saved else {}


def longer(post: QueryDict | None) -> list[str]:
    """The table that is to have one row more."""
    pressed = questions.pressed(post) if post else None
    return [pressed.key] if pressed and pressed.act == "add_row" else []


def beside(request: Applying, application: Application, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What stands round the questions."""
    around = {"documents": own_documents(request, rows), "eligibility": eligible.panel(application)}
    return {**about(request, application), **around}


def faults(request: Applying, application: Application, saved: Saved | None) -> list[Fault]:
    """What is wrong; whoever comes from the check is told what is missing too."""
    verdict = check(answering.spec(application), application.response.everything(), final="check" in request.GET)
    return [*(saved.refused if saved else ()), *verdict.faults]


def own_documents(request: Applying, rows: list[dict[str, Any]]) -> list[Document]:
    asked = any(row["question"].kind in answering.FILES for row in rows)
    return list(Document.objects.visible_to(request.user)) if asked and request.user.is_authenticated else []


def following(application: Application, key: str, post: QueryDict) -> str:
    """The page after this one, of those that show; after the last, the check."""
    if "leave" in post:
        return answering.address("application", application)
    verdict = check(answering.spec(application), application.response.everything())
    keys = [section.key for section in answering.spec(application).sections if section.key in verdict.pages]
    after = keys[keys.index(key) + 1 :] if key in keys else []
    if after:
        return answering.address("application_page", application, key=after[0])
    return answering.address("application_check", application)


@require_POST
def save(request: Applying, application: Application) -> HttpResponseBase:
    """Field by field: what was changed, with the version that was seen; the answer brings what others changed."""
    tab, seen = request.POST.get("tab", "")[:32], answering.whole_number(request.POST.get("since"))
    changes = answering.sent(application, request.POST)
    try:
        saved = services.save(application, changes, by=request.by, arrived_at=request.arrived_at, tab=tab)
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=409)
    files = take_files(request, application, request.POST)
    facts = news(request, application, seen, tab, own=saved.version if saved.changed and tab else 0)
    facts["others"] |= {
        key: {"version": saved.version, "by": "", "html": html} for key, html in redrawn(request, application, files).items()
    }
    said = [str(message) for message in messages.get_messages(request)] if request.FILES else []
    if findings.concerns(application.call, saved.changed):
        facts["eligibility"] = eligible.drawn(application)
    return JsonResponse({**facts, **told(application, saved), "said": said})


def told(application: answering.Answered, saved: Saved) -> dict[str, Any]:
    """Of one's own save: what stands otherwise, what cannot be kept, what is wrong."""
    conflicts = {
        key: {
            "version": each.version,
            "html": render_to_string("portal/application/theirs.html", {"theirs": each, "script": True}),
        }
        for key, each in answering.theirs(application, saved).items()
    }
    return {
        "at": saved.at.isoformat(),
        "conflicts": conflicts,
        "refusedKeys": [fault.key for fault in saved.refused],
        "faults": {fault.key: say(fault, language()) for fault in (*saved.faults, *saved.refused)},
    }


@require_GET
def now(request: Applying, application: Application) -> HttpResponse:
    """What others did since; 204 where that is what the page knows already."""
    tab = request.GET.get("tab", "")[:32]
    presence.note(application, request.by, tab, request.GET.get("page", ""), was=request.GET.get("was", "")[:32])
    facts = news(request, application, answering.whole_number(request.GET.get("since")), tab)
    mark = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
    if mark == request.GET.get("mark"):
        return HttpResponse(status=204)
    return JsonResponse({**facts, "mark": mark, "csrf": get_token(request)})


@require_GET
def file(request: Applying, application: Application, file: int) -> HttpResponseBase:
    return send(get_object_or_404(application.response.attachments.all(), pk=file))
