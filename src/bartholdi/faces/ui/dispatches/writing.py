"""The page on which a dispatch is written: what the server knows of mailboxes and their certificates, and an empty form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.faces.ui.dispatches.answers import address, face, keyed, number, whoever
from bartholdi.faces.ui.dispatches.forms import DispatchForm
from bartholdi.faces.ui.dispatches.words import words
from bartholdi.office.dispatches.models import Certificate, Dispatch, Draft, Mailbox
from bartholdi.office.dispatches.workflow import SEALABLE, State
from bartholdi.office.lib.bilingual import language

OFFLINE = "vendor/offline/bartholdi-sealing.html"
EARLIER = 40  # dispatches to refer to


@dataclass(frozen=True)
class Correspondent:
    """A mailbox as one may choose it, or why one cannot and where that is mended."""

    mailbox: Mailbox
    state: str
    fault: str
    mend: str

    @property
    def recovery(self) -> Mailbox | None:
        return self.mailbox.recovery


@keyed
def show(request: HttpRequest) -> HttpResponse:
    held = list(Mailbox.objects.held_by(request.user).here().open())
    if not held:
        raise PermissionDenied(_("You hold no mailbox. Ask an administrator of the office to appoint you."))
    draft = Draft.objects.visible_to(request.user).select_related("author", "mailbox", "dispatch").filter(pk=number(request.GET.get("draft"))).first()
    rows = Dispatch.objects.visible_to(request.user).exclude(sent_at=None).select_related("sender")
    context = {
        **sealing(request),
        "form": DispatchForm(language=language()),
        "held": held,
        "correspondents": correspondents(request, timezone.now()),
        "earlier": rows[:EARLIER],
        "draft": draft,
        "reply": _about(request, "reply", rows),
        "forward": _about(request, "forward", rows),
        "own": {each.pk: {"post": each.post, "name": each.name, "two": each.two_persons, "recovery": each.recovery_id} for each in held},
    }
    return render(request, f"{face(request)}/dispatch_write.html", context)


def sealing(request: HttpRequest) -> dict[str, Any]:
    """What every page needs on which a key is unlocked."""
    held = Mailbox.objects.held_by(request.user)
    own = Certificate.objects.filter(mailbox__in=held).select_related("mailbox").defer("octets")
    names = ("write", "sealable", "trusted", "digests", "draft-begin", "reserve")
    return {
        "posts": {each.fingerprint: each.mailbox.post for each in own},
        "keys_of": {each.fingerprint: each.mailbox_id for each in own},
        "words": words(),
        "me": whoever(request).pk,
        "places": {name: address(request, f"dispatch-{name}") for name in names} | {"base": address(request, "dispatch-write").removesuffix("write/")},
        "offline": static(OFFLINE),
        "offline_digest": _offline_digest(),
    }


def correspondents(request: HttpRequest, now: datetime) -> list[Correspondent]:
    newest = Prefetch("certificates", Certificate.objects.newest().defer("octets"), to_attr="newest")
    rows: Iterable[Mailbox] = Mailbox.objects.visible_to(request.user).open().select_related("recovery").prefetch_related(newest)
    return [_correspondent(request, each, next(iter(each.newest), None), now) for each in rows]  # type: ignore[attr-defined]


def _correspondent(request: HttpRequest, mailbox: Mailbox, certificate: Certificate | None, now: datetime) -> Correspondent:
    mend = reverse("desk:mailbox", args=[mailbox.pk]) if request.user.is_staff else ""
    state = certificate.get_state_display() if certificate else _("No certificate")
    return Correspondent(mailbox, state, _fault(certificate, now), mend)


def _fault(certificate: Certificate | None, now: datetime) -> str:
    """Why nothing is sealed to it; empty where it can be."""
    if certificate is None:
        return _("No certificate of it is known here.")
    if certificate.state == State.CHANGED:
        return _("Its certificate has changed. Somebody must compare the words again first.")
    if certificate.state not in SEALABLE:
        return _("Its certificate is revoked.") if certificate.state == State.REVOKED else _("Nobody has verified its certificate yet.")
    if any(end is not None and end <= now for end in (certificate.expires_at, certificate.kem_expires_at)):
        return _("Its certificate has expired. Ask for the new one.")
    return ""


def _about(request: HttpRequest, name: str, rows: Any) -> Dispatch | None:
    found: Dispatch | None = rows.filter(pk=number(request.GET.get(name))).first()
    return found


@cache
def _offline_digest() -> str:
    """As it stands beside the offline page: whoever has the page can compare."""
    found = finders.find(f"{OFFLINE}") or ""
    if not found:
        return ""
    with open(found, "rb") as file:
        return sha256(file.read()).hexdigest()
