"""What several acts and pages ask about an application: until when it may be changed, and by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q

from bartholdi.office.applications.models import Application, Extension, PromisedExtension
from bartholdi.office.applications.workflow import State
from bartholdi.office.programmes.models import Call


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
    return max(call.closes_at, *later)


def may_change_until(application: Application, *, user: Any = None) -> datetime | None:
    """A returned application has its own last instant."""
    if application.state == State.RETURNED and application.returned_until is not None:
        return application.returned_until
    return closing(application.call, user=user, application=application)


def in_time(application: Application, *, at: datetime, user: Any = None) -> bool:
    """Exactly at the closing instant is too late; the grace of the call counts, and is never shown."""
    last = may_change_until(application, user=user)
    opens = application.call.opens_at
    if last is None or opens is None or application.call.state != "announced":
        return False
    return opens <= at < last + application.call.grace
