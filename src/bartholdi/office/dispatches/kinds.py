"""The letters of dispatches: the sealed file to another installation, its receipt, what was refused, and what befalls a certificate."""

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from bartholdi.office.dispatches import enclosing
from bartholdi.office.notices.kinds import Kind, register

ABOUT = {"name": "Camille Oyelaran-Dupin", "post": "PARIS", "path": "/en/desk/dispatches/mailboxes/1/"}


def register_all() -> None:
    _of_certificates()
    _of_dispatches()


def _of_certificates() -> None:
    register(
        Kind(
            app="dispatches",
            name="certificate_changed",
            label=_("Another certificate of a mailbox"),
            reason=_("you hold a mailbox that corresponds with this one"),
            example={**ABOUT, "revoked": False},
            lifetime=timedelta(days=7),
        ),
        Kind(
            app="dispatches",
            name="key_ends",
            label=_("Sealing key that ends soon"),
            reason=_("you hold this mailbox"),
            example={**ABOUT, "day": "15 March 2027"},
            lifetime=timedelta(days=3),
        ),
    )


def _of_dispatches() -> None:
    register(
        Kind(
            app="dispatches",
            name="sealed",
            label=_("Sealed dispatch"),
            reason=_("this is the address for sealed e-mail of your mailbox"),
            example={
                "post": "WASHINGTON",
                "to": "PARIS",
                "number": 12,
                "urgency": "immediate",
                "kind": "dispatch",
                "due": datetime(2027, 3, 15, 16, 0, tzinfo=UTC),
                "zone": "America/New_York",
            },
            urgent=True,
            lifetime=timedelta(days=7),
            encloses=enclosing.sealed,
        ),
        Kind(
            app="dispatches",
            name="receipt",
            label=_("Receipt of a sealed dispatch"),
            reason=_("this is the address for sealed e-mail of your mailbox"),
            example={"post": "WASHINGTON", "to": "PARIS", "number": 12, "opened": True},
            lifetime=timedelta(days=7),
            encloses=enclosing.receipt,
        ),
        Kind(
            app="dispatches",
            name="not_taken",
            label=_("A delivery was refused"),
            reason=_("you hold this mailbox"),
            example={
                "name": "Camille Oyelaran-Dupin",
                "post": "WASHINGTON",
                "to": "PARIS",
                "number": 12,
                "why": "Another dispatch had the same identity.",
                "path": "/en/desk/dispatches/1/",
            },
            lifetime=timedelta(days=7),
        ),
    )
