"""What a page that is open must hear: the newest version, what others changed, who is here, and until when one may write."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from bartholdi.faces.portal import answering, eligible, presence
from bartholdi.faces.portal.applying import Applying
from bartholdi.office.applications import findings, queries
from bartholdi.office.applications.models import Application
from bartholdi.office.questionnaires.queries import since


def news(request: Applying, application: Application, seen: int, tab: str, *, own: int = 0) -> dict[str, Any]:
    """`seen` is the version that the page knows, `own` the one it made just now; each changed question comes drawn anew."""
    changed = since(application.response, seen, tab=tab, own=own)
    html = redrawn(request, application, list(changed))
    others = {
        key: {"version": each["version"], "by": each["by"], "html": html[key]} for key, each in changed.items() if key in html
    }
    spec = answering.spec(application)
    present = [presence.said(each, spec, by=request.by) for each in presence.others(application, tab)]
    told = {"eligibility": eligible.drawn(application)} if findings.concerns(application.call, set(changed)) else {}
    until = queries.may_change_until(application, user=request.by)
    last = {"until": until.isoformat()} if until else {}
    return {"version": application.response.version, "others": others, "present": present, **last, **told}


def redrawn(request: Applying, application: Application, keys: list[str]) -> dict[str, str]:
    """Questions as their pages would draw them now."""
    spec, answers, html = answering.spec(application), application.response.everything(), {}
    for page in {answering.page_of(spec, key) for key in keys} - {""}:
        drawn = answering.drawn(application, page, answers, look_up=request.user.is_authenticated)
        html |= {
            question.key: render_to_string("ui/questions/question.html", {"question": question})
            for question in drawn.questions
            if question.key in keys
        }
    return html
