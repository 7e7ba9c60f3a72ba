"""What an application was: its versions, and answers of earlier applications."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bartholdi.cores import formspec
from bartholdi.faces.portal import answering
from bartholdi.faces.portal.answering import address
from bartholdi.faces.portal.applying import Applying
from bartholdi.faces.portal.heading import about
from bartholdi.faces.ui.questions import in_words
from bartholdi.office.applications import queries, services
from bartholdi.office.applications.models import Application
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.models import ResponseVersion

A_PAGE = 25


def versions(request: Applying, application: Application) -> HttpResponse:
    """The newest first; going back is a version too, so nothing can be lost by it."""
    if request.method == "POST":
        number = answering.whole_number(request.POST.get("number"))
        key = request.POST.get("key", "")
        if key:
            services.take_back(application, number, key, by=request.by, arrived_at=request.arrived_at)
            messages.success(request, _("The text is back in your application."))
        else:
            services.restore_version(application, number, by=request.by, arrived_at=request.arrived_at)
            messages.success(request, _("Your application is as it was then. What stood there before is kept in the versions."))
        return redirect(address("application_versions", application))
    page = Paginator(application.response.versions.order_by("-number"), A_PAGE).get_page(request.GET.get("page"))
    rows = [_version(application, each) for each in page]
    return render(request, "portal/application/versions.html", {**about(request, application), "rows": rows, "page": page})


def _version(application: Application, version: ResponseVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "at": version.at,
        "by": version.by_label,
        "changes": [_told(application, key, pair[1]) for key, pair in version.changes.items() if key not in version.set_aside],
        "aside": [_told(application, key, value) for key, value in version.set_aside.items()],
    }


def _told(application: Application, key: str, value: Any) -> dict[str, Any]:
    """In the words of the questions of now; of a question that is no longer asked, as it was kept."""
    field = answering.spec(application).field(key)
    if field is None:
        return {"key": "", "label": key, "value": str(value)}
    return {"key": key, "label": field.label.said(language()), "value": in_words(field, value, language())}


def reuse(request: Applying, application: Application) -> HttpResponse:
    """Choose an earlier application; afterwards, see what came over."""
    earlier = queries.earlier_of(request.user, application)
    if request.method == "POST":
        number = answering.whole_number(request.POST.get("earlier"))
        carried = services.reuse(
            application, get_object_or_404(earlier, pk=number), by=request.user, arrived_at=request.arrived_at
        )
        count = len(carried.answers)
        told = ngettext("One answer came over.", "%(count)s answers came over.", count) % {"count": count}
        messages.success(request, " ".join([told, _("Read each again: the questions may be others now.")]))
        taken = [_told(application, key, answer) for key, answer in carried.answers.items()]
        lost = [formspec.say(fault, language()) for fault in carried.lost]
        facts = {**about(request, application), "taken": taken, "lost": lost}
        return render(request, "portal/application/reused.html", facts)
    return render(request, "portal/application/reuse.html", {**about(request, application), "earlier": list(earlier[:20])})
