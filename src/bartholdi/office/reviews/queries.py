"""What is known of reviewers and of the parties of applications, gathered for the search of conflicts; and what waits on a panel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from bartholdi.office.applications import people
from bartholdi.office.applications.models import Application, Objection, Party
from bartholdi.office.directory.keys import words
from bartholdi.office.directory.models import Affiliation, Organisation, OrganisationLink
from bartholdi.office.programmes.models import Call, Panel
from bartholdi.office.reviews import evidence
from bartholdi.office.reviews.evidence import WIDE, Marks, Place
from bartholdi.office.reviews.models import Assignment, Conflict, Publication, Reviewer, Seat
from bartholdi.office.reviews.models.seat import ANSWER_WITHIN
from bartholdi.office.reviews.workflow import ConflictState, ReviewState, SeatState

LEFT_SINCE = timedelta(days=3 * 365)  # who left a place longer ago is free of it
PUBLISHED_SINCE = 5  # years
STEPS_UP = 4
ASSIGNED_WITHIN = timedelta(days=60)


def marks_of_reviewers(reviewers: Iterable[Reviewer], *, today: date) -> list[Marks]:
    """A fixed number of queries, however many they are."""
    rows = list(reviewers)
    persons = [row.person_id for row in rows]
    places = _places(_affiliations(persons, today=today))
    emails = _emails(rows)
    wrote = _wrote_with(rows, since=today.year - PUBLISHED_SINCE)
    return [
        Marks(
            key=row.pk,
            name=row.person.name,
            family=family(row.person.name),
            signature=signature(row.person.name),
            accounts=frozenset({row.person.account_id} if row.person.account_id else ()),
            people=frozenset({row.person_id}),
            emails=frozenset(emails[row.person_id]),
            orcids=frozenset({row.person.orcid or ""} - {""}),
            places=places.get(row.person_id, ()),
            wrote_with=wrote[row.pk],
        )
        for row in rows
    ]


def hears_objections(user: Any, call: int, about: Reviewer | None = None) -> bool:
    """Whether this person may know what those who apply say of reviewers: who judges in the call, or is meant, may not."""
    if about is not None and about.person.account_id == getattr(user, "pk", None):
        return False
    return not Seat.objects.judging(user).filter(panel__call=call).exists()


def objections(application: Application, user: Any) -> list[Objection]:
    """What this person may read of them: nothing in a call in which they judge, and never what is said of themselves."""
    rows = list(Objection.objects.visible_to(user).filter(application=application))
    if not rows or not hears_objections(user, application.call_id):  # most applications have none: nothing more is asked then
        return []
    judges = marks_of_reviewers(for_finding(Reviewer.objects.filter(person__account_id=user.pk)), today=timezone.localdate())
    return [] if evidence.named(judges, map(_marks_of, rows)) else rows


def marks_of_objections(applications: QuerySet[Application]) -> list[Marks]:
    """Of those whom applicants asked not to be judged by."""
    rows = Objection.objects.filter(application__in=applications.order_by().values("pk")).order_by("pk")
    return [_marks_of(row) for row in rows]


def _marks_of(objection: Objection) -> Marks:
    return Marks(
        key=objection.pk,
        name=objection.name,
        family=family(objection.name),
        signature=signature(objection.name),
        emails=frozenset({objection.email.lower()} - {""}),
        orcids=frozenset({objection.orcid} - {""}),
        application=objection.application_id,
        institution=objection.institution,
        why=objection.reason,
    )


def marks_of_parties(applications: QuerySet[Application]) -> list[Marks]:
    """Of everybody who stands on these applications; the directory's knowledge of them is added where they are in it."""
    rows = list(Party.objects.current().filter(application__in=applications.order_by().values("pk")).order_by("pk"))
    known = people.marks(rows)
    own = {row.pk: {row.organisation_id} for row in rows if row.organisation_id}
    places = _places(own)
    return [
        Marks(
            key=row.pk,
            name=row.name,
            family=family(row.name),
            signature=signature(row.name),
            accounts=marks.accounts,
            people=marks.people,
            emails=marks.emails,
            orcids=marks.orcids,
            places=places.get(row.pk, ()),
            application=row.application_id,
            role=row.role,
        )
        for row, marks in zip(rows, known, strict=True)
    ]


def family(name: str) -> str:
    """Dupont of Claire Dupont, and of DUPONT Claire: capitals tell which is meant."""
    parts = name.split()
    loud = [part for part in parts if len(part) > 2 and part.isupper()]
    found = words(" ".join(loud) if loud and len(loud) < len(parts) else (parts[-1] if parts else ""))
    return " ".join(found)


def signature(name: str) -> str:
    """As an author is printed: the family name and the first letter of the first name. `Dupont, C.` is read too."""
    last, comma, first = name.partition(",")
    if comma:
        given, surname = words(first), words(last)
        return f"{' '.join(surname)} {given[0][0]}" if given and surname else ""
    own = family(name)
    rest = [word for word in words(name) if word not in own.split()]
    return f"{own} {rest[0][0]}" if own and rest else ""


def _affiliations(persons: Collection[int], *, today: date) -> dict[int, set[int]]:
    held = Q(ends=None) | Q(ends__gte=today - LEFT_SINCE)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for person, organisation in (
        Affiliation.objects.filter(held, person__in=persons).order_by().values_list("person", "organisation")
    ):
        found[person].add(organisation)
    return found


def _places(own: dict[int, set[int]]) -> dict[int, tuple[Place, ...]]:
    """With everything above each: a query for each step up, and two for their names and how many stand below."""
    wanted = {key for keys in own.values() for key in keys}
    above = organisations_above(wanted)
    every = wanted | {key for keys in above.values() for key in keys}
    rows = Organisation.objects.filter(pk__in=every).defer("search_text").annotate(below=Count("child_links"))
    known = {row.pk: row for row in rows.order_by()}
    placed = {}
    for key, organisations in own.items():
        higher = {up for each in organisations for up in above.get(each, ())} - organisations
        placed[key] = tuple(
            Place(pk, known[pk].name, pk in organisations, known[pk].below > WIDE)
            for pk in sorted(organisations | higher)
            if pk in known
        )
    return placed


def organisations_above(organisations: Collection[int]) -> dict[int, set[int]]:
    """Each with everything that it belongs to, by the links of the directory."""
    parents: defaultdict[int, set[int]] = defaultdict(set)
    asked, step = set(organisations), set(organisations)
    for _number in range(STEPS_UP):
        if not step:
            break
        pairs = list(OrganisationLink.objects.filter(child__in=step).order_by().values_list("child", "parent"))
        for child, parent in pairs:
            parents[child].add(parent)
        step = {parent for _child, parent in pairs} - asked
        asked |= step
    return {each: _reached(each, parents) for each in organisations}


def _reached(start: int, parents: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(parents.get(start, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += parents.get(each, ())
    return found - {start}


def _emails(rows: list[Reviewer]) -> dict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    accounts = {row.person.account_id: row.person_id for row in rows if row.person.account_id}
    for row in rows:
        found[row.person_id] |= {each.address for each in row.person.addresses.all()}
    for user, email in EmailAddress.objects.filter(user__in=accounts, verified=True).values_list("user", "email"):
        found[accounts[user]].add(email.lower())
    return found


def _wrote_with(rows: list[Reviewer], *, since: int) -> dict[int, dict[str, tuple[str, int]]]:
    own = {row.pk: signature(row.person.name) for row in rows}
    found: defaultdict[int, dict[str, tuple[str, int]]] = defaultdict(dict)
    written = Publication.objects.filter(reviewer__in=own, year__gte=since).order_by("year", "pk")
    for reviewer, title, year, authors in written.values_list("reviewer", "title", "year", "authors"):
        for author in authors:
            if (signed := signature(author)) and signed != own[reviewer]:
                found[reviewer][signed] = (title, year or 0)
    return found


def for_finding(reviewers: QuerySet[Any]) -> QuerySet[Any]:
    return reviewers.select_related("person").prefetch_related("person__addresses").defer("search_text", "person__search_text")


def seats_of(panel: Panel, user: Any) -> QuerySet[Seat]:
    """Who sits on a panel, with how many conflicts of theirs wait or stand in this call, as far as this person may see."""
    rows = (
        Seat.objects.filter(panel=panel)
        .select_related("reviewer__person")
        .defer("reviewer__search_text", "reviewer__person__search_text")
    )
    seen = Conflict.objects.visible_to(user).filter(application__call=panel.call).order_by().values("pk")
    here = Q(reviewer__conflicts__in=seen)
    load = Assignment.objects.standing().filter(seat=OuterRef("pk")).order_by().values("seat").annotate(n=Count("pk")).values("n")
    return rows.annotate(
        load=Coalesce(Subquery(load), 0),
        waiting=Count("reviewer__conflicts", filter=here & Q(reviewer__conflicts__state=ConflictState.OPEN)),
        barred=Count("reviewer__conflicts", filter=here & Q(reviewer__conflicts__state=ConflictState.CONFIRMED)),
    ).order_by("state", "reviewer__person__name", "pk")


def panels_of_staff() -> QuerySet[Panel]:
    """Each panel of a call that is not over, with its seats counted by their state."""
    rows = Panel.objects.filter(call__rehearsal_of=None).exclude(call__state__in=["cancelled", "concluded"])
    return (
        rows.select_related("call", "side")
        .defer("call__search_text", "call__rules")
        .annotate(
            accepted=Count("seats", filter=Q(seats__state=SeatState.ACCEPTED)),
            invited=Count("seats", filter=Q(seats__state=SeatState.INVITED)),
            proposed=Count("seats", filter=Q(seats__state=SeatState.PROPOSED)),
        )
        .order_by("call__closes_at", "pk")
    )


def with_late(panels: QuerySet[Any], *, now: datetime) -> QuerySet[Any]:
    """`late`: how many were asked longer ago than one may take to answer."""
    late = Q(seats__state=SeatState.INVITED, seats__asked_at__lt=now - ANSWER_WITHIN)
    counted: QuerySet[Any] = panels.annotate(late=Count("seats", filter=late))
    return counted


def with_assignments(panels: QuerySet[Any], user: Any, *, now: datetime) -> QuerySet[Any]:
    """`asked` and `overdue`: reviews that are asked for and not in, and those of them that are late, as far as this person may see."""
    seen = Assignment.objects.visible_to(user).asked().exclude(review__state=ReviewState.SUBMITTED)
    mine = seen.filter(seat__panel=OuterRef("pk")).order_by()
    count = mine.values("seat__panel").annotate(n=Count("pk")).values("n")
    late = mine.filter(due_at__lt=now).values("seat__panel").annotate(n=Count("pk")).values("n")
    counted: QuerySet[Any] = panels.annotate(asked=Coalesce(Subquery(count), 0), overdue=Coalesce(Subquery(late), 0))
    return counted


def seats_of_reviewer(reviewer: Reviewer) -> QuerySet[Seat]:
    rows = Seat.objects.filter(reviewer=reviewer, panel__call__rehearsal_of=None)
    return rows.select_related("panel__call").defer("panel__call__search_text", "panel__call__rules").order_by("-pk")


def for_the_list(reviewers: QuerySet[Any]) -> QuerySet[Any]:
    """With how many panels they sit on, and how much they wrote."""
    seats = Seat.objects.filter(reviewer=OuterRef("pk")).taken().order_by().values("reviewer").annotate(n=Count("pk")).values("n")
    written = (
        Publication.objects.filter(reviewer=OuterRef("pk")).order_by().values("reviewer").annotate(n=Count("pk")).values("n")
    )
    rows = reviewers.select_related("person").defer("search_text", "person__search_text", "remark")
    counted: QuerySet[Any] = rows.annotate(seats_count=Coalesce(Subquery(seats), 0), written=Coalesce(Subquery(written), 0))
    return counted


def conflicts_of(user: Any) -> QuerySet[Conflict]:
    return conflicts_for_the_list(Conflict.objects.visible_to(user))


def conflicts_for_the_list(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("application__call", "reviewer__person").defer(
        "application__search_text",
        "application__abstract",
        "application__judged",
        "application__call__search_text",
        "application__call__rules",
        "reviewer__search_text",
        "reviewer__person__search_text",
    )


def calls_to_assign(*, now: datetime) -> QuerySet[Call]:
    """With members who accepted; open, or closed some weeks ago at most."""
    rows = Call.objects.filter(rehearsal_of=None, state="announced", closes_at__gt=now - ASSIGNED_WITHIN)
    return rows.filter(panels__seats__state=SeatState.ACCEPTED).distinct().order_by("pk")
