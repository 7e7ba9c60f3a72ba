"""What several acts and pages ask about an application: until when it may be changed, by whom, and what it lacks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Progress
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Extension, Party, PromisedExtension, Submission
from bartholdi.office.applications.workflow import WRITABLE, State
from bartholdi.office.programmes.models import Call, PartyRole
from bartholdi.office.questionnaires.queries import spec_of

LEADS = (PartyRole.LEAD, PartyRole.CO_LEAD)


def closing(call: Call, *, user: Any = None, application: Application | None = None) -> datetime | None:
    """The last instant, shown to this person for this application: the call's, or a later one that was granted. Without grace."""
    if call.closes_at is None:
        return None
    whose = Q(application=None, user=None)
    if application is not None:
        whose |= Q(application=application)
    if getattr(user, "pk", None):
        whose |= Q(user_id=user.pk, application=None)
    later = Extension.objects.filter(whose, call=call).order_by().values_list("until", flat=True)
    if getattr(user, "pk", None):
        proved = EmailAddress.objects.filter(user_id=user.pk, verified=True).values("email")
        promised = PromisedExtension.objects.filter(call=call, email__in=proved).order_by()
        later = later.union(promised.values_list("until", flat=True))
    return max([call.closes_at, *later])


def may_change_until(application: Application, *, user: Any = None) -> datetime | None:
    """A returned application has its own last instant."""
    if application.state == State.RETURNED and application.returned_until is not None:
        return application.returned_until
    known = vars(application)  # what with_closing asked along, for the same person
    if "granted_as" not in known or known["granted_as"] != getattr(user, "pk", None) or application.call.closes_at is None:
        return closing(application.call, user=user, application=application)
    later: list[datetime | None] = [known["granted"], known["promised"]]
    return max([application.call.closes_at, *filter(None, later)])


def in_time(application: Application, *, at: datetime, user: Any = None) -> bool:
    """Exactly at the closing instant is too late; the grace of the call counts, and is never shown."""
    return is_before(may_change_until(application, user=user), application.call, at=at)


def is_before(last: datetime | None, call: Call, *, at: datetime) -> bool:
    """Between the opening of the call and an instant that may be later than its closing."""
    if last is None or call.opens_at is None or call.state != "announced":
        return False
    return call.opens_at <= at < last + call.grace


def clock(call: Call, arrived_at: datetime) -> datetime:
    """When something arrived, by the clock of the call: a rehearsal has its own."""
    return call.rehearsed_at or arrived_at


def is_writable(application: Application, *, at: datetime, until: datetime | None) -> bool:
    """`until`: what may_change_until says."""
    return application.state in WRITABLE and is_before(until, application.call, at=clock(application.call, at))


def with_answers(applications: QuerySet[Any]) -> QuerySet[Any]:
    """With all that the pages of one application read, in one query; the questions themselves are read once a process."""
    return applications.select_related("call__programme", "response")


def with_closing(applications: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """With what `may_change_until` would ask for this person, in the same query."""
    whose = Q(application=OuterRef("pk")) | Q(application=None, user=None) | Q(application=None, user_id=user.pk)
    proved = EmailAddress.objects.filter(user_id=user.pk, verified=True).values("email")
    of_this_call = {"call": OuterRef("call")}
    found: QuerySet[Any] = applications.annotate(
        granted=Subquery(_latest(Extension.objects.filter(whose, **of_this_call))),
        promised=Subquery(_latest(PromisedExtension.objects.filter(email__in=proved, **of_this_call))),
        granted_as=Value(user.pk),
    )
    return found


def _latest(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("-until").values("until")[:1]


def progress(application: Application) -> list[Progress]:
    return formspec.progress(spec_of(application.response.edition_id), application.response.everything())


def leads(application: Application) -> QuerySet[Party]:
    """Those who apply, the one who began first; also those who have not accepted yet."""
    return application.parties.filter(role__in=LEADS, removed_at=None).select_related("user", "side", "invite").order_by("pk")


def applicants(application: Application) -> list[Any]:
    """The accounts that may edit now."""
    rows = Access.objects.current().filter(application=application, role=Access.Role.APPLICANT)
    return [row.user for row in rows.select_related("user").order_by("pk")]


def left_by(user: User, pk: int) -> Application | None:
    """An application that somebody wrote with others until they left it or were removed; of the barred, nothing."""
    theirs = Access.objects.filter(application=pk, user=user)
    if not theirs.filter(role=Access.Role.APPLICANT).exists() or theirs.current().exists():
        return None
    return Application.objects.select_related("call").filter(pk=pk).first()


def newest(application: Application) -> Submission | None:
    """Nothing is asked of the database where nothing was ever sent."""
    return application.submissions.order_by("-number").first() if application.submitted_at else None


def has_unsent_changes(application: Application, submission: Submission) -> bool:
    """Whether what was sent and what stands there now differ."""
    return submission.edition_id != application.response.edition_id or submission.answers != application.response.answers


def earlier_of(user: Any, application: Application) -> QuerySet[Application]:
    """A person's own other applications with something in them: those of the same programme first, then the newest."""
    own = Application.objects.of(user).exclude(pk=application.pk).exclude(response__answers={})
    other = Case(When(call__programme=application.call.programme_id, then=0), default=1)
    return own.select_related("call", "response").order_by(other, "-started_at", "-pk")
