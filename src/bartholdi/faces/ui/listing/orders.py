"""In which order a list stands: one allowed column, then the primary key, so that no two rows are equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import Combinable, OrderBy

from bartholdi.faces.ui.listing.declared import Listing

KEY = "listing_key"  # the annotation that carries a row's sorting value


@dataclass(frozen=True)
class Order:
    column: str
    expression: Combinable
    descending: bool
    nullable: bool

    @property
    def asked(self) -> str:
        return f"-{self.column}" if self.descending else self.column

    def turned(self) -> str:
        """What a click on the column's head asks for."""
        return self.column if self.descending else f"-{self.column}"

    def apply(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        """Empty values stand last, or first when read backwards."""
        descending = self.descending != backwards
        # Said only where a column may be empty: else it keeps PostgreSQL from reading an index downwards.
        nulls: dict[str, Any] = {("nulls_first" if backwards else "nulls_last"): True} if self.nullable else {}
        key = OrderBy(F(KEY), descending=descending, **nulls)
        return rows.annotate(**{KEY: self.expression}).order_by(key, "-pk" if descending else "pk")

    def beyond(self, value: Any, pk: Any, *, backwards: bool = False) -> Q:
        """The rows that stand after this place, or before it: written so that an index can begin there."""
        further = "lt" if self.descending != backwards else "gt"
        tie = Q(**{f"pk__{further}": pk})
        if value is None:
            same = Q(**{f"{KEY}__isnull": True}) & tie
            return same | Q(**{f"{KEY}__isnull": False}) if backwards else same
        here = Q(**{f"{KEY}__{further}e": value}) & (Q(**{f"{KEY}__{further}": value}) | tie)
        return here | Q(**{f"{KEY}__isnull": True}) if self.nullable and not backwards else here


def order(listing: Listing, asked: str) -> Order:
    """What is asked, where the list allows it; else the list's own order."""
    name = asked.removeprefix("-")
    if name not in listing.sortable or asked not in {name, f"-{name}"}:
        asked, name = listing.sort, listing.sort.removeprefix("-")
    sort = listing.sortable[name].sort
    expression = F(sort) if isinstance(sort, str) else sort
    return Order(name, expression, asked.startswith("-"), not isinstance(sort, str) or may_be_empty(listing.model, sort))


def may_be_empty(model: type[Model], path: str) -> bool:
    """Whether the field, or a relation on the way to it, can be NULL; an annotation may be anything."""
    for part in path.split("__"):
        try:
            field: Any = model._meta.pk if part == "pk" else model._meta.get_field(part)
        except FieldDoesNotExist:
            return True
        if field.null or field.one_to_many or (field.one_to_one and not field.concrete):
            return True
        model = field.related_model or model
    return False
