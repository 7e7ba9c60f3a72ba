"""The letters about dispatches: which there are, with examples that the tests render."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register

ABOUT = {"name": "Camille Oyelaran-Dupin", "post": "PARIS", "path": "/en/desk/dispatches/mailboxes/1/"}


def register_all() -> None:
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
