"""A person's first page: what waits for them, by date; what is open to everybody; what is theirs."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bartholdi.faces.portal import own
from bartholdi.faces.portal.visit import Visit
from bartholdi.faces.ui import announced
from bartholdi.office.accounts import queries
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Holder
from bartholdi.office.lib import times
from bartholdi.office.reviews import own_queries


def show(request: Visit) -> HttpResponse:
    tasks, past, awards = own.applications(request)
    asked, judged = _reviews(request.user)
    tasks = awards + own.meetings(request) + asked + tasks
    kept = own.kept_papers(request)
    return render(
        request,
        "portal/home.html",
        {
            "tasks": tasks,
            "past": past,
            "kept": kept,
            "calls": _calls(request),
            "yours": [*judged, *_yours(request.user)],
        },
    )


def _calls(request: Visit) -> list[dict[str, str]]:
    """As tasks are shown: a deadline by the clock that decides, then by the reader's."""
    return [
        {
            "title": call.title,
            "url": call.url,
            "hint": _("Until %(when)s") % {"when": times.instant_for(call.closes, call.zone, request.user.zone)}
            if call.closes
            else _("No deadline"),
        }
        for call in announced.open_now(request)
    ]


def _reviews(user: User) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Among what waits, or with what is theirs once all is in; only for whoever is asked to review something."""
    asked, waiting = own_queries.counts(user)
    if not asked:
        return [], []
    state = ngettext("%(number)s to review", "%(number)s to review", waiting) % {"number": waiting}
    hint = _("Applications that you are asked to judge, with the form for each.")
    tone = "attention" if waiting else "good"
    row = {"title": _("Your reviews"), "url": reverse("portal:reviewing"), "hint": hint, "state": state, "tone": tone}
    return ([row], []) if waiting else ([], [row])


def _dispatches() -> list[dict[str, str]]:
    hint = _("Sealed dispatches of the mailboxes that you hold.")
    return [{"title": _("Dispatches"), "url": reverse("portal:dispatches"), "hint": hint}]


def _yours(user: User) -> list[dict[str, str]]:
    """Dispatches only for whoever holds a mailbox; staff have them at the desk."""
    held = Exists(Holder.objects.current().filter(user=OuterRef("pk")))
    found = queries.at_a_glance(user, holds=held)
    kept, safe = found["kept"], found["second_factor"]
    return [
        *(_dispatches() if found["holds"] and not user.is_staff else ()),
        {
            "title": _("Your documents"),
            "url": reverse("portal:documents"),
            "hint": _("Papers that you will need more than once: a CV, transcripts, a photograph."),
            "state": ngettext("%(number)s kept", "%(number)s kept", kept) % {"number": kept} if kept else _("None yet"),
            "tone": "neutral",
        },
        {
            "title": _("Your account"),
            "url": reverse("account_overview"),
            "hint": _("Your name, your addresses, the language of your letters, and how you sign in."),
        },
        _second_step(safe),
    ]


def _second_step(safe: bool) -> dict[str, str]:
    return {
        "title": _("Second step"),
        "url": reverse("mfa_index"),
        "hint": _("With a second step, nobody can sign in who only reads your mail."),
        "state": _("Set up") if safe else _("Not set up"),
        "tone": "good" if safe else "neutral",
    }
