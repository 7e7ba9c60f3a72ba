"""Reading, as the page does it: what stands outside the seal, the sealed octets, whose certificates may be trusted, the receipt back."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from bartholdi.faces.ui.dispatches.answers import OCTETS, answered, number, octets, sent
from bartholdi.faces.ui.dispatches.place import address, whoever
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.agreements.queries import digests_for
from bartholdi.office.dispatches.models import Certificate, Dispatch, Mailbox
from bartholdi.office.dispatches.queries.certificates import last_events, pinned
from bartholdi.office.dispatches.services import log, receipts, receiving

LAST = 200


@answered
def outside(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the server knows of a dispatch, for the page to compare with what is inside."""
    dispatch = find(request, pk)
    held = set(Mailbox.objects.held_by(request.user).values_list("pk", flat=True))
    addressees = list(dispatch.addressees.select_related("mailbox"))
    prints = _fingerprints([dispatch.sender_id, *(each.mailbox_id for each in addressees)])
    return JsonResponse(
        {
            "identity": dispatch.identity,
            "digest": dispatch.digest,
            "kind": dispatch.kind,
            "number": dispatch.number,
            "urgency": dispatch.urgency,
            "openBy": _instant(dispatch.open_by),
            "sender": {
                "post": dispatch.sender.post,
                "fingerprints": prints.get(dispatch.sender_id, []),
                "mine": dispatch.sender_id in held,
            },
            "addressees": [
                {
                    "mailbox": each.mailbox_id,
                    "post": each.mailbox.post,
                    "role": each.role,
                    "number": each.number,
                    "outcome": each.outcome if each.mailbox_id in held else "",
                    "mine": each.mailbox_id in held,
                    "fingerprints": prints.get(each.mailbox_id, []),
                }
                for each in addressees
            ],
            "blobs": {each.identity: address(request, "dispatch-blob", pk, each.identity) for each in dispatch.blobs.all()},
            "earlier": _earlier(request, dispatch),
            "logHead": _head(),
        }
    )


@answered
def envelope(request: HttpRequest, pk: int) -> HttpResponse:
    dispatch = find(request, pk)
    if not dispatch.envelope:
        raise Http404
    for mailbox in Mailbox.objects.held_by(request.user).filter(here=True, received__dispatch=dispatch):
        receiving.deliver(dispatch, mailbox, by=whoever(request))
    with dispatch.envelope.open("rb") as file:
        return sent(file.read())


@answered
def blob(request: HttpRequest, pk: int, identity: str) -> HttpResponseBase:
    found = get_object_or_404(find(request, pk, sealed=False).blobs.exclude(file=""), identity=identity)
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=f"{identity}.bin", content_type=OCTETS)


@require_POST
@answered
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    addressee = receipts.record(find(request, pk), octets(request), by=whoever(request))
    return JsonResponse({"outcome": addressee.outcome})


@answered
def trusted(request: HttpRequest) -> HttpResponse:
    """The certificates that may have signed what this person reads, each with the last event of its key in the log, and whose each of
    them is here: a sender calls itself as it likes."""
    found = pinned(request.user)
    posts = {each.fingerprint: each.mailbox.post for each in found}
    events = [
        {**log.facts(event), "digest": event.digest} if event else {"mailbox": each.mailbox.post}
        for each, event in zip(found, last_events(found), strict=True)
    ]
    octets_of = [b64encode(bytes(each.octets)).decode() for each in found]
    return JsonResponse({"pinned": octets_of, "posts": posts, "events": events, "logHead": _head()})


@answered
def sealable(request: HttpRequest) -> HttpResponse:
    """Of the mailboxes asked for, what may be sealed to now; the page's worker judges each once more."""
    asked = [number(each) for each in request.GET.getlist("mailbox")]
    mailboxes = Mailbox.objects.visible_to(request.user).filter(pk__in=asked).order_by().values("pk")
    found = Certificate.objects.sealable(timezone.now()).filter(mailbox__in=mailboxes)
    rows = {
        each.mailbox_id: {"octets": b64encode(bytes(each.octets)).decode(), "fingerprint": each.fingerprint} for each in found
    }
    return JsonResponse({"certificates": rows})


@answered
def digests(request: HttpRequest) -> HttpResponse:
    """The papers of the register that this person may see, all of them: which one a dispatch carries, the server never learns."""
    rows = [each for each in digests_for(request.user) if each.digest]
    return JsonResponse(
        {"digests": {each.digest: {"title": str(each.agreement), "url": _register(request, each.agreement)} for each in rows}}
    )


@answered
def last(request: HttpRequest, pk: int) -> HttpResponse:
    """The last dispatches of a mailbox that still have their sealed text, for a search in the browser's own memory."""
    mailbox = get_object_or_404(Mailbox.objects.held_by(request.user), pk=pk)
    rows = Dispatch.objects.visible_to(request.user).sealed().exclude(sent_at=None).select_related("sender")
    both = (rows.sent_by(mailbox) | rows.received_by(mailbox)).order_by("-sent_at", "-pk")[:LAST]
    found = [
        {
            "page": address(request, "dispatch", each.pk),
            "envelope": address(request, "dispatch-envelope-again", each.pk),
            "name": str(each),
        }
        for each in both
    ]
    return JsonResponse({"dispatches": found})


@answered
def envelope_only(request: HttpRequest, pk: int) -> HttpResponse:
    """For the search and for the sender's own look: nothing counts as delivered by it."""
    dispatch = find(request, pk)
    if not dispatch.envelope:
        raise Http404
    with dispatch.envelope.open("rb") as file:
        return sent(file.read())


def find(request: HttpRequest, pk: int, *, sealed: bool = True) -> Dispatch:
    rows = Dispatch.objects.visible_to(request.user).select_related("sender")
    return get_object_or_404(rows.exclude(sent_at=None) if sealed else rows, pk=pk)


def _fingerprints(mailboxes: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for mailbox, fingerprint in Certificate.objects.filter(mailbox__in=mailboxes).values_list("mailbox", "fingerprint"):
        found.setdefault(mailbox, []).append(fingerprint)
    return found


def _register(request: HttpRequest, agreement: Agreement) -> str:
    if request.user.is_staff:
        return reverse("desk:agreement", args=[agreement.pk])
    return reverse("agreement", args=[agreement.slug])


def _earlier(request: HttpRequest, dispatch: Dispatch) -> dict[str, dict[str, str]]:
    """To name what the sealed text refers to: the newest before it, whatever it says, so that the server does not learn which."""
    rows = Dispatch.objects.visible_to(request.user).filter(sent_at__lt=dispatch.sent_at).exclude(pk=dispatch.pk)
    rows = rows.select_related("sender").order_by("-sent_at", "-pk")[:LAST]
    return {each.identity: {"name": str(each), "url": address(request, "dispatch", each.pk)} for each in rows}


def _head() -> dict[str, Any] | None:
    found = log.head()
    return {"number": found[0], "digest": found[1]} if found else None


def _instant(at: Any) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
