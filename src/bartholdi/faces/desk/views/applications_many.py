"""Acts on many applications: what is chosen stands on a page with number and names; then each is done by itself, and the page tells how far."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.desk.choosing import Chosen, chosen, require_same
from bartholdi.faces.desk.forms import application as forms
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.office.applications.models import Application, Bulk, BulkItem
from bartholdi.office.applications.permissions import CALL_POLICY
from bartholdi.office.applications.recipients import languages_of
from bartholdi.office.applications.services import bulk as services
from bartholdi.office.applications.services import messages as letters
from bartholdi.office.lib.workflow import Refused

AT_ONCE = 2.0  # seconds: what is not done by then, the worker does
KINDS: dict[str, tuple[Any, Any, Any]] = {  # act -> form, title, button
    "message": (forms.MessageForm, _("Write to many applicants"), _("Send the letters")),
    "extend": (forms.ExtendForm, _("Give many applications more time"), _("Give more time")),
    "find_eligible": (forms.EligibleForm, _("Find many applications eligible"), _("Find them eligible")),
    "find_ineligible": (forms.IneligibleForm, _("Find many applications not eligible"), _("Find them not eligible")),
}


def choose(request: HttpRequest) -> HttpResponse:
    """From the list's boxes to the page of the act; an export needs no page."""
    if not CALL_POLICY.allows(request.user, "begin_bulk", None):
        raise PermissionDenied
    act = request.GET.get("act", "")
    found = chosen(request)
    if not found.count:
        raise Refused(gettext("Nothing was done: choose at least one application first."))
    if act == "export":
        return HttpResponseRedirect(f"{reverse('desk:applications-answers')}?{narrowed(request, found)}")
    if act not in KINDS:
        raise Http404
    return ask(request, act, found)


def narrowed(request: HttpRequest, found: Chosen) -> str:
    return request.GET.get("filter", "") if found.whole else urlencode({"rows": ",".join(map(str, found.keys))})


def ask(request: HttpRequest, act: str, found: Chosen) -> HttpResponse:
    """A POST to the same address: the choice is read again, and must be what was shown."""
    kind, title, button = KINDS[act]
    user = whoever(request)
    first = Application.objects.select_related("call").get(pk=found.keys[0])
    form = kind(request.POST or None, zone=first.call.zone, reader=user.zone)
    rescue.kept(request, form)
    shown: list[Any] = []
    if form.is_valid():
        try:
            require_same(found, request.POST.get("mark", ""))
            facts, shown = particulars(act, form, found)
            if act != "message" or "send" in request.POST:
                return begun(request, services.begin(act, found.keys, facts=facts, by=user))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"chosen": found, "rows": found.named(user), "form": form, "title": title, "button": button, "act": act}
    return render(request, "desk/applications_many.html", context | {"shown": shown} | needed(act, found))


def needed(act: str, found: Chosen) -> dict[str, Any]:
    return {"needed": sorted(languages_of(found.keys))} if act == "message" else {}


def particulars(act: str, form: Any, found: Chosen) -> tuple[dict[str, Any], list[Any]]:
    """What each of the acts is given, as data; of a message also how its first readers get it."""
    if act == "message":
        texts = form.texts()
        letters.require_sound(texts, found.keys)
        given = {name: {"subject": words.subject, "text": words.text} for name, words in texts.items()}
        return {"texts": given, "held": form.cleaned_data["held"]}, samples(texts, found)
    if act == "extend":
        facts = {"until": form.cleaned_data["until"].isoformat(), "reason": form.cleaned_data["reason"]}
        return facts | {"batch": str(uuid.uuid4())}, []
    return dict(form.cleaned_data), []


def samples(texts: letters.Texts, found: Chosen) -> list[letters.Shown]:
    """One real reader of each language."""
    shown: dict[str, letters.Shown] = {}
    for application in Application.objects.select_related("call").filter(pk__in=found.keys[:20]).order_by("pk"):
        for each in letters.preview(application, texts):
            shown.setdefault(each.reader.language, each)
    return list(shown.values())


def begun(request: HttpRequest, made: Bulk) -> HttpResponse:
    left = services.go_on(made, seconds=AT_ONCE)
    if left:
        said = ngettext(
            "%(n)s application still waits: it is done in the background.",
            "%(n)s applications still wait: they are done in the background.",
            left,
        )
        messages.info(request, said % {"n": left})
    return redirect("desk:applications-bulk", made.pk)


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; a POST goes on, where a process died."""
    found = get_object_or_404(Bulk.objects.visible_to(request.user).select_related("by"), pk=pk)
    if request.method == "POST":
        if not CALL_POLICY.allows(request.user, "begin_bulk", None):
            raise PermissionDenied
        services.go_on(found, seconds=AT_ONCE)
        return redirect("desk:applications-bulk", pk)
    items = found.items.visible_to(request.user)
    counts = {outcome: items.filter(outcome=outcome).count() for outcome in BulkItem.Outcome.values}
    refused = list(items.refused().select_related("application").defer("application__search_text").order_by("pk")[:100])
    return render(request, "desk/applications_bulk.html", {"bulk": found, "counts": counts, "refused": refused})
