"""An application as its applicants see it: what is missing, what will be sent, what was sent; withdrawing it."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Progress
from bartholdi.faces.portal import answering, eligible
from bartholdi.faces.portal.answering import address
from bartholdi.faces.portal.applying import Applying
from bartholdi.faces.portal.heading import about
from bartholdi.faces.portal.letter_pages import letters_in_short
from bartholdi.faces.portal.views import awards, outcomes
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui.downloads import private
from bartholdi.office.applications import queries, services
from bartholdi.office.applications.models import Application, Submission
from bartholdi.office.applications.papers import submission_pdf
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Call, Milestone


def tasks(application: Application) -> list[dict[str, Any]]:
    """Each page of questions, how far it is, and what it lacks."""
    spec = answering.spec(application)
    titles = {section.key: section.title.said(language()) for section in spec.sections}
    labels = {field.key: field.label.said(language()) for field in spec.fields()}
    return [_task(application, page, titles[page.key], labels) for page in queries.progress(application)]


def _task(application: Application, page: Progress, title: str, labels: dict[str, str]) -> dict[str, Any]:
    state, tone = {
        "not_started": (_("Not started"), "neutral"),
        "in_progress": (_("In progress"), "waiting"),
        "completed": (_("Completed"), "good"),
        "cannot_start": (_("Cannot start yet"), "neutral"),
    }[page.state]
    hint = ""
    if page.state == "cannot_start":
        hint = _("Depends on: %(questions)s") % {"questions": ", ".join(labels[key] for key in page.waits_for)}
    elif page.state == "in_progress":
        hint = _lacking(page, labels)
    url = address("application_page", application, key=page.key)
    return {"title": title, "url": "" if page.state == "cannot_start" else url, "state": state, "tone": tone, "hint": hint}


def _lacking(page: Progress, labels: dict[str, str]) -> str:
    """The first few by name: what is missing, then what is wrong."""
    wrong = [key for key in dict.fromkeys(fault.key for fault in page.faults) if key not in page.missing]
    said = []
    if page.missing:
        said.append(_("Still missing: %(questions)s") % {"questions": _some([labels[key] for key in page.missing])})
    if wrong:
        said.append(_("To be mended: %(questions)s") % {"questions": _some([labels[key] for key in wrong])})
    return ". ".join(said)


def _some(names: list[str]) -> str:
    more = len(names) - 3
    shown = ", ".join(names[:3])
    return shown if more <= 0 else f"{shown} " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}


@require_GET
def show(request: Applying, application: Application) -> HttpResponse:
    facts = about(request, application)
    missing = sum(len(page.missing) for page in queries.progress(application))
    done = {"tasks": tasks(application), "missing": missing, "submissions": list(application.submissions.order_by("-number"))}
    leads = list(queries.leads(application)) if application.call.lead_per_side else []
    letters = [] if facts["holds_key"] else letters_in_short(application)
    more = {"leads": leads, "letters": letters, "eligibility": eligible.panel(application)}
    more["outcome_letters"] = outcomes.letters(request, application)
    more["award"] = awards.own(request, application)
    return render(request, "portal/application/show.html", {**facts, **done, **more})


def check(request: Applying, application: Application) -> HttpResponse:
    """Every answer once more, with what is missing; the button names what it does."""
    if request.method == "POST":
        try:
            sent = services.submit(
                application, by=request.user, arrived_at=request.arrived_at, token=request.POST.get("token", "")[:64]
            )
        except services.Incomplete as refused:
            messages.error(request, str(refused))
            return redirect(address("application_check", application))
        return redirect(address("submission", application, number=sent.number))
    spec, answers = answering.spec(application), application.response.everything()
    verdict = formspec.check(spec, answers, final=True)
    pages = [
        answering.drawn(application, section.key, answers, readonly=True)
        for section in spec.sections
        if section.key in verdict.pages
    ]
    facts = {"pages": pages, "faults": answering.listed(application, verdict.faults), "token": secrets.token_urlsafe(16)}
    facts["eligibility"] = eligible.panel(application)
    return render(request, "portal/application/check.html", {**about(request, application), **facts})


@require_GET
def submission(request: Applying, application: Application, number: int) -> HttpResponse:
    """The confirmation, and later the record, of one time it was sent."""
    facts = about(request, application)
    sent = facts["sent"]  # mostly the one that is asked for
    if sent is None or sent.number != number:
        sent = get_object_or_404(application.submissions.all(), number=number)
    facts |= {"submission": sent, "milestones": coming(application.call)}
    return render(request, "portal/application/sent.html", facts)


def coming(call: Call) -> list[Milestone]:
    """What the call says will happen, from now on."""
    return list(call.milestones.filter(public=True, at__gt=call.moment()))


@require_GET
def paper(request: Visit, pk: int, number: int) -> HttpResponse:
    """Also for a lead who was removed since: it was sent under their name."""
    rows = Submission.objects.visible_to(request.user).select_related("application__call")
    sent = get_object_or_404(rows, application=pk, number=number)
    answer = HttpResponse(submission_pdf(sent, language=language(), zone=request.user.zone), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{sent.reference}-{language()}.pdf"'
    return private(answer)


def withdraw(request: Applying, application: Application) -> HttpResponse:
    if request.method == "POST":
        services.withdraw(application, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("The application %(reference)s is withdrawn.") % {"reference": application.reference})
        return redirect(address("application", application))
    return render(request, "portal/application/withdraw.html", about(request, application))
