"""Sending, step by step as the page does it: numbers, sealed attachments in parts, the envelope; each step may be asked again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from bartholdi.faces.ui.dispatches.answers import answered, given, number, octets
from bartholdi.faces.ui.dispatches.place import address, whoever
from bartholdi.office.dispatches.models import Dispatch, Mailbox
from bartholdi.office.dispatches.models.dispatch import Urgency
from bartholdi.office.dispatches.services import drafts, numbering, sending


@require_POST
@answered
def reserve(request: HttpRequest) -> HttpResponse:
    asked = given(request)
    mailbox = get_object_or_404(Mailbox.objects.held_by(request.user), pk=number(asked.get("mailbox")))
    about = Dispatch.objects.visible_to(request.user).filter(pk=number(asked.get("about"))).first()
    dispatch = numbering.reserve(
        mailbox,
        identity=str(asked.get("identity", "")),
        recipients=_recipients(asked, request.user),
        kind=asked["kind"] if asked.get("kind") in Dispatch.Kind.values else Dispatch.Kind.DISPATCH,
        urgency=asked["urgency"] if asked.get("urgency") in Urgency.values else Urgency.ROUTINE,
        open_by=_instant(asked.get("openBy")),
        about=about,
        by=whoever(request),
    )
    return JsonResponse(_numbers(request, dispatch))


@require_POST
@answered
def unused(request: HttpRequest, pk: int) -> HttpResponse:
    numbering.void(_mine(request, pk), by=whoever(request))
    return JsonResponse({})


@answered
def part(request: HttpRequest, pk: int, identity: str) -> HttpResponse:
    """`have`: how much of it is kept; from there the page goes on."""
    at, size = number(request.GET.get("at")), number(request.GET.get("size"))
    have = sending.keep_blob(_mine(request, pk), identity, at, octets(request), size=size, by=whoever(request))
    return JsonResponse({"have": have})


@require_POST
@answered
def send(request: HttpRequest, pk: int) -> HttpResponse:
    dispatch = _mine(request, pk)
    sending.send(dispatch, octets(request), request.GET.get("digest", ""), by=whoever(request))
    drafts.end(dispatch)
    return JsonResponse({"page": address(request, "dispatch", dispatch.pk)})


def _mine(request: HttpRequest, pk: int) -> Dispatch:
    held = Mailbox.objects.held_by(request.user).order_by().values("pk")
    return get_object_or_404(Dispatch.objects.filter(sender__in=held, sender__here=True).select_related("sender"), pk=pk)


def _recipients(asked: dict[str, Any], user: Any) -> list[tuple[Mailbox, str]]:
    given_ = asked.get("recipients")
    rows = [row for row in given_ if isinstance(row, list) and len(row) == 2] if isinstance(given_, list) else []
    found = Mailbox.objects.visible_to(user).in_bulk([number(pk) for pk, _role in rows])
    return [(found[number(pk)], str(role)) for pk, role in rows if number(pk) in found]


def _numbers(request: HttpRequest, dispatch: Dispatch) -> dict[str, Any]:
    """What was taken: the sender's own number, and of each addressee theirs."""
    return {
        "pk": dispatch.pk,
        "number": dispatch.number,
        "author": dispatch.author_id,
        "numbers": {each.mailbox_id: each.number for each in dispatch.addressees.all()},
    }


def _instant(text: Any) -> datetime | None:
    try:
        found = parse_datetime(str(text or ""))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
