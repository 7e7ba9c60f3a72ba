"""What the journal and the outbox say of dispatches is hidden from whoever does not hold one of their mailboxes, whatever their role."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from bartholdi.office.dispatches.models import Addressee, Dispatch
from bartholdi.office.lib.hidden import register


def register_all() -> None:
    register(dispatches)
    register(addressees)


def dispatches(user: Any) -> QuerySet[Any, Any]:
    """As the journal names them."""
    seen = Dispatch.objects.visible_to(user).order_by().values("pk")
    return _named(Dispatch.objects.exclude(pk__in=seen), "dispatches.dispatch:")


def addressees(user: Any) -> QuerySet[Any, Any]:
    """As letters name them."""
    seen = Addressee.objects.visible_to(user).order_by().values("pk")
    return _named(Addressee.objects.exclude(pk__in=seen), "dispatches.addressee:")


def _named(rows: QuerySet[Any], beginning: str) -> QuerySet[Any, Any]:
    named = Concat(Value(beginning), Cast("pk", CharField()), output_field=CharField())
    found: QuerySet[Any, Any] = rows.order_by().annotate(named=named).values("named")
    return found
