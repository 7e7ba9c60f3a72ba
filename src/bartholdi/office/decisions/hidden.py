"""What the journal says of decisions, appeals and announcements is hidden from whom an application is hidden from."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access
from bartholdi.office.decisions.models import AnnouncementItem, Appeal, Decision
from bartholdi.office.lib.hidden import register, register_closed
from bartholdi.office.reviews.hidden import KEPT_FROM, keys_of


def register_all() -> None:
    register_closed("decisions", reads_cases)
    for model in (Appeal, Decision):
        register(keys_of(model))
    register(announcements)


def announcements(user: Any) -> QuerySet[Any, Any]:
    """Their entries say how many were announced, and so also that a hidden one was."""
    kept = Access.objects.current().filter(user_id=getattr(user, "pk", None) or 0, role__in=KEPT_FROM).order_by()
    rows = AnnouncementItem.objects.filter(decision__application__in=kept.values("application")).order_by()
    named = Concat(Value("decisions.announcement:"), Cast("announcement_id", CharField()), output_field=CharField())
    return rows.annotate(named=named).values("named")
