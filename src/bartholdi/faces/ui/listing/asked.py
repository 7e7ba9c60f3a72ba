"""What the query string asks of a list. Nothing in it can break the page: what is wrong is left out, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui.listing.declared import Listing
from bartholdi.faces.ui.listing.filters import Chip, Filter
from bartholdi.faces.ui.listing.orders import Order, order
from bartholdi.office.lib.searching import matching

SIZES = (25, 50, 100)
SIZE = 50
LONGEST = 4_000  # characters of a query string: more is a mistake or an attack

Pairs = tuple[tuple[str, str], ...]


@dataclass
class Asked:
    listing: Listing
    user: Any
    given: QueryDict
    problems: list[str] = field(default_factory=list)
    language: str | None = field(default_factory=get_language)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The reader's: their days begin at their midnight."""
        return ZoneInfo(getattr(self.user, "zone", "") or settings.OFFICE_ZONE)

    @cached_property
    def fields(self) -> list[dict[str, forms.Field]]:
        """Of each filter; made once, because what there is to choose from may be asked of the database."""
        return [one.fields(self.user) for one in self.listing.filters]

    @cached_property
    def form(self) -> forms.Form:
        """The search and all filters as one form: Django's own fields judge each value."""
        form = forms.Form(self.given, auto_id="filter-%s")
        if self.listing.searchable:
            widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
            form.fields["q"] = forms.CharField(label=self.listing.search, required=False, max_length=200, widget=widget)
        for fields in self.fields:
            form.fields.update(fields)
        form.is_valid()
        for name, errors in form.errors.items():
            named = {"field": form.fields[name].label, "error": " ".join(map(str, errors))}
            self.problems.append(gettext("“%(field)s” was left out. %(error)s") % named)
        return form

    @cached_property
    def active(self) -> tuple[Filter, ...]:
        valid = self.form.cleaned_data
        both = zip(self.listing.filters, self.fields, strict=True)
        return tuple(one for one, fields in both if any(valid.get(name) for name in fields))

    @cached_property
    def query(self) -> str:
        return str(self.form.cleaned_data.get("q") or "")

    @cached_property
    def order(self) -> Order:
        return order(self.listing, self.given.get("sort", ""))

    @cached_property
    def size(self) -> int:
        size = self.given.get("size", "")
        return int(size) if size in map(str, SIZES) else SIZE

    def rows(self) -> QuerySet[Any]:
        """Every row that matches, of those that the person may see; not yet sorted, not yet cut into pages."""
        condition = Q()
        with timezone.override(self.zone):
            for one in self.active:
                condition &= one.condition(self.form.cleaned_data)
        return self.listing.rows(self.user).filter(condition, matching(self.query))

    def chips(self) -> list[Chip]:
        found = [Chip(gettext("Search: %(words)s") % {"words": self.query}, (("q", self.query),))] if self.query else []
        return found + [chip for one in self.active for chip in one.chips(self.form)]

    @cached_property
    def kept(self) -> Pairs:
        """The query string again, of what was understood: filters, then order and size where they are not the usual."""
        pairs = [pair for chip in self.chips() for pair in chip.pairs]
        if self.order.asked != self.listing.sort:
            pairs.append(("sort", self.order.asked))
        if self.size != SIZE:
            pairs.append(("size", str(self.size)))
        return tuple(pairs)

    def address(self, *, without: Iterable[tuple[str, str]] = (), **changes: str) -> str:
        """`?…` of this list with something changed; pages are left, because another order or filter has other pages."""
        left_out = set(without)
        pairs = [pair for pair in self.kept if pair not in left_out and pair[0] not in changes]
        pairs += [(name, value) for name, value in changes.items() if value]
        return f"?{urlencode(pairs)}" if pairs else "?view=0"  # not an empty query: that would open the default view


def ask(listing: Listing, request: HttpRequest) -> Asked:
    if len(request.META.get("QUERY_STRING", "")) > LONGEST:
        return Asked(
            listing, request.user, QueryDict(), [gettext("The address was too long to be read: every filter was left out.")]
        )
    return Asked(listing, request.user, request.GET)


UNREADABLE_PAGE = _("This page of the list could not be found again: you see its beginning.")
