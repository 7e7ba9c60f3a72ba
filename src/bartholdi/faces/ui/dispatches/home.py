"""The home of dispatches: each mailbox one holds, what waits in it, what is late, which numbers are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from bartholdi.faces.ui.dispatches import certified, place
from bartholdi.faces.ui.dispatches.drawn import URGENCY_TONES
from bartholdi.office.dispatches.models import Draft, Urgency
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.dispatches.queries.delivery import Box, Gap


def show(request: HttpRequest) -> HttpResponse:
    boxes = delivery.boxes(request.user, timezone.now())
    shown = [{"box": box, "tasks": list(tasks(request, box))} for box in boxes]
    drafts = Draft.objects.visible_to(request.user).select_related("mailbox", "author")
    return render(request, "ui/dispatches/home.html", place.framed(request, boxes=shown, drafts=drafts))


def tasks(request: HttpRequest, box: Box) -> Iterator[dict[str, Any]]:
    """What its key needs; then what is late, the most urgent of it at the head; then what is missing, waits, or is being written."""
    if needed := certified.due(box.mailbox):
        name, title, hint = needed
        yield {"title": title, "url": place.address(request, name, box.mailbox.pk), "hint": hint}
    received = place.address(request, "dispatch-box", box.mailbox.pk, "received")
    sent = place.address(request, "dispatch-box", box.mailbox.pk, "sent")
    for urgency in delivery.ORDER:
        if late := box.late.get(urgency, 0):
            title = ngettext("%(count)s dispatch was not opened in time", "%(count)s dispatches were not opened in time", late)
            yield _task(title % {"count": late}, f"{received}?state=overdue&urgency={urgency}", urgency)
    for gap in box.gaps:
        yield _missing(gap) | {"url": place.address(request, "dispatch-missing", box.mailbox.pk)}
    for urgency in delivery.ORDER:
        if waiting := box.waiting.get(urgency, 0):
            title = ngettext("%(count)s dispatch waits to be opened", "%(count)s dispatches wait to be opened", waiting)
            yield _task(title % {"count": waiting}, f"{received}?state=stored&state=delivered&urgency={urgency}", urgency)
    for urgency in delivery.ORDER:
        if late := box.awaited.get(urgency, 0):
            title = ngettext(
                "%(count)s reader is late to open what you sent", "%(count)s readers are late to open what you sent", late
            )
            yield _task(title % {"count": late}, f"{sent}?state=overdue&urgency={urgency}", urgency)
    if box.drafts:
        title = ngettext("%(count)s draft", "%(count)s drafts", box.drafts) % {"count": box.drafts}
        ready = ngettext("%(count)s waits to be released", "%(count)s wait to be released", box.ready) % {"count": box.ready}
        yield {"title": title, "url": "#drafts", "hint": ready if box.ready else ""}


def _task(title: str, url: str, urgency: Urgency) -> dict[str, Any]:
    return {"title": title, "url": url, "state": urgency.label, "tone": URGENCY_TONES[urgency]}


def _missing(gap: Gap) -> dict[str, Any]:
    title = ngettext(
        "A number from %(post)s is missing: %(numbers)s", "Numbers from %(post)s are missing: %(numbers)s", gap.count
    )
    hint = ngettext(
        "It was withheld, lost, or never sent. Ask %(post)s by another way; it can send the file again or have it carried, or say that it was not used.",
        "They were withheld, lost, or never sent. Ask %(post)s by another way; it can send the files again or have them carried, or say that they were not used.",
        gap.count,
    )
    said = {"post": gap.sender.post, "numbers": ranges(gap)}
    return {"title": title % said, "hint": hint % said, "state": gettext("Gap"), "tone": "bad"}


def ranges(gap: Gap) -> str:
    found = ", ".join(map(str, gap.ranges))
    return f"… {found}" if gap.more else found
