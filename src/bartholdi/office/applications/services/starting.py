"""Beginning an application, with an account or before having one, and taking a draft into one's account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import queries
from bartholdi.office.applications.holder import Holder
from bartholdi.office.applications.models import Access, Application, Party
from bartholdi.office.applications.models.access import forget_standing
from bartholdi.office.applications.services import judging
from bartholdi.office.journal.acts import act
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import Call, PartyRole, Side
from bartholdi.office.questionnaires.models import Edition, Response

REFERENCE = "{code}-{serial:04}"


@transaction.atomic
def start(call: Call, *, by: User | Holder, arrived_at: datetime, side: Side | None = None) -> Application:
    """A draft stands on the server at once. Who begins answers for it: they are its first lead."""
    call = numbering(call)
    edition = _require_open(call, by=by, arrived_at=arrived_at)
    digest = by.claim_digest if isinstance(by, Holder) else ""
    made = drafted(call, edition, side=side, language=language(), claim_digest=digest)
    with act("applications.start", made, by=by):
        pass
    if isinstance(by, User):
        _give(made, by)
    return made


def numbering(call: Call) -> Call:
    """Numbers without gap or double: who comes second waits here. Other rows may go on pointing to the call meanwhile."""
    return Call.objects.select_for_update(of=("self",), no_key=True).get(pk=call.pk)


def drafted(call: Call, edition: Edition, *, side: Side | None, **facts: Any) -> Application:
    """The next application of a call that is being numbered, not saved yet."""
    serial = (Application.objects.filter(call=call).aggregate(last=Max("serial"))["last"] or 0) + 1
    return Application(
        call=call,
        serial=serial,
        reference=REFERENCE.format(code=call.code, serial=serial),
        side=side if side is not None and side.call_id == call.pk else None,
        response=Response.objects.create(edition=edition),
        **facts,
    )


def claim(application: Application, *, holder: Holder, by: User) -> bool:
    """The draft becomes the account's; the key opens nothing any more. False where somebody has it already: nothing is changed."""
    with transaction.atomic():
        locked = Application.objects.select_for_update(of=("self",)).filter(pk=application.pk).first()
        if locked is None or not locked.claim_digest or locked.claim_digest != holder.claim_digest:
            return False
        with act("applications.claim", application, by=by):
            application.claim_digest = ""
        _give(application, by)
        judging.keep(application)
    return True


def _give(application: Application, user: User) -> None:
    Access.objects.create(application=application, user=user, role=Access.Role.APPLICANT, given_by=str(user))
    Party.objects.create(
        application=application,
        role=PartyRole.LEAD,
        side=application.side,
        name=user.name or user.email,
        email=user.email,
        language=user.language,
        user=user,
    )
    forget_standing(application)


def _require_open(call: Call, *, by: object, arrived_at: datetime) -> Edition:
    now, closes = queries.clock(call, arrived_at), queries.closing(call, user=by)
    if call.edition is None or call.opens_at is None or closes is None or call.state != "announced":
        raise Refused(gettext("Nothing was begun: this call does not take applications."))
    if now < call.opens_at:
        raise Refused(gettext("Nothing was begun: this call is not open yet. Come back when it opens."))
    if now >= closes + call.grace:
        raise Refused(gettext("Nothing was begun: this call has closed. The page of open calls shows what comes next."))
    if call.kind != Call.Kind.COMPETITION:
        raise Refused(gettext("Nothing was begun: one applies to this call by the link in one’s invitation."))
    return call.edition
