"""The page on which a dispatch is written: what the server knows of mailboxes and their certificates, and an empty form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bartholdi.faces.ui.dispatches.answers import keyed, number
from bartholdi.faces.ui.dispatches.forms import DispatchForm
from bartholdi.faces.ui.dispatches.place import address, framed, whoever
from bartholdi.faces.ui.dispatches.words import words
from bartholdi.office.dispatches.models import Certificate, Dispatch, Draft, Mailbox
from bartholdi.office.dispatches.workflow import SEALABLE, State
from bartholdi.office.lib import times
from bartholdi.office.lib.bilingual import language

OFFLINE = "vendor/offline/bartholdi-sealing.html"
PLACES = ("write", "sealable", "trusted", "digests", "draft-begin", "reserve")
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
    draft, rows = _draft(request), Dispatch.objects.visible_to(request.user).exclude(sent_at=None).select_related("sender")
    found = correspondents(request, timezone.now())
    about = {name: rows.filter(pk=number(request.GET.get(name))).first() for name in ("reply", "forward")}
    context = {
        **sealing(
            request,
            own={each.pk: {"post": each.post, "name": each.name, "two": each.two_persons} for each in held},
            names={each.mailbox.pk: f"{each.mailbox.post} · {each.mailbox.name}"[:120] for each in found},
            recoveries={each.mailbox.pk: each.mailbox.recovery_id for each in found},
            draft=draft and _outer(draft),
            **{name: each and {"pk": each.pk, "sender": each.sender_id} for name, each in about.items()},
        ),
        **about,
        "form": DispatchForm(language=language()),
        "correspondents": found,
        "earlier": rows[:EARLIER],
        "draft": draft,
    }
    return render(request, "ui/dispatches/write.html", framed(request, **context))


def sealing(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What every page needs on which a key is unlocked; `more` is for its script."""
    held = Mailbox.objects.held_by(request.user)
    own = list(Certificate.objects.filter(mailbox__in=held).select_related("mailbox").defer("octets"))
    places = {name: address(request, f"dispatch-{name}") for name in PLACES}
    zone = whoever(request).zone or settings.OFFICE_ZONE
    data = {
        "me": whoever(request).pk,
        "clock": {"zone": zone, "place": times.place(zone)},
        "keysOf": {each.fingerprint: each.mailbox_id for each in own},
        "places": {**places, "base": address(request, "dispatch-write").removesuffix("write/")},
        **more,
    }
    posts = {each.fingerprint: each.mailbox.post for each in own}
    return {
        "words": words(),
        "data": data,
        "posts_json": json.dumps(posts),
        "offline": static(OFFLINE),
        "offline_digest": _offline_digest(),
    }


def correspondents(request: HttpRequest, now: datetime) -> list[Correspondent]:
    newest = Prefetch("certificates", Certificate.objects.newest().defer("octets"), to_attr="newest")
    rows: Iterable[Mailbox] = Mailbox.objects.visible_to(request.user).open().select_related("recovery").prefetch_related(newest)
    found = [_correspondent(request, each, next(iter(each.newest), None), now) for each in rows]  # type: ignore[attr-defined]
    return sorted(found, key=lambda each: (bool(each.fault), each.mailbox.post))


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
        return (
            _("Its certificate is revoked.")
            if certificate.state == State.REVOKED
            else _("Nobody has verified its certificate yet.")
        )
    if any(end is not None and end <= now for end in (certificate.expires_at, certificate.kem_expires_at)):
        return _("Its certificate has expired. Ask for the new one.")
    return ""


def _draft(request: HttpRequest) -> Draft | None:
    rows = Draft.objects.visible_to(request.user).select_related("author", "mailbox")
    return rows.filter(pk=number(request.GET.get("draft"))).first()


def _outer(draft: Draft) -> dict[str, Any]:
    return {
        "pk": draft.pk,
        "version": draft.version,
        "mailbox": draft.mailbox_id,
        "author": draft.author_id,
        "ready": draft.ready,
    }


@cache
def _offline_digest() -> str:
    """As it stands beside the offline page: whoever has the page can compare."""
    found = finders.find(OFFLINE)
    if not isinstance(found, str):
        return ""
    return sha256(Path(found).read_bytes()).hexdigest()
