"""What the journal says of an award is hidden from whom the application is hidden from."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from bartholdi.office.accounts.roles import reads_cases
from bartholdi.office.applications.models import Access
from bartholdi.office.awards.models import Award
from bartholdi.office.lib.hidden import register, register_closed

KEPT_FROM = (Access.Role.BARRED, Access.Role.APPLICANT, Access.Role.PARTY)


def register_all() -> None:
    register_closed("awards", reads_cases)
    register(keys)


def keys(user: Any) -> QuerySet[Any, Any]:
    """As the journal names them."""
    kept = Access.objects.current().filter(user_id=getattr(user, "pk", None) or 0, role__in=KEPT_FROM).order_by()
    rows = Award.objects.filter(decision__application__in=kept.values("application")).order_by()
    named = Concat(Value("awards.award:"), Cast("pk", CharField()), output_field=CharField())
    return rows.annotate(named=named).values("named")
