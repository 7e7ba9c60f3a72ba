"""What the desk asks about programmes: how many calls each has had, and when the newest was."""

from typing import Any

from django.db.models import Count, Max, Q, QuerySet


def with_calls(programmes: QuerySet[Any]) -> QuerySet[Any]:
    """Each with `calls_count`, without rehearsals, and `last`, the year of the newest."""
    real = Q(calls__rehearsal_of=None)
    found: QuerySet[Any] = programmes.annotate(calls_count=Count("calls", filter=real), last=Max("calls__year", filter=real))
    return found.defer("search_text")
