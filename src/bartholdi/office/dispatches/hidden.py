"""What the journal and the outbox say of dispatches is seen by those who hold one of their mailboxes, and by nobody else, whatever their role."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from bartholdi.office.dispatches.enclosing import CAUSE
from bartholdi.office.dispatches.models import Addressee, Dispatch, Draft, GapNote
from bartholdi.office.lib.hidden import register_private

DISPATCH = "dispatches.dispatch:"
DRAFT = "dispatches.draft:"
GAP_NOTE = "dispatches.gapnote:"


def register_all() -> None:
    register_private(DISPATCH, dispatches)
    register_private(DRAFT, drafts)
    register_private(GAP_NOTE, gap_notes)
    register_private(CAUSE, addressees)


def dispatches(user: Any) -> QuerySet[Any, Any]:
    """As the journal names them."""
    return Dispatch.objects.visible_to(user).order_by()


def drafts(user: Any) -> QuerySet[Any, Any]:
    """That somebody writes, and how often, is for nobody else either; once it was sent, the dispatch tells it."""
    return Draft.objects.visible_to(user).order_by()


def gap_notes(user: Any) -> QuerySet[Any, Any]:
    return GapNote.objects.visible_to(user).order_by()


def addressees(user: Any) -> QuerySet[Any, Any]:
    """As letters name them."""
    return Addressee.objects.visible_to(user).order_by()
