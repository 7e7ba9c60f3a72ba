"""Drafts, as the page keeps them: sealed octets in, sealed octets out, each with its version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from bartholdi.faces.ui.dispatches.answers import answered, number, octets, sent
from bartholdi.faces.ui.dispatches.place import whoever
from bartholdi.office.dispatches.models import Dispatch, Draft, Mailbox
from bartholdi.office.dispatches.services import drafts


@answered
def begin(request: HttpRequest) -> HttpResponse:
    mailbox = get_object_or_404(Mailbox.objects.held_by(request.user), pk=number(request.GET.get("mailbox")))
    draft = drafts.begin(mailbox, octets(request), by=whoever(request))
    return JsonResponse({"pk": draft.pk, "version": draft.version})


@answered
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetched, kept, offered for its release, given back or discarded."""
    found = get_object_or_404(Draft.objects.visible_to(request.user).select_related("dispatch", "author", "mailbox"), pk=pk)
    if request.method == "POST":
        return _done(request, found)
    with found.envelope.open("rb") as file:
        answer = sent(file.read())
    answer["X-Version"] = str(found.version)
    return answer


def _done(request: HttpRequest, draft: Draft) -> HttpResponse:
    act, by, version = request.GET.get("act", "keep"), whoever(request), number(request.GET.get("version"))
    dispatch = Dispatch.objects.sent_by(draft.mailbox).filter(pk=number(request.GET.get("dispatch"))).first()
    if act == "discard":
        drafts.discard(draft, by=by)
        return JsonResponse({})
    if act == "give-back":
        drafts.give_back(draft, octets(request), version, by=by)
    elif act == "offer":
        drafts.offer(draft, octets(request), version, dispatch=get_object_or_404(Dispatch, pk=dispatch and dispatch.pk), by=by)
    else:
        drafts.keep(draft, octets(request), version, dispatch=dispatch, by=by)
    return JsonResponse({"pk": draft.pk, "version": draft.version})
