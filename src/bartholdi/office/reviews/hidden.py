"""What the journal and the outbox say of reviews is hidden from whom the application is hidden from."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import Cast, Concat

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access, Objection
from bartholdi.office.lib.hidden import register, register_closed
from bartholdi.office.reviews.models import Assignment, Conflict, Remark, Review, Seat

KEPT_FROM = (Access.Role.BARRED, Access.Role.APPLICANT, Access.Role.PARTY)


def register_all() -> None:
    register_closed("reviews", reads_cases)
    for model in (Assignment, Conflict, Remark, Review):
        register(keys_of(model))
    register(told_in_confidence)
    register(objections)


def keys_of(model: type[Model]) -> Any:
    """Of rows that name the application about which they are."""

    def keys(user: Any) -> QuerySet[Any, Any]:
        """As the journal names them."""
        kept = Access.objects.current().filter(user_id=getattr(user, "pk", None) or 0, role__in=KEPT_FROM).order_by()
        return named(model._default_manager.filter(application__in=kept.values("application")))

    return keys


def told_in_confidence(user: Any) -> QuerySet[Any, Any]:
    return named(Conflict.objects.in_confidence_from(user))


def objections(user: Any) -> QuerySet[Any, Any]:
    """Of the calls in which this person judges."""
    return named(Objection.objects.filter(application__call__in=Seat.objects.judging(user).order_by().values("panel__call")))


def named(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    key = Concat(Value(f"{rows.model._meta.label_lower}:"), Cast("pk", CharField()), output_field=CharField())
    found: QuerySet[Any, Any] = rows.order_by().annotate(named=key).values("named")
    return found
