"""What a list shows of each row: a column is drawn on the page and written in exports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from bartholdi.office.lib import times

Kind = Literal["text", "number", "instant", "day", "yes_no", "tag", "mono"]


@dataclass(frozen=True)
class Column:
    """`name` stands in addresses and exports; `value` reads the row (its attribute `name`, if not said).

    `sort` names a field (or is an expression) when the list may be sorted by it. `tone` gives a tag its colour.
    `template` draws the cell from `row` and `value` where the kinds do not suffice.
    """

    name: str
    label: str | Promise
    value: Callable[[Any], Any] | None = None
    kind: Kind = "text"
    sort: str | Combinable = ""
    tone: Callable[[Any], str] | None = None
    template: str = ""
    shown: bool = True
    exported: bool = True

    def title(self, zone: str) -> str:
        """Instants name the place whose clock is meant once, in the head."""
        return f"{self.label} ({times.place(zone)})" if self.kind == "instant" else str(self.label)

    def of(self, row: Any) -> Any:
        if self.value is not None:
            return self.value(row)
        value = getattr(row, self.name)
        return value() if callable(value) else value
