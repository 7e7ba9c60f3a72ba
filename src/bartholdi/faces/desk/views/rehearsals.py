"""Rehearsing a call: begin, look as each role at a moment, discard."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_from_path, gettext, override
from django.views.decorators.http import require_POST

from bartholdi.faces.desk import looking, ribbon
from bartholdi.faces.desk.forms.looking import LookForm
from bartholdi.faces.desk.ribbon import Ribbon
from bartholdi.faces.desk.views.calls import find
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.office.applications import rehearsing
from bartholdi.office.applications.looking import REVIEWER, as_if_real
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.permissions import POLICY


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    made = rehearsing.rehearse(find(request, pk), by=whoever(request))
    messages.success(request, gettext("The rehearsal began, with invented applicants. No letter leaves from it."))
    return redirect("desk:call", made.pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    rehearsal = find(request, pk)
    original = rehearsal.rehearsal_of_id or pk
    rehearsing.discard(rehearsal, by=whoever(request))
    messages.success(request, gettext("The rehearsal is gone, with everything in it."))
    return redirect("desk:call", original)


def played(request: HttpRequest, pk: int) -> Call:
    """A rehearsal, for who may look at it."""
    rehearsal = find(request, pk)
    POLICY.require(request.user, "look_as_each_role", rehearsal)
    return rehearsal


def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """As whom, and when; looking changes nothing, so that the choice is an address."""
    rehearsal = played(request, pk)
    initial = LookForm.first(rehearsal, request.GET.get("who", ""), ribbon.instant(request.GET.get("at", "")))
    form = LookForm(request.GET if "moment" in request.GET else None, rehearsal=rehearsal, by=request.user, initial=initial)
    if form.is_valid():
        return redirect("desk:call-look-as", pk, form.cleaned_data["who"], int(form.at().timestamp()))
    return render(request, "desk/call_look.html", {"call": rehearsal, "form": form})


def look(request: HttpRequest, pk: int, who: str, at: int, page: str = "") -> HttpResponse:
    """The page that the role would get; without one, where it begins."""
    rehearsal = played(request, pk)
    with override(get_language_from_path(f"/{page}") or get_language()):
        said = ribbon.of(rehearsal, who, at, by=request.user)
    if said is None:
        raise Http404
    try:
        if not page and said.role.kind != REVIEWER:
            with looking.mounted(said.prefix):
                return HttpResponseRedirect(looking.entry(rehearsal, said.role, said.at))
        match = looking.known(said.role.kind, f"/{page}", request.method or "") if page else None
        with as_if_real(rehearsal, role=said.role, at=said.at, by=whoever(request)) as sight:
            if match is None:
                return looking.kept_in(render(request, "desk/call_look_reviewer.html", reviewed(sight.call, request, said)))
            with looking.mounted(said.prefix):
                return looking.drawn(request, sight, match, f"/{page}", said=said)
    except looking.NotHere as nothing:
        return explained(request, said, str(nothing))


def explained(request: HttpRequest, said: Ribbon, sentence: str) -> HttpResponse:
    """To a person as a page; to a script of the page that there is no news, or that nothing was taken."""
    accepted = request.headers.get("Accept", "")
    if request.method == "POST" and "text/html" not in accepted:
        return JsonResponse({"refused": sentence, "sentence": sentence}, status=409)
    if accepted == "application/json":
        return HttpResponse(status=204)
    facts = {"rehearsal": said, "sentence": sentence, "call": said.call, "is_first": request.path == said.prefix}
    return render(request, "desk/call_look_nothing.html", facts, status=200 if request.method == "POST" else 404)


def reviewed(call: Call, request: HttpRequest, said: Ribbon) -> dict[str, Any]:
    """What was handed in by then, one application after the other, as reviewers will read it."""
    return {"rehearsal": said, "call": call, **ribbon.read(call, request.GET.get("application", ""))}
