"""Today: what is late, what closes, who waits for an answer; the most urgent first."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from bartholdi.faces.desk import soundness, waiting
from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.agreements import queries as agreements
from bartholdi.office.applications import desk_queries
from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.permissions import POLICY
from bartholdi.office.lib import times
from bartholdi.office.notices.models import Notice, Relay
from bartholdi.office.notices.permissions import POLICY as LETTERS
from bartholdi.office.notices.workflow import State

LATEST = 6
URGENT = ["bad", "attention", "good", "info", "waiting"]  # what is wrong, late, running, about to begin; then what waits
ROUTINE = ["notices.queue", "notices.deliver", "notices.cancel"]


def show(request: HttpRequest) -> HttpResponse:
    user, now = request.user, timezone.now()
    tasks = [
        *of_the_journal(user),
        *of_the_applications(user, now),
        *waiting.of_the_reviewing(user, now),
        *waiting.of_the_meetings(user, now),
        *waiting.of_the_decisions(user),
        *waiting.of_the_awards(user, now),
        *waiting.of_the_reserve(user, now),
        *of_the_agreements(user),
        *waiting.of_the_dispatches(user, now),
        *of_the_outbox(user),
    ]
    tasks.sort(key=lambda task: URGENT.index(task["tone"]))
    # Who signed in, or changed their own account, is not the office's news; nor is each letter that left, as it should.
    rows = Entry.objects.visible_to(user).exclude(actor_key=F("subject_key")).exclude(act__in=ROUTINE)
    return render(request, "desk/today.html", {"tasks": tasks, "latest": rows.defer("search_text")[:LATEST]})


def of_the_journal(user: Any) -> Iterator[dict[str, str]]:
    found = soundness.last() if POLICY.allows(user, "verify", None) else None
    if found and not found.sound:
        title = ngettext("The journal is damaged in %(count)s place", "The journal is damaged in %(count)s places", found.count)
        yield {
            "title": title % {"count": found.count},
            "url": reverse("desk:journal"),
            "state": gettext("Damaged"),
            "tone": "bad",
            "hint": gettext("An entry was altered, removed or moved outside Bartholdi."),
        }


def of_the_applications(user: Any, now: datetime) -> Iterator[dict[str, str]]:
    """What is late, who waits for an answer, what closes; each number of what this person may see, for who may open the lists."""
    if not reads_cases(user):
        return
    counts = desk_queries.waiting(user, now)
    if count := counts["overdue"]:
        title = ngettext(
            "%(count)s application did not come back in time", "%(count)s applications did not come back in time", count
        )
        hint = gettext("They were returned for changes: what was submitted before stands. Give more time, or go on.")
        yield _waits(title, count, "state=returned", state=gettext("Late"), tone="attention", hint=hint)
    if count := counts["needs_officer"]:
        title = ngettext("%(count)s application needs an officer", "%(count)s applications need an officer", count)
        hint = gettext("The rules could not tell whether it is eligible.")
        query = "finding=needs_officer&state=submitted"
        yield _waits(title, count, query, state=gettext("Waiting"), tone="waiting", hint=hint)
    if count := counts["doubted"]:
        title = ngettext("%(count)s finding is to be confirmed", "%(count)s findings are to be confirmed", count)
        hint = gettext("Answers changed since an officer found whether one may apply.")
        yield _waits(title, count, "doubted=yes&state=submitted", state=gettext("Waiting"), tone="attention", hint=hint)
    yield from of_the_closings(user, now)


def of_the_closings(user: Any, now: datetime) -> Iterator[dict[str, str]]:
    for each in desk_queries.closing_soon(user, now):
        numbers = {"started": each.started, "submitted": each.submitted}
        yield {
            "title": gettext("%(call)s closes") % {"call": each.call.title},
            "url": reverse("desk:call-figures", args=[each.call.slug]),
            "state": times.instant_for(each.at, each.call.zone, user.zone),
            "tone": "info",
            "hint": gettext("%(started)s started, %(submitted)s submitted.") % numbers,
        }


def of_the_agreements(user: Any) -> Iterator[dict[str, str]]:
    late = agreements.late_milestones(user, timezone.localdate())
    for each in late.order_by("due_on", "pk")[:LATEST]:
        yield {
            "title": gettext("%(milestone)s (%(agreement)s)") % {"milestone": each.label, "agreement": each.agreement},
            "url": reverse("desk:agreement", args=[each.agreement_id]),
            "state": pgettext("milestone", "Late"),
            "tone": "attention",
            "hint": gettext("Was due on %(day)s.") % {"day": times.day(each.due_on)},
        }


def _waits(title: str, count: int, query: str, **said: str) -> dict[str, str]:
    return {"title": title % {"count": count}, "url": f"{reverse('desk:applications')}?{query}", **said}


def of_the_relay(user: Any) -> Iterator[dict[str, str]]:
    if LETTERS.allows(user, "view", None) and Relay.objects.filter(down_since__isnull=False).exists():
        yield {
            "title": gettext("The mail server takes no letters"),
            "url": reverse("desk:outbox"),
            "state": gettext("Down"),
            "tone": "bad",
            "hint": gettext("They wait, and leave in their order once it is back."),
        }


def of_the_outbox(user: Any) -> Iterator[dict[str, str]]:
    notices = Notice.objects.visible_to(user)
    yield from of_the_relay(user)
    if count := notices.failed().count():
        title = ngettext("%(count)s letter could not leave", "%(count)s letters could not leave", count)
        yield _letters(State.FAILED, "bad", title, count, gettext("Whoever they were for knows nothing yet."))
    if count := notices.uncertain().count():
        title = ngettext("%(count)s letter may not have left", "%(count)s letters may not have left", count)
        hint = gettext("Nobody knows whether they arrived: decide whether to send them again.")
        yield _letters(State.UNCERTAIN, "attention", title, count, hint)
    if count := notices.held().count():
        title = ngettext("%(count)s letter is held", "%(count)s letters are held", count)
        yield _letters(State.HELD, "waiting", title, count, gettext("They leave when somebody releases them."))


def _letters(state: State, tone: str, title: str, count: int, hint: str) -> dict[str, str]:
    url = f"{reverse('desk:outbox')}?state={state.value}"
    return {"title": title % {"count": count}, "url": url, "state": str(state.label), "tone": tone, "hint": hint}
