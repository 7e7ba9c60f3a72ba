"""What an officer does with the applications of one call as a whole: figures, more time, invited institutions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.application import ExtendForm, InvitationForm, PersonForm
from bartholdi.faces.desk.views.applications import find_call
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.look_up import shown
from bartholdi.office.applications import desk_queries, queries
from bartholdi.office.applications.models import Application, Bulk
from bartholdi.office.applications.permissions import CALL_POLICY, INVITATION_POLICY
from bartholdi.office.applications.services import bulk, extensions, nominations
from bartholdi.office.applications.workflow import WRITABLE
from bartholdi.office.directory.models import Organisation
from bartholdi.office.directory.queries import look_up
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call


def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole page, or for htmx the numbers alone, as they are now."""
    call = find_call(request, slug)
    template = "desk/parts/call_figures_live.html" if request.htmx else "desk/call_figures.html"  # type: ignore[attr-defined]
    return render(request, template, {"call": call})


def more_time(request: HttpRequest, slug: str) -> HttpResponse:
    """For everyone, or for one person; what was given before stands below."""
    call = find_call(request, slug)
    form = None if request.method != "POST" else FORMS.get(request.POST.get("whom", ""))
    if request.method == "POST" and form is None:
        raise Http404
    bound = {kind: build(request, call, kind, bound=form is FORMS[kind]) for kind in FORMS}
    for kind, one in bound.items():
        if one.is_valid() and (answer := give(request, call, kind, one)):
            return answer
    context = {"call": call, "forms": bound, "closing": queries.closing(call), "can": CALL_POLICY.actions(request.user, call)}
    return render(request, "desk/call_extensions.html", context | {"given": desk_queries.extensions_of_call(call)})


FORMS = {"everyone": ExtendForm, "person": PersonForm}


def build(request: HttpRequest, call: Call, kind: str, *, bound: bool) -> Any:
    shown_now = queries.closing(call)
    form = FORMS[kind](
        request.POST if bound else None, zone=call.zone, reader=whoever(request).zone, shown=shown_now, prefix=kind
    )
    rescue.kept(request, form)
    return form


def give(request: HttpRequest, call: Call, kind: str, form: Any) -> HttpResponse | None:
    """None after a refusal, which stands on the form."""
    user = whoever(request)
    try:
        if kind == "person":
            extensions.extend_person(call, **form.facts(), by=user)
            messages.success(request, gettext("This person has more time, and is told."))
            return redirect("desk:call-extensions", call.slug)
        extensions.extend_everyone(call, **form.facts(), by=user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, gettext("Everyone has more time. The applicants who have begun are told now."))
    return told(call, **form.facts(), by=user)


def told(call: Call, *, until: Any, reason: str, by: Any) -> HttpResponse:
    """All who have begun, also those whom this officer may not see: it concerns them too."""
    begun = list(Application.objects.filter(call=call, state__in=WRITABLE).order_by("pk").values_list("pk", flat=True))
    if not begun:
        return redirect("desk:call-extensions", call.slug)
    made = bulk.begin(Bulk.Kind.TELL_EXTENSION, begun, facts={"until": until.isoformat(), "reason": reason}, by=by)
    bulk.go_on(made, seconds=2.0)
    return redirect("desk:applications-bulk", made.pk)


def invited(request: HttpRequest, slug: str) -> HttpResponse:
    """The institutions, each with its places; `?organisation=` adds one."""
    call = find_call(request, slug)
    can = INVITATION_POLICY.actions(request.user, None)
    typed = request.GET.get("q", "")
    found = [shown(each) for each in look_up(typed)] if typed and "invite" in can else []
    context = {"call": call, "rows": desk_queries.with_places_used(call), "can": can, "typed": typed, "found": found}
    return render(request, "desk/call_nominations.html", context)


def invite(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An institution that was looked up: how many, and who nominates."""
    call = find_call(request, slug)
    INVITATION_POLICY.require(request.user, "invite", None)
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    earlier = call.invitations.filter(organisation=organisation).first()
    form = InvitationForm(request.POST or None, call=call, organisation=organisation, initial=as_it_is(organisation, earlier))
    rescue.kept(request, form)
    if form.is_valid():
        try:
            keep(call, earlier, form.facts(), by=whoever(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The invitation is kept. It is sent when you say so."))
            return redirect("desk:call-nominations", slug)
    return render(request, "desk/call_invitation.html", {"call": call, "form": form, "organisation": organisation})


def as_it_is(organisation: Organisation, earlier: Any) -> dict[str, Any]:
    names = ("quota", "contact_name", "contact_email", "language", "side")
    return {"organisation": organisation.pk, **({name: getattr(earlier, name) for name in names} if earlier else {})}


def keep(call: Call, earlier: Any, facts: dict[str, Any], *, by: Any) -> None:
    if earlier is None:
        nominations.invite(call, by=by, **facts)
    else:
        nominations.change_invitation(earlier, by=by, **{name: value for name, value in facts.items() if name != "organisation"})


@require_POST
def send_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    call = find_call(request, slug)
    found = get_object_or_404(call.invitations.select_related("organisation", "call"), pk=pk)
    nominations.send_invitation(found, by=whoever(request))
    messages.success(request, gettext("The invitation was sent. Its link is new; an earlier one opens nothing any more."))
    return redirect("desk:call-nominations", slug)
