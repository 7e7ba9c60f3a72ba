"""One mailbox: what it received and what it sent, searched by what the server may know, and nothing else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bartholdi.faces.ui.dispatches import place
from bartholdi.faces.ui.dispatches.drawn import TONES, URGENCY_TONES
from bartholdi.faces.ui.listing import Choice, Choices, Column, Dates, Empty, Listing, Text, respond
from bartholdi.office.dispatches import standing
from bartholdi.office.dispatches.models import Addressee, Dispatch, Mailbox, Urgency
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.dispatches.workflow import DispatchState
from bartholdi.office.lib.files import weight

SIDES: dict[str, str | Promise] = {
    "received": pgettext_lazy("dispatches", "Received"),
    "sent": pgettext_lazy("dispatches", "Sent"),
}
SIZES = {
    "small": (_("up to 100 KB"), {"lte": 100_000}),
    "middle": (_("100 KB to 1 MB"), {"gt": 100_000, "lte": 1_000_000}),
    "large": (_("more than 1 MB"), {"gt": 1_000_000}),
}


def show(request: HttpRequest, pk: int, side: str) -> HttpResponseBase:
    mailbox = place.mailbox(request, pk)
    if side not in SIDES:
        raise Http404
    listing = received(request, mailbox) if side == "received" else sent(request, mailbox)
    sides = [(name, label, name == side) for name, label in SIDES.items()]
    context = place.framed(request, mailbox=mailbox, sides=sides)
    return respond(request, listing, "ui/dispatches/box.html", context)


def received(request: HttpRequest, mailbox: Mailbox) -> Listing:
    now = timezone.now()

    def state(row: Addressee) -> str:
        return standing.of_addressee(row, row.dispatch, now)

    return Listing(
        name="dispatches-received",
        title=mailbox.name,
        model=Addressee,
        narrowed=lambda rows: delivery.received(rows, mailbox),
        columns=[
            Column("dispatch", _("From"), lambda row: f"{row.dispatch.sender.post} {row.number or ''}".strip()),
            Column("arrived", _("Arrived"), lambda row: row.stored_at, kind="instant", sort="stored_at"),
            Column(
                "urgency", _("Urgency"), lambda row: row.dispatch.get_urgency_display(), kind="tag", tone=_urgency_of_addressee
            ),
            Column("role", _("Role"), lambda row: row.get_role_display()),
            Column("kind", _("Kind"), lambda row: row.dispatch.get_kind_display(), shown=False),
            Column("due", _("To be opened by"), lambda row: row.due_at, kind="instant", sort="due_at"),
            Column(
                "state", _("State"), lambda row: standing.STANDINGS[state(row)], kind="tag", tone=lambda row: TONES[state(row)]
            ),
            Column("size", _("Size"), lambda row: weight(row.dispatch.size)),
        ],
        filters=[
            Text("post", _("From"), lookup="dispatch__sender__post"),
            Text("number", _("Number"), where=lambda typed: _numbered("number", typed)),
            Choices("urgency", _("Urgency"), options=Urgency.choices, lookup="dispatch__urgency"),
            Choices(
                "state",
                _("State"),
                options=_states("refused", "destroyed", "overdue", "stored", "delivered", "opened"),
                where=_in_state,
            ),
            Choice("size", _("Size"), options=_sizes(), where=lambda name: _sized("dispatch__size", name)),
            Dates("arrived", _("Arrived"), lookup="stored_at"),
        ],
        searchable=False,
        sort="-arrived",
        link=lambda row: place.address(request, "dispatch", row.dispatch_id),
        may_export=lambda user: True,
        empty=Empty(_("Nothing was received yet"), _("Each dispatch appears here as soon as it is stored.")),
    )


def sent(request: HttpRequest, mailbox: Mailbox) -> Listing:
    now = timezone.now()

    def state(row: Dispatch) -> str:
        return standing.of_dispatch(row, row.addressees.all(), now)

    return Listing(
        name="dispatches-sent",
        title=mailbox.name,
        model=Dispatch,
        narrowed=lambda rows: delivery.sent(rows, mailbox),
        columns=[
            Column("dispatch", _("Number"), str),
            Column("to", pgettext_lazy("dispatch", "To"), _to),
            Column("sent", pgettext_lazy("dispatch", "Sent"), lambda row: row.sent_at, kind="instant", sort="sent_at"),
            Column(
                "urgency",
                _("Urgency"),
                lambda row: row.get_urgency_display(),
                kind="tag",
                tone=lambda row: URGENCY_TONES[Urgency(row.urgency)],
            ),
            Column("kind", _("Kind"), lambda row: row.get_kind_display(), shown=False),
            Column(
                "state", _("State"), lambda row: standing.STANDINGS[state(row)], kind="tag", tone=lambda row: TONES[state(row)]
            ),
            Column("size", _("Size"), lambda row: weight(row.size) if row.size else ""),
        ],
        filters=[
            Text("post", pgettext_lazy("dispatch", "To"), where=_sent_to),
            Text("number", _("Number"), where=lambda typed: _numbered("number", typed)),
            Choices("urgency", _("Urgency"), options=Urgency.choices),
            Choices("state", _("State"), options=[*_states("refused", "overdue", "opened"), *_steps()], where=_sent_state),
            Choice("size", _("Size"), options=_sizes(), where=lambda name: _sized("size", name)),
            Dates("sent", pgettext_lazy("dispatch", "Sent"), lookup="sent_at"),
        ],
        searchable=False,
        sort="-sent",
        link=lambda row: place.address(request, "dispatch", row.pk),
        may_export=lambda user: True,
        empty=Empty(_("Nothing was sent yet"), _("What leaves this mailbox stands here, with what became of it.")),
    )


def _urgency_of_addressee(row: Addressee) -> str:
    return URGENCY_TONES[Urgency(row.dispatch.urgency)]


def _to(row: Dispatch) -> str:
    return ", ".join(f"{each.mailbox.post} {each.number}" for each in row.addressees.all() if each.role in Addressee.READERS)


def _states(*names: str) -> list[tuple[str, Any]]:
    return [(name, standing.STANDINGS[name]) for name in names]


def _in_state(name: str) -> Q:
    """The same order as `standing.of_addressee`."""
    if name in Addressee.Outcome.values:
        return Q(outcome=name)
    if name == "destroyed":
        return Q(outcome="", dispatch__destroyed_at__isnull=False)
    left = Q(outcome="", dispatch__destroyed_at=None)
    late = Q(due_at__lt=timezone.now())
    if name == "overdue":
        return left & late
    return left & Q(delivered_at__isnull=name == "stored") & ~late


def _steps() -> list[tuple[str, Any]]:
    """How far the sender got; what came from elsewhere is never among what was sent."""
    return [(value, label) for value, label in DispatchState.choices if value != DispatchState.RECEIVED]


def _sent_state(name: str) -> Q:
    """Of any reader refused or late; of all of them opened."""
    readers = Addressee.objects.filter(role__in=Addressee.READERS).order_by()
    if name == "refused":
        return Q(pk__in=readers.filter(outcome=name).values("dispatch"))
    if name == "overdue":
        return Q(pk__in=readers.overdue(timezone.now()).values("dispatch"))
    if name == "opened":
        return Q(sent_at__isnull=False) & ~Q(pk__in=readers.exclude(outcome=name).values("dispatch"))
    return Q(state=name)


def _sizes() -> list[tuple[str, Any]]:
    return [(name, label) for name, (label, _bounds) in SIZES.items()]


def _sized(field: str, name: str) -> Q:
    return Q(**{f"{field}__{bound}": value for bound, value in SIZES[name][1].items()})


def _numbered(field: str, typed: str) -> Q:
    """What is no number finds nothing."""
    return Q(**{field: int(typed)}) if typed.isascii() and typed.isdigit() and len(typed) < 10 else Q(pk__in=[])


def _sent_to(typed: str) -> Q:
    return Q(pk__in=Addressee.objects.filter(mailbox__post__icontains=typed).order_by().values("dispatch"))
