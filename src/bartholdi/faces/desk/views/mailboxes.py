"""The directory of mailboxes at the desk: the list, each one's page, and who holds it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bartholdi.faces.desk import mailbox_file
from bartholdi.faces.desk.forms.mailbox import AppointForm, MailboxForm
from bartholdi.faces.desk.views.call_parts import kept
from bartholdi.faces.desk.views.outbox import whoever
from bartholdi.faces.ui import rescue
from bartholdi.faces.ui.dispatches import certified
from bartholdi.faces.ui.dispatches.keys import find
from bartholdi.faces.ui.listing import Choice, Column, Empty, Listing, YesNo, respond
from bartholdi.office.dispatches.models import Certificate, Mailbox
from bartholdi.office.dispatches.permissions import CERTIFICATES, MAILBOXES
from bartholdi.office.dispatches.queries import certificates as queries
from bartholdi.office.dispatches.queries.endorsements import certifiers
from bartholdi.office.dispatches.services import mailboxes
from bartholdi.office.dispatches.workflow import State

NONE = pgettext_lazy("certificate", "None yet")
SHOWN = 20  # events of one mailbox on its page; the rest is in the log


def state(mailbox: Mailbox) -> Any:
    found = certified.newest(mailbox)
    return State(found.state).label if found else NONE


def tone(mailbox: Mailbox) -> str:
    found = certified.newest(mailbox)
    return mailbox_file.TONES[State(found.state)] if found else "neutral"


MAILBOX_LIST = Listing(
    name="mailboxes",
    title=_("Mailboxes"),
    model=Mailbox,
    narrowed=lambda rows: queries.directory(rows.defer("search_text")),
    columns=[
        Column("post", _("Post"), sort="post"),
        Column("name", _("Name"), lambda row: row.name),
        Column("kind", _("Kind"), lambda row: row.get_kind_display(), shown=False),
        Column("here", _("Kept here"), kind="yes_no"),
        Column("state", _("Certificate"), state, kind="tag", tone=tone),
        Column("ends", _("Sealing key ends"), lambda row: certified.ends(certified.newest(row)), kind="instant"),
        Column("holders", _("Holders"), lambda row: ", ".join(str(each.user) for each in row.held)),
        Column("rotate", _("Sealing key to renew"), lambda row: row.must_rotate, kind="yes_no", shown=False),
        Column("address", _("Address for sealed e-mail"), shown=False),
    ],
    filters=[
        YesNo("here", _("Kept here")),
        Choice(
            "state",
            _("Certificate"),
            options=State.choices,
            where=lambda name: Q(certificates__state=name, certificates__replaced_at=None),
        ),
        YesNo("closed", pgettext_lazy("mailbox", "Closed"), where=Q(closed_on__isnull=False)),
    ],
    search=_("Search a post, a name or an address"),
    sort="post",
    link=lambda row: reverse("desk:mailbox", args=[row.pk]),
    may_export=lambda user: MAILBOXES.allows(user, "change_mailbox", None),
    empty=Empty(_("There is no mailbox yet"), _("Add the one of this office first, then those of your correspondents.")),
)


def index(request: HttpRequest) -> HttpResponseBase:
    more = {"can": MAILBOXES.actions(request.user, None), "certifiers": certifiers(Mailbox.objects.visible_to(request.user))}
    return respond(request, MAILBOX_LIST, "desk/mailboxes.html", more)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    rows = queries.directory(Mailbox.objects.visible_to(request.user).select_related("recovery"))
    mailbox = get_object_or_404(rows, pk=pk)
    certificate = certified.newest(mailbox)
    context = {
        "mailbox": mailbox,
        "certificate": certificate,
        "fingerprint": mailbox_file.grouped(certificate.fingerprint) if certificate else "",
        "state": state(mailbox),
        "tone": tone(mailbox),
        "recovery": mailbox.recovery,
        "tasks": mailbox_file.tasks(request.user, mailbox),
        "can": MAILBOXES.actions(request.user, mailbox),
        "may": CERTIFICATES.actions(request.user, Certificate(mailbox=mailbox)),
        "form": AppointForm(),
        "events": mailbox.log.all()[:SHOWN],
    }
    return render(request, "desk/mailbox.html", context)


def add(request: HttpRequest) -> HttpResponse:
    MAILBOXES.require(request.user, "add_mailbox", None)
    form = MailboxForm(request.POST or None)
    rescue.kept(request, form)
    made: list[Mailbox] = []
    if form.is_valid() and kept(form, lambda: made.append(mailboxes.add_mailbox(form.values(), by=whoever(request)))):
        messages.success(request, gettext("The mailbox was added."))
        return redirect("desk:mailbox", made[0].pk)
    return render(request, "desk/mailbox_edit.html", {"form": form, "title": _("Add a mailbox")})


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = find(request, pk)
    MAILBOXES.require(request.user, "change_mailbox", mailbox)
    form = MailboxForm(request.POST or None, mailbox=mailbox)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: mailboxes.change_mailbox(mailbox, form.values(), by=whoever(request))):
        messages.success(request, gettext("The mailbox was saved."))
        return redirect("desk:mailbox", pk)
    return render(
        request, "desk/mailbox_edit.html", {"form": form, "mailbox": find(request, pk), "title": _("Change the mailbox")}
    )


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    mailboxes.close_mailbox(find(request, pk), by=whoever(request))
    messages.success(request, gettext("The mailbox is closed. What it received stays for its holders."))
    return redirect("desk:mailbox", pk)


def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = find(request, pk)
    MAILBOXES.require(request.user, "appoint", mailbox)
    form = AppointForm(request.POST or None)
    rescue.kept(request, form)
    if form.is_valid() and kept(form, lambda: mailboxes.appoint(mailbox, form.cleaned_data["email"], by=whoever(request))):
        messages.success(request, _appointed(mailbox))
        return redirect("desk:mailbox", pk)
    return render(request, "desk/mailbox_edit.html", {"form": form, "mailbox": mailbox, "title": _("Appoint a holder")})


def _appointed(mailbox: Mailbox) -> str:
    if Certificate.objects.filter(mailbox=mailbox).exists():
        return gettext("This person holds the mailbox now. Hand the key file over in person.")
    return gettext("This person holds the mailbox now. It has no key yet: a holder makes it on this page.")


@require_POST
def dismiss(request: HttpRequest, pk: int, holder: int) -> HttpResponse:
    mailbox = find(request, pk)
    mailboxes.dismiss(get_object_or_404(mailbox.holders.all(), pk=holder), by=whoever(request))
    messages.success(request, gettext("This person reads nothing here any more. Renew the sealing key now."))
    return redirect("desk:mailbox", pk)
