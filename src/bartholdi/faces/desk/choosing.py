"""Which applications an act on many is for: chosen rows, or every row of a filter; shown first, and still the same when it is done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from bartholdi.faces.desk.views.applications import APPLICATIONS
from bartholdi.faces.ui.listing.asked import Asked
from bartholdi.office.lib.workflow import Refused

NAMED = 50  # on the page; the rest is counted
MOST = 100_000


@dataclass(frozen=True)
class Chosen:
    """`mark` tells whether the choice is still what the officer was shown."""

    keys: list[int]
    address: str  # the query string that gives it again
    whole: bool

    @property
    def count(self) -> int:
        return len(self.keys)

    @property
    def mark(self) -> str:
        return hashlib.sha256(",".join(map(str, sorted(self.keys))).encode()).hexdigest()[:24]

    def named(self, user: Any) -> list[Any]:
        return list(APPLICATIONS.rows(user).filter(pk__in=self.keys[:NAMED]).order_by("reference"))


def chosen(request: HttpRequest) -> Chosen:
    """From the query string: `row=3&row=5`, or `all=1` with a filter. Only what the person may see."""
    given = request.GET
    if given.get("all"):
        kept = QueryDict(given.get("filter", ""))
        rows = Asked(APPLICATIONS, request.user, kept).rows()
        return Chosen(_keys(rows), given.urlencode(), whole=True)
    wanted = [int(key) for key in given.getlist("row") if key.isascii() and key.isdigit() and len(key) < 19]
    return Chosen(_keys(APPLICATIONS.rows(request.user).filter(pk__in=wanted[:1_000])), given.urlencode(), whole=False)


def _keys(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST])


def require_same(found: Chosen, mark: str) -> None:
    if found.mark != mark:
        raise Refused(gettext("Nothing was done: other applications match now than were shown. Look at them again, then go on."))
