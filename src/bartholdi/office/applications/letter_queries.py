"""What acts and pages ask about letters: until when, how many are missing, which could not be delivered, and who is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from bartholdi.office.applications.models import Access, Application, Letter, LetterDraft, SentLetter
from bartholdi.office.applications.models.letter import letter_key
from bartholdi.office.applications.workflow import LetterState, State
from bartholdi.office.notices.models import Notice
from bartholdi.office.notices.workflow import State as Delivery
from bartholdi.office.programmes.models import Contact, LetterRequirement

LINKED = ("applications.letter_request", "applications.letter_reminder", "applications.letter_link")
OPEN = frozenset({State.DRAFT, State.RETURNED, State.SUBMITTED, State.IN_REVIEW})  # applications for which letters may still come


@dataclass(frozen=True)
class Missing:
    """One kind of letter of one application, and how it stands."""

    requirement: LetterRequirement
    received: int
    asked: int

    @property
    def count(self) -> int:
        return max(0, self.requirement.minimum - self.received)


def whole(letters: QuerySet[Any]) -> QuerySet[Any]:
    """With everything that pages and letters say of each, and its last instant; never with what its writer wrote."""
    near = ("application__call__programme", "requirement__template", "party__organisation")
    found: QuerySet[Any] = letters.timed().select_related(*near).defer("application__search_text")  # type: ignore[attr-defined]
    return found


def in_a_table(application: Application) -> QuerySet[Letter]:
    """Of this application, with what a table of them shows, and no more."""
    rows: QuerySet[Letter] = application.letters.timed().select_related("party__organisation").order_by("pk")
    shown = ("application", "requirement", "state", "late_at", "party__name", "party__organisation_name")
    return rows.only(*shown, "party__organisation__name_en", "party__organisation__name_fr")


def due(letter: Letter) -> datetime | None:
    """The last instant that is shown, without grace; asked of the database again, because it may have been extended."""
    found = Letter.objects.filter(pk=letter.pk).timed().only("pk").first()
    return found.due_at if found else None


def in_time(letter: Letter, *, at: datetime) -> bool:
    """Exactly at the last instant is too late, but for the grace, which is never shown."""
    last = due(letter)
    if last is None or letter.application.call.state != "announced":
        return False
    grace = letter.requirement.grace if letter.requirement.closes_at else letter.application.call.grace
    return at < last + grace


def takes_letters(application: Application) -> bool:
    return application.state in OPEN


def requirements(application: Application) -> list[LetterRequirement]:
    """The kinds of letter that concern this application; where each side has a lead, those of both."""
    found = application.call.letters.select_related("template").order_by("pk")
    side = None if application.call.lead_per_side else application.side_id
    return [each for each in found if each.side_id is None or side is None or each.side_id == side]


def missing_letters(application: Application) -> list[Missing]:
    """Each kind, with how many came and how many are on their way; two queries."""
    rows = application.letters.order_by().values("requirement", "state").annotate(n=Count("pk"))
    found = {(row["requirement"], row["state"]): row["n"] for row in rows}
    return [
        Missing(each, found.get((each.pk, LetterState.RECEIVED), 0), found.get((each.pk, LetterState.ASKED), 0))
        for each in requirements(application)
    ]


def with_missing_letters(applications: QuerySet[Any]) -> QuerySet[Any]:
    """Each with `letters_missing`: a sum over the kinds of its call, for lists of any length."""
    missing = _short().order_by().values("call").annotate(n=Sum(F("minimum") - F("came"))).values("n")
    found: QuerySet[Any] = applications.annotate(letters_missing=Coalesce(Subquery(missing), 0))
    return found


def lacks_letters() -> Q:
    """Of applications: those for which a letter is still missing."""
    return Q(Exists(_short()))


def _short() -> QuerySet[LetterRequirement]:
    """The kinds of letter of which an application, the outer row, has not enough yet; each with how many `came`."""
    came = (
        Letter.objects.received()
        .filter(requirement=OuterRef("pk"), application=OuterRef(OuterRef("pk")))
        .order_by()
        .values("requirement")
        .annotate(n=Count("pk"))
        .values("n")
    )
    its_side = ExpressionWrapper(OuterRef("side"), output_field=BigIntegerField())
    kinds = LetterRequirement.objects.filter(call=OuterRef("call")).annotate(its_side=its_side)
    kinds = kinds.filter(Q(side=None) | Q(its_side=None) | Q(side=F("its_side")) | Q(call__lead_per_side=True))
    return kinds.annotate(came=Coalesce(Subquery(came), 0)).filter(came__lt=F("minimum"))


def undelivered(letters: Iterable[Letter]) -> set[int]:
    """Those whose newest mail with a link could not leave; one query."""
    keys = {letter_key(letter.pk): letter.pk for letter in letters if letter.state == LetterState.ASKED}
    rows = Notice.objects.filter(cause__in=keys, kind__in=LINKED).order_by("pk").values_list("cause", "state")
    newest = dict(rows)
    return {keys[cause] for cause, state in newest.items() if state == Delivery.FAILED}


def same_mailbox(letter: Letter) -> QuerySet[Any]:
    """Every letter that was asked of this address, ended ones too, of calls that still run."""
    asked = Letter.objects.exclude(state=LetterState.NAMED).filter(
        party__email__iexact=letter.party.email,
        application__call__state="announced",
        application__call__rehearsal_of=letter.application.call.rehearsal_of_id,
        application__state__in=OPEN,
    )
    return whole(asked).order_by("due_at", "pk")


def same_writer(letter: Letter) -> QuerySet[Any]:
    """Those of them that may still be written or changed."""
    return same_mailbox(letter).filter(state__in=[LetterState.ASKED, LetterState.RECEIVED])


def draft_of(letter: Letter) -> LetterDraft:
    """What is written so far; nothing is made by looking."""
    found = LetterDraft.objects.select_related("file").filter(letter=letter).first()
    return found or LetterDraft(letter=letter)


def newest_sent(letter: Letter) -> SentLetter | None:
    return letter.sent.select_related("file").filter(counts=True).first()


def people_of(application: Application) -> str:
    """Who applies, in one line."""
    return people_of_each([application.pk]).get(application.pk, application.reference)


def people_of_each(applications: Iterable[int]) -> dict[int, str]:
    rows = Access.objects.current().filter(application__in=list(applications), role=Access.Role.APPLICANT)
    names: dict[int, list[str]] = {}
    for row in rows.select_related("user").order_by("pk"):
        names.setdefault(row.application_id, []).append(str(row.user))
    return {pk: ", ".join(each) for pk, each in names.items()}


def contact(letter: Letter) -> Contact | None:
    """Whom a writer asks: of their side first."""
    found: Contact | None = (
        Contact.objects.filter(call=letter.application.call_id)
        .filter(Q(side=None) | Q(side=letter.requirement.side_id) | Q(side=letter.application.side_id))
        .order_by(F("side").asc(nulls_last=True), "pk")
        .first()
    )
    return found
