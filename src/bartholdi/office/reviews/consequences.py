"""What a change by hand would do, said before it is done: to loads, fit, conflicts and coverage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application
from bartholdi.office.lib.bilingual import language
from bartholdi.office.programmes.models import Panel
from bartholdi.office.reviews import board
from bartholdi.office.reviews.models import Assignment, Conflict, Fit, Seat
from bartholdi.office.reviews.services import assigning
from bartholdi.office.reviews.workflow import ASKED, ConflictState, ReviewState


@dataclass(frozen=True)
class Candidate:
    """A member who could have the application; `fit` None where nothing is known, `barred` where something keeps them from it."""

    seat: Seat
    load: int
    fit: float | None
    barred: bool
    hinted: bool

    @property
    def is_full(self) -> bool:
        return self.load >= self.seat.reviews_at_most


@dataclass(frozen=True)
class Consequences:
    """`refused` says why it cannot be; `over`: it must be meant."""

    said: tuple[str, ...]
    refused: str = ""
    over: bool = False


def candidates(application: Application, panel: Panel, typed: str = "", *, user: User) -> list[Candidate]:
    """The best first, those who must not last; whoever has it already is left out. Five queries."""
    rows = board.members(application.call, panel)
    if typed:
        rows = rows.filter(reviewer__person__name__icontains=typed)
    have = set(Assignment.objects.standing().filter(application=application).values_list("seat__reviewer", flat=True))
    known = Fit.objects.filter(application=application).first()
    conflicts = Conflict.objects.filter(application=application).exclude(state=ConflictState.DISMISSED)
    barred = set(conflicts.filter(board.conflicting()).order_by().values_list("reviewer", flat=True))
    shown = conflicts.filter(pk__in=Conflict.objects.visible_to(user).order_by().values("pk"))
    hinted = set(shown.order_by().values_list("reviewer", flat=True)) - barred
    found = [
        Candidate(seat, seat.load, board.fit_of(known, seat.reviewer_id), seat.reviewer_id in barred, seat.reviewer_id in hinted)
        for seat in rows
        if seat.reviewer_id not in have
    ]
    return sorted(found, key=lambda each: (each.barred, each.is_full, -(each.fit or 0.0), str(each.seat.reviewer)))


def of(application: Application, seat: Seat, *, instead: Assignment | None = None, user: User) -> Consequences:
    """Of giving it to this member, or to them instead of somebody else."""
    if refused := assigning.why_not(application, seat):
        return Consequences((), refused=refused)
    load = Assignment.objects.standing().filter(seat=seat).count()
    over = load >= seat.reviews_at_most
    said = [
        *_load(seat, load, over),
        *_fit(application, seat, instead),
        *_conflicts(application, seat, user),
        *_language(application, seat),
    ]
    if instead is not None:
        said += list(_left(instead))
    said += list(_coverage(application, seat.panel, instead))
    return Consequences(tuple(said), over=over)


def of_taking_back(assignment: Assignment) -> tuple[str, ...]:
    there = _there(assignment.application, assignment.seat.panel)
    return (*_left(assignment), _covered(there - 1, assignment.seat.panel))


def _load(seat: Seat, load: int, over: bool) -> Iterable[str]:
    facts = {"name": seat.reviewer, "load": load + 1, "most": seat.reviews_at_most}
    if over:
        yield gettext("%(name)s will have %(load)s reviews, and takes on %(most)s at most.") % facts
    else:
        yield gettext("%(name)s will have %(load)s of %(most)s reviews.") % facts


def _fit(application: Application, seat: Seat, instead: Assignment | None) -> Iterable[str]:
    fit = board.fit_of(Fit.objects.filter(application=application).first(), seat.reviewer_id)
    if fit is None:
        yield gettext("How well they fit is not known: they are not among the nearest, or no proposal was computed yet.")
    elif instead is not None and instead.fit is not None:
        yield gettext("Fit: %(new)s of 100, instead of %(old)s.") % {"new": round(fit * 100), "old": round(instead.fit * 100)}
    else:
        yield gettext("Fit: %(new)s of 100.") % {"new": round(fit * 100)}
    if fit is not None and fit < board.LOW:
        yield gettext("That is low: their publications have little to do with it.")


def _conflicts(application: Application, seat: Seat, user: User) -> Iterable[str]:
    waiting = Conflict.objects.visible_to(user).filter(application=application, reviewer=seat.reviewer_id).open()
    for conflict in waiting:
        facts = {"evidence": conflict.evidence.get(language(), "")}
        yield gettext("A possible conflict waits to be decided: %(evidence)s") % facts


def _language(application: Application, seat: Seat) -> Iterable[str]:
    spoken = seat.reviewer.person.languages.split()
    if spoken and application.language not in spoken:
        yield gettext("It is not written in a language in which %(name)s reviews.") % {"name": seat.reviewer}


def _left(assignment: Assignment) -> Iterable[str]:
    facts = {"name": assignment.seat.reviewer}
    review = getattr(assignment, "review", None)
    if review is not None and review.state == ReviewState.SUBMITTED:
        yield gettext("The review of %(name)s is in: it is kept, and counts no more.") % facts
    elif assignment.state in ASKED:
        yield (
            gettext("%(name)s was asked already, and does not see the application any more. No letter tells them: write to them.")
            % facts
        )


def _coverage(application: Application, panel: Panel, instead: Assignment | None) -> Iterable[str]:
    there = _there(application, panel) + 1
    if instead is not None and instead.seat.panel_id == panel.pk:
        there -= 1
    yield _covered(there, panel)
    if instead is not None and instead.seat.panel_id != panel.pk:
        yield _covered(_there(application, instead.seat.panel) - 1, instead.seat.panel)


def _there(application: Application, panel: Panel) -> int:
    return Assignment.objects.standing().filter(application=application, seat__panel=panel).count()


def _covered(there: int, panel: Panel) -> str:
    facts = {"there": there, "each": panel.reviews_each, "panel": panel}
    sentence = ngettext(
        "The application will have %(there)s of %(each)s reviewer of the panel “%(panel)s”.",
        "The application will have %(there)s of %(each)s reviewers of the panel “%(panel)s”.",
        panel.reviews_each,
    )
    return sentence % facts
