"""The board as a file: written with application, panel and reviewer, and read again; all of a file is taken, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, ngettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.journal.acts import record
from bartholdi.office.lib import tables
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Assignment, Conflict, Fit, Seat
from bartholdi.office.reviews.permissions import BOARD_POLICY

COLUMNS = ("application", "panel", "reviewer")
MOST = 20_000
PIECE = 500


@dataclass(frozen=True)
class Brought:
    """`faults`: lines with what is wrong with each; where there is one, nothing was taken."""

    added: int = 0
    known: int = 0
    faults: tuple[tuple[int, str], ...] = ()


def lines(call: Call, user: User) -> Iterator[tuple[str, str, str]]:
    """What stands, as far as this person may see it. A reviewer is named; by their address where two of a panel have one name."""
    BOARD_POLICY.require(user, "export_assignments", None)
    names = _Names(call)
    rows = Assignment.objects.visible_to(user).of_call(call).standing().select_related("seat__panel")
    for row in rows.order_by("application__reference", "seat__panel", "pk").values_list(
        "application__reference", "seat__panel", "seat"
    ):
        yield row[0], names.panels[row[1]].name, names.written.get(row[2], "")


@transaction.atomic
def take(call: Call, content: bytes, *, by: User, over: bool = False) -> Brought:
    """Adds what is not there yet, as proposed and kept; takes nothing away. `over`: also above what reviewers take on."""
    BOARD_POLICY.require(by, "bring_assignments", None)
    read = tables.read(content, needed=COLUMNS, known=COLUMNS, most=MOST)
    Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    taking = _Taking(call, by, over)
    faults = tuple((line, fault) for line, cells in read if (fault := taking.one(cells)))
    if faults:
        return Brought(faults=faults)
    taking.keep()
    record("reviews.bring_assignments", call, by=by, change={"new": len(taking.new), "known": taking.known})
    return Brought(added=len(taking.new), known=taking.known)


def told(brought: Brought) -> str:
    said = ngettext("%(number)s assignment was added.", "%(number)s assignments were added.", brought.added)
    said = said % {"number": brought.added}
    if brought.known:
        known = ngettext("%(number)s was there already.", "%(number)s were there already.", brought.known)
        said += " " + known % {"number": brought.known}
    return said


class _Names:
    """How a call's panels and their members are called, in files."""

    def __init__(self, call: Call) -> None:
        self.panels = {panel.pk: panel for panel in Panel.objects.filter(call=call)}
        rows = Seat.objects.filter(panel__call=call).select_related("reviewer__person")
        self.seats = list(rows.prefetch_related("reviewer__person__addresses").order_by("pk"))
        self.called: defaultdict[tuple[int, str], list[Seat]] = defaultdict(list)
        for seat in self.seats:
            if seat.state == board.MEMBER:
                for name in _names(seat):
                    self.called[seat.panel_id, name].append(seat)
        self.written = {seat.pk: self._written(seat) for seat in self.seats}

    def panel(self, typed: str) -> Panel | None:
        wanted = typed.casefold()
        named = [each for each in self.panels.values() if wanted in {each.name_en.casefold(), each.name_fr.casefold()}]
        return named[0] if len(named) == 1 else None

    def _written(self, seat: Seat) -> str:
        name = seat.reviewer.person.name
        alone = len(self.called[seat.panel_id, name.casefold()]) <= 1
        return name if alone else next((each.address for each in seat.reviewer.person.addresses.all()), name)


class _Taking:
    """Judges line by line, with what was read before in mind; a fixed number of queries, however long the file."""

    def __init__(self, call: Call, by: User, over: bool) -> None:
        self.names, self.over, self.known = _Names(call), over, 0
        rows = board.judged(call, by).order_by().only("pk", "reference")
        self.applications = {row.reference.casefold(): row for row in rows}
        standing = Assignment.objects.of_call(call).standing().order_by().values_list("application", "seat__reviewer", "seat")
        self.there = {(application, reviewer): seat for application, reviewer, seat in standing}
        self.loads: defaultdict[int, int] = defaultdict(int)
        for seat in self.there.values():
            self.loads[seat] += 1
        barring = Conflict.objects.filter(board.conflicting(), application__call=call).order_by()
        self.barred = set(barring.values_list("application", "reviewer")) | board.kept_from(call)
        self.new: list[Assignment] = []

    def one(self, cells: dict[str, str]) -> str:
        """What is wrong with the line; nothing where it is taken."""
        application = self.applications.get(cells["application"].casefold())
        if application is None:
            return gettext("“%(name)s” is no application of this call that is there to be judged.") % {
                "name": cells["application"]
            }
        panel = self.names.panel(cells["panel"])
        if panel is None:
            known = ", ".join(each.name for each in self.names.panels.values())
            return gettext("“%(name)s” is no panel of this call. There is: %(known)s.") % {"name": cells["panel"], "known": known}
        found = self.names.called.get((panel.pk, cells["reviewer"].casefold()), [])
        if len(found) > 1:
            return gettext("%(name)s: two members have this name. Write the e-mail address.") % {"name": cells["reviewer"]}
        if not found:
            said = gettext("“%(name)s” has not accepted a seat on the panel “%(panel)s”.")
            return said % {"name": cells["reviewer"], "panel": panel}
        return self._place(application, found[0])

    def _place(self, application: Application, seat: Seat) -> str:
        pair = (application.pk, seat.reviewer_id)
        if self.there.get(pair) == seat.pk:
            self.known += 1
            return ""
        facts: dict[str, Any] = {"name": seat.reviewer, "most": seat.reviews_at_most}
        if pair in self.there:
            return gettext("%(name)s has this application already, on another panel.") % facts
        if pair in self.barred:
            return gettext("%(name)s has a conflict of interest with it.") % facts
        if self.loads[seat.pk] >= seat.reviews_at_most and not self.over:
            return gettext("%(name)s takes on %(most)s reviews at most.") % facts
        self.there[pair] = seat.pk
        self.loads[seat.pk] += 1
        self.new.append(Assignment(application=application, seat=seat, source=Assignment.Source.FILE, kept=True))
        return ""

    def keep(self) -> None:
        fits = {row.application_id: row for row in Fit.objects.filter(application__in={row.application_id for row in self.new})}
        for row in self.new:
            row.fit = board.fit_of(fits.get(row.application_id), row.seat.reviewer_id)
        Assignment.objects.bulk_create(self.new, batch_size=PIECE)


def _names(seat: Seat) -> set[str]:
    person = seat.reviewer.person
    return {person.name.casefold(), (person.orcid or "").casefold(), *(each.address for each in person.addresses.all())} - {""}
