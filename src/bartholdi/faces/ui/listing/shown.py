"""What the templates of a list read: everything is decided here, they only draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from bartholdi.faces.ui.listing import exports
from bartholdi.faces.ui.listing.asked import SIZES, Asked
from bartholdi.faces.ui.listing.cells import box, drawers
from bartholdi.faces.ui.listing.columns import Column
from bartholdi.faces.ui.listing.pages import BOUND, Page
from bartholdi.faces.ui.models import SavedView

DENSITIES = ("comfortable", "compact")


@dataclass(frozen=True)
class Head:
    """The head of a column; `turned` is the address that sorts by it."""

    column: Column
    label: str
    turned: str
    sorted: str


@dataclass(frozen=True)
class View:
    view: SavedView
    address: str
    current: bool
    own: bool


@dataclass
class Shown:
    asked: Asked
    page: Page
    views: list[SavedView]
    density: str

    @property
    def listing(self) -> Any:
        return self.asked.listing

    @property
    def form(self) -> forms.Form:
        return self.asked.form

    @property
    def fields(self) -> list[forms.BoundField]:
        """All but the search, which stands alone."""
        return [field for field in self.form.visible_fields() if field.name != "q"]

    @property
    def problems(self) -> list[str]:
        return self.asked.problems

    @property
    def choosing(self) -> str:
        """The template of the acts on chosen rows, for whoever may choose."""
        return self.listing.choosing if self.listing.choosing and self.listing.may_choose(self.asked.user) else ""

    @property
    def columns(self) -> list[Column]:
        return [column for column in self.listing.columns if column.shown]

    @cached_property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        order = self.asked.order
        current = column.name == order.column
        sorted_ = ("descending" if order.descending else "ascending") if current else ""
        asked = order.turned() if current else column.name
        return Head(column, column.title(self.asked.zone.key), self.asked.address(sort=asked) if column.sort else "", sorted_)

    @cached_property
    def rows(self) -> list[SafeString]:
        """The cells of each row, drawn."""
        drawn = drawers(self.columns, self.listing.link, self.asked.zone.key)
        if self.choosing:
            drawn.insert(0, box(self.columns[0]))
        return [SafeString("".join(draw(row) for draw in drawn)) for row in self.page.rows]

    @property
    def count(self) -> str:
        if self.page.beyond_count:
            return gettext("More than %(count)s results") % {"count": number_format(BOUND, force_grouping=True)}
        number = {"count": number_format(self.page.count, force_grouping=True)}
        return ngettext("%(count)s result", "%(count)s results", self.page.count) % number

    @property
    def chips(self) -> list[dict[str, str]]:
        return [{"text": chip.text, "url": self.asked.address(without=chip.pairs)} for chip in self.asked.chips()]

    @property
    def filtered(self) -> bool:
        return bool(self.asked.query or self.asked.active)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the filters' form carries along without showing it."""
        return [pair for pair in self.asked.kept if pair[0] in {"sort", "size"}]

    @property
    def here(self) -> str:
        """What a saved view keeps: not the page, nor how it is drawn."""
        return urlencode(self.asked.kept)

    @property
    def address(self) -> str:
        """With the page: what the browser's address says after htmx."""
        given = self.asked.given
        return self.asked.address(before=str(given.get("before", "")), after=str(given.get("after", "")))

    @property
    def previous(self) -> str:
        return self.asked.address(before=self.page.before) if self.page.before else ""

    @property
    def next(self) -> str:
        return self.asked.address(after=self.page.after) if self.page.after else ""

    @property
    def first(self) -> str:
        return self.asked.address()

    @property
    def gone(self) -> bool:
        """A page whose rows have all gone since: the list itself is not empty."""
        return not self.page.rows and self.page.count > 0

    @property
    def sizes(self) -> list[dict[str, Any]]:
        return [{"size": size, "url": self.asked.address(size=str(size)), "current": size == self.asked.size} for size in SIZES]

    @property
    def densities(self) -> list[dict[str, Any]]:
        labels = {"comfortable": gettext("Comfortable"), "compact": gettext("Compact")}
        return [{"label": labels[d], "url": self.asked.address(density=d), "current": d == self.density} for d in DENSITIES]

    @property
    def exports(self) -> list[dict[str, str]]:
        if not self.listing.may_export(self.asked.user):
            return []
        return [{"label": form.upper(), "url": self.asked.address(export=form)} for form in exports.FORMS]

    @property
    def saved(self) -> list[View]:
        return list(self._saved())

    def _saved(self) -> Iterator[View]:
        chosen = self.asked.given.get("view", "")
        for view in self.views:
            yield View(view, f"?{view.address}", str(view.pk) == chosen, view.owner_id == self.asked.user.pk)
