"""The outbox: every letter, how far it got, and an officer's hand on it."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk.forms.letter import LetterForm
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.letters import sheet
from bartholdi.faces.ui.listing import Choice, Choices, Column, Dates, Empty, Listing, Text, respond
from bartholdi.office.accounts.models import User
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import kinds, services
from bartholdi.office.notices.models import Notice, Relay
from bartholdi.office.notices.permissions import POLICY
from bartholdi.office.notices.workflow import EDITABLE, REPEATABLE, WORKFLOW, State

TONES = {
    State.QUEUED: "waiting",
    State.HELD: "waiting",
    State.SENDING: "info",
    State.SENT: "good",
    State.FAILED: "bad",
    State.UNCERTAIN: "attention",
    State.CANCELLED: "neutral",
}


def tone(notice: Notice) -> str:
    return TONES[State(notice.state)]


OUTBOX = Listing(
    name="outbox",
    title=_("Outbox"),
    model=Notice,
    columns=[
        # No sorting or filtering by subject: a private one must not show in an order either.
        Column("title", _("Letter")),
        Column("label", _("Recipient"), sort="label"),
        Column("address", _("Address"), sort="address"),
        Column("state", _("State"), lambda notice: notice.get_state_display(), kind="tag", tone=tone, sort="state"),
        Column("created_at", _("Written"), kind="instant", sort="created_at"),
        Column("sent_at", _("Sent"), kind="instant", sort="sent_at"),
        Column("kind", _("Kind"), lambda notice: notice.kind_label, sort="kind", shown=False),
        Column("language", _("Language"), shown=False),
        Column("next_attempt_at", _("Leaves at"), kind="instant", shown=False),
        Column("attempts", _("Attempts"), kind="number", shown=False),
        Column("trouble", _("What went wrong"), lambda notice: notice.trouble_in_words, shown=False),
        Column("reply", _("The mail server’s answer"), shown=False),
        Column("cause", _("About"), shown=False),
    ],
    filters=[
        Choices("state", _("State"), options=State.choices),
        Choice("kind", _("Kind"), options=lambda user: kinds.choices()),
        Text("to", _("Address"), lookup="address"),
        Dates("written", _("Written"), lookup="created_at"),
        Dates("sent", _("Sent"), lookup="sent_at"),
        Text("about", _("Exactly about"), lookup="cause", exact=True, hidden=True),
    ],
    search=_("Search a person, an address or the words of a letter"),
    narrowed=lambda notices: notices.defer("search_text", "body", "text", "html"),
    sort="-created_at",
    link=lambda notice: reverse("desk:letter", args=[notice.pk]),
    may_export=lambda user: POLICY.allows(user, "export", None),
    empty=Empty(_("Nothing has been written yet"), _("Each letter appears here as soon as it is written, before it leaves.")),
)


def whoever(request: HttpRequest) -> User:
    """Behind the desk's door somebody is signed in."""
    return cast(User, request.user)


def index(request: HttpRequest) -> HttpResponseBase:
    context = {"can": POLICY.actions(request.user, None), "relay": Relay.objects.filter(down_since__isnull=False).first()}
    return respond(request, OUTBOX, "desk/outbox.html", context)


def find(request: HttpRequest, pk: int) -> Notice:
    return get_object_or_404(Notice.objects.visible_to(request.user).select_related("first", "again"), pk=pk)


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    notice = find(request, pk)
    can = POLICY.actions(request.user, notice)
    context = {"notice": notice, "tone": tone(notice), "can": can, "acts": can & possible(notice)}
    return render(request, "desk/outbox_letter.html", context)


def possible(notice: Notice) -> set[str]:
    """What the letter's state allows, whoever asks."""
    moves = WORKFLOW.open_moves(notice.state)
    again = {"send_again"} if notice.state in REPEATABLE and not hasattr(notice, "again") and notice.text else set()
    return moves | again | ({"edit"} if notice.state in EDITABLE else set())


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML part as mail programs show it, alone in a sandbox."""
    notice = find(request, pk)
    POLICY.require(request.user, "read", notice)
    return sheet(notice.html)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    notice = find(request, pk)
    POLICY.require(request.user, "edit", notice)
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm.showing(notice)
    rescue.kept(request, form)
    if form.is_valid():
        try:
            services.edit(notice, **form.cleaned_data, by=whoever(request))
        except Refused as refusal:
            notice.refresh_from_db()
            form.refused(str(refusal), notice)
        else:
            messages.success(request, gettext("The letter was saved."))
            return redirect("desk:letter", pk)
    return render(request, "desk/outbox_edit.html", {"notice": notice, "form": form, "now": form.non_field_errors()})


@require_POST
def do(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    service, sentence = ACTS[act]
    second = service(find(request, pk), by=whoever(request))
    messages.success(request, str(sentence))
    return redirect("desk:letter", second.pk if second else pk)


ACTS = {
    "hold": (services.hold, _("The letter is held: it leaves when somebody releases it.")),
    "release": (services.release, _("The letter is released.")),
    "send-now": (services.send_now, _("The letter leaves now.")),
    "send-again": (services.send_again, _("The letter was written again and leaves now. This is the new one.")),
    "cancel": (services.cancel, _("The letter is cancelled: it does not leave.")),
    "mark-sent": (services.mark_sent, _("The letter is marked as sent.")),
}


@require_POST
def trial(request: HttpRequest) -> HttpResponse:
    """One letter to oneself, to find out whether letters leave."""
    person = whoever(request)
    notice = services.send_trial(to=person.email, label=person.name, language=person.language, zone=person.zone, by=person)
    messages.success(request, gettext("A test letter to you was written. This page shows how far it got."))
    return redirect("desk:letter", notice.pk)
