"""Whom the leads ask not to judge their application: optional, for the office alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bartholdi.faces.portal.answering import address
from bartholdi.faces.portal.applying import Applying
from bartholdi.faces.portal.forms.objections import ObjectionForm
from bartholdi.faces.portal.heading import about
from bartholdi.faces.ui import rescue
from bartholdi.office.applications.models import Application, Objection
from bartholdi.office.applications.services import objecting
from bartholdi.office.lib.workflow import Refused


def show(request: Applying, application: Application) -> HttpResponse:
    form = ObjectionForm(request.POST or None)
    rescue.kept(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            objecting.name_objection(application, **form.cleaned_data, by=request.user, arrived_at=request.arrived_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down. Only the office reads it."))
            return redirect(address("application_objections", application))
    rows = Objection.objects.visible_to(request.user).filter(application=application)
    facts = {"objections": rows, "form": form, "full": len(rows) >= objecting.MOST}
    return render(request, "portal/application/objections.html", {**about(request, application), **facts})


@require_POST
def take_back(request: Applying, application: Application, objection: int) -> HttpResponse:
    rows = Objection.objects.visible_to(request.user).filter(application=application).select_related("application__call")
    objecting.take_objection_back(get_object_or_404(rows, pk=objection), by=request.user, arrived_at=request.arrived_at)
    messages.success(request, _("Taken back."))
    return redirect(address("application_objections", application))
