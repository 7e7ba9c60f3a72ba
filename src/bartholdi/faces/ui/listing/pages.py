"""Pages by place, not by number: a page begins after a row, so rows that come or go in between move nothing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from bartholdi.faces.ui.listing.asked import UNREADABLE_PAGE, Asked
from bartholdi.faces.ui.listing.orders import KEY

BOUND = 10_000  # counted exactly up to here: beyond, the exact number is not worth the wait


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    count: int
    before: str = ""
    after: str = ""

    @property
    def beyond_count(self) -> bool:
        return self.count > BOUND


def page(asked: Asked) -> Page:
    """Two queries, whatever the rows: the bounded count and the rows themselves."""
    matching = asked.rows()
    count = matching.order_by()[: BOUND + 1].count()
    backwards = "before" in asked.given
    place = _place(asked, asked.given.get("before" if backwards else "after", ""))
    backwards = backwards and place is not None
    rows = _cut(asked, matching, place, backwards=backwards)
    more = len(rows) > asked.size
    rows = rows[: asked.size]
    if backwards:
        rows.reverse()
    before = bool(rows) and (more if backwards else place is not None)
    after = bool(rows) and (backwards or more)
    return Page(rows, count, _mark(asked, rows[0]) if before else "", _mark(asked, rows[-1]) if after else "")


def _cut(asked: Asked, matching: QuerySet[Any], place: tuple[Any, Any] | None, *, backwards: bool) -> list[Any]:
    rows = asked.order.apply(matching, backwards=backwards)
    if place is not None:
        rows = rows.filter(asked.order.beyond(*place, backwards=backwards))
    return list(rows[: asked.size + 1])


def _signer(asked: Asked) -> Signer:
    # A mark is good for the list and the order it was made in, and for no other.
    return Signer(salt=f"listing:{asked.listing.name}:{asked.order.asked}")


def _mark(asked: Asked, row: Any) -> str:
    return _signer(asked).sign_object([_packed(getattr(row, KEY)), _packed(row.pk)], compress=True)


def _place(asked: Asked, mark: str) -> tuple[Any, Any] | None:
    if not mark:
        return None
    try:
        value, pk = _signer(asked).unsign_object(mark)
    except (BadSignature, ValueError, TypeError):
        asked.problems.append(str(UNREADABLE_PAGE))
        return None
    return _unpacked(value), _unpacked(pk)


_KINDS: dict[str, Any] = {"t": datetime.fromisoformat, "d": date.fromisoformat, "n": Decimal, "u": uuid.UUID}


def _packed(value: Any) -> Any:
    """JSON knows no dates and no exact numbers: they travel with their kind."""
    match value:
        case datetime():
            return ["t", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case Decimal():
            return ["n", str(value)]
        case uuid.UUID():
            return ["u", str(value)]
    return value


def _unpacked(value: Any) -> Any:
    return _KINDS[value[0]](value[1]) if isinstance(value, list) else value
