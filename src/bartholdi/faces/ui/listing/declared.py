"""What a list is: declared once, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.listing.columns import Column
from bartholdi.faces.ui.listing.filters import Filter

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Empty:
    """What a list says before it has its first row: what will come, and the next step."""

    title: str | Promise = _("Nothing here yet")
    body: str | Promise = ""
    url: str | Promise = ""
    label: str | Promise = ""


def is_staff(user: Any) -> bool:
    return bool(user.is_staff)


def as_they_are(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows


@dataclass(frozen=True, kw_only=True)
class Listing:
    """`sort` is a column's name, with a minus for descending; `narrowed` adds joins so that no row costs a query.

    `choosing` is a template with the acts on chosen rows, which begin with the form `listing-choice`; each row then has a box.
    `piece` is how many rows an export holds at a time, where each is large.
    """

    name: str
    title: str | Promise
    model: type[Model]
    columns: Sequence[Column]
    sort: str
    filters: Sequence[Filter] = ()
    search: str | _StrPromise = _("Search")
    searchable: bool = True
    narrowed: Callable[[QuerySet[Any]], QuerySet[Any]] = as_they_are
    link: Callable[[Any], str] | None = None
    choosing: str = ""
    may_choose: Callable[[Any], bool] = is_staff
    may_export: Callable[[Any], bool] = is_staff
    empty: Empty = Empty()
    piece: int = 0

    def rows(self, user: Any) -> QuerySet[Any]:
        """What this person may see, and nothing else: there is no other way to the rows."""
        return self.narrowed(self.model._default_manager.visible_to(user))  # type: ignore[attr-defined]

    @property
    def sortable(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns if column.sort}
