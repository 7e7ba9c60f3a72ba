"""More time: for one application, one person, or everyone; always with a reason, never shorter than before, told to those concerned."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.accounts.queries import verified_owner
from bartholdi.office.applications.models import Application, Extension, PromisedExtension
from bartholdi.office.applications.permissions import CALL_POLICY, POLICY
from bartholdi.office.applications.queries import closing, may_change_until
from bartholdi.office.applications.recipients import Recipient
from bartholdi.office.applications.telling import about, said, tell
from bartholdi.office.applications.workflow import WRITABLE, State
from bartholdi.office.journal.acts import Actor, act, key, lock
from bartholdi.office.lib import times
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import services as notices
from bartholdi.office.programmes.models import Call
from bartholdi.office.programmes.workflow import State as CallState

LONGEST_REASON = 500


@transaction.atomic
def extend_application(
    application: Application, *, until: datetime, reason: str, by: User, batch: uuid.UUID | None = None
) -> Extension:
    """A group is several of these with one `batch`. A returned application gets its own last instant moved."""
    lock(application)
    before = may_change_until(application)
    reason = _sound(application.call, before=before, until=until, reason=reason)
    if application.state not in WRITABLE:
        raise Refused(
            gettext("Nothing was extended: this application is “%(state)s”, and cannot be changed any more.")
            % {"state": application.get_state_display()}
        )
    with act("applications.extend", application, by=by, policy=POLICY) as running:
        if application.state == State.RETURNED:
            application.returned_until = until
        running.note(before=before, until=until, remark=reason)
    given = Extension(call=application.call, application=application, until=until, reason=reason, batch=batch)
    given.given_by = str(by)[:200]
    given.save()
    tell_extension(application, until=until, reason=reason, by=by)
    return given


@transaction.atomic
def extend_person(
    call: Call, *, email: str, until: datetime, reason: str, by: User, language: str = "en"
) -> Extension | PromisedExtension:
    """Also for somebody who has not begun: by the account that has proved the address, or kept for the address."""
    email = clean_line(email).lower()
    user = verified_owner(email)
    reason = _sound(call, before=_closing_for(call, user, email), until=until, reason=reason)
    with act("applications.extend_person", call, by=by, policy=CALL_POLICY) as running:
        # The journal names the account; an address that is nobody's account is kept in its own table alone.
        running.note(until=until, remark=reason, **({"person": user.journal_key} if user else {}))
    facts = {"call": call, "until": until, "reason": reason, "given_by": str(by)[:200]}
    given = Extension.objects.create(user=user, **facts) if user else PromisedExtension.objects.create(email=email, **facts)
    reader = Recipient(user.name or user.email, user.email, user.language, user.zone) if user else Recipient("", email, language)
    _tell_person(call, reader, given, by=by)
    return given


@transaction.atomic
def extend_everyone(call: Call, *, until: datetime, reason: str, by: User) -> Extension:
    """The call itself closes later, so that its page, calendar and API say so too; the reason stands in a row beside those of others.

    It counts at once; telling ten thousand people is an act on many, begun by whoever calls this.
    """
    lock(call)
    before = closing(call)
    reason = _sound(call, before=before, until=until, reason=reason)
    with act("applications.extend_everyone", call, by=by, policy=CALL_POLICY) as running:
        running.note(before=before, until=until, remark=reason)
        call.closes_at = until
        call.revision += 1
    return Extension.objects.create(call=call, until=until, reason=reason, given_by=str(by)[:200])


def tell_extension(application: Application, *, until: datetime, reason: str, by: Actor, batch: str = "") -> int:
    """The new last instant, in the zone of the call and by each reader's own clock."""
    return tell(
        "applications.extended",
        application,
        lambda reader: {"until": said(until, application.call, reader), "reason": reason},
        by=by,
        dedupe=f"extended:{batch}:{application.pk}" if batch else "",
    )


def _tell_person(call: Call, reader: Recipient, given: Extension | PromisedExtension, *, by: User) -> None:
    with translation.override(reader.language):
        context = {**about(call), "name": reader.name, "until": said(given.until, call, reader), "reason": given.reason}
        context |= {"reference": "", "title": "", "home_path": reverse("portal:home")}
    notices.queue(
        "applications.extended",
        to=reader.email,
        label=reader.name or reader.email,
        language=reader.language,
        context=context,
        by=by,
        cause=key(call),
    )


def _closing_for(call: Call, user: User | None, email: str) -> datetime | None:
    """What the person has now."""
    shown = closing(call, user=user)
    promised = PromisedExtension.objects.filter(call=call, email=email).aggregate(last=Max("until"))["last"]
    return max(shown, promised) if shown and promised else shown


def _sound(call: Call, *, before: datetime | None, until: datetime, reason: str) -> str:
    reason = clean_line(reason)
    if call.state != CallState.ANNOUNCED or before is None:
        raise Refused(gettext("Nothing was extended: this call is not announced, or has no closing date."))
    if not reason:
        raise Refused(gettext("Nothing was extended: give the reason. It is told to those concerned."))
    if len(reason) > LONGEST_REASON:
        raise Refused(gettext("Nothing was extended: the reason has %(limit)s characters at most.") % {"limit": LONGEST_REASON})
    if until <= before:
        shown = times.instant(before, call.zone or settings.OFFICE_ZONE)
        raise Refused(
            gettext("Nothing was extended: the last instant is %(before)s already, and an extension never shortens it.")
            % {"before": shown}
        )
    if until <= call.moment():
        raise Refused(gettext("Nothing was extended: that instant is over. Choose a later one."))
    return reason
