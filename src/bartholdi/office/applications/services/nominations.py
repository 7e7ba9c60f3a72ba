"""Nominations: an invited institution names candidates by a link, as many as it was given places; each takes theirs up."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Application, Party
from bartholdi.office.applications.models.access import forget_standing
from bartholdi.office.applications.nominator import Nominator, digest_of
from bartholdi.office.applications.permissions import INVITATION_POLICY, POLICY
from bartholdi.office.applications.queries import closing
from bartholdi.office.applications.recipients import Recipient
from bartholdi.office.applications.services.starting import drafted, numbering
from bartholdi.office.applications.telling import about, said, tell
from bartholdi.office.applications.workflow import WORKFLOW, State
from bartholdi.office.directory.models import Organisation
from bartholdi.office.journal.acts import act, key, lock
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.notices import services as notices
from bartholdi.office.programmes.models import Call, Invitation, PartyRole, Side
from bartholdi.office.programmes.own_words import own_words
from bartholdi.office.programmes.workflow import State as CallState


def invite(call: Call, organisation: Organisation, *, by: User, **facts: Any) -> Invitation:
    """`quota`, `side`, `contact_name`, `contact_email`, `language`. Nothing is sent yet."""
    if call.kind != Call.Kind.NOMINATION:
        raise Refused(gettext("Nobody was invited: this call takes applications, not nominations."))
    made = Invitation(call=call, organisation=organisation, **facts)
    with act("applications.invite", made, by=by, policy=INVITATION_POLICY):
        pass
    return made


def change_invitation(invitation: Invitation, *, by: User, **facts: Any) -> None:
    with act("applications.change_invitation", invitation, by=by, policy=INVITATION_POLICY):
        for name, value in facts.items():
            setattr(invitation, name, value)
        used = places_used(invitation)
        if invitation.quota < used:
            raise Refused(
                gettext("Nothing was changed: %(used)s candidates are nominated already. Have nominations withdrawn first.")
                % {"used": used}
            )


@transaction.atomic
def send_invitation(invitation: Invitation, *, by: User) -> None:
    """A new link each time; the earlier one opens nothing any more, and the candidates who were named stay."""
    token = secrets.token_urlsafe(32)
    call = invitation.call
    closes = closing(call)
    if call.rehearsal_of_id is not None:
        raise Refused(gettext("Nothing was sent: this is a rehearsal, and no letter leaves from it."))
    if not invitation.contact_email:
        raise Refused(
            gettext("Nothing was sent: this institution has no contact with an e-mail address yet. Write one down first.")
        )
    if call.state != CallState.ANNOUNCED or closes is None or closes <= call.moment():
        raise Refused(gettext("Nothing was sent: this call is not announced, or has closed."))
    with act("applications.send_invitation", invitation, by=by, policy=INVITATION_POLICY) as running:
        invitation.token_digest = digest_of(token)
        running.note(quota=invitation.quota)
    reader = Recipient(invitation.contact_name, invitation.contact_email, invitation.language)
    with translation.override(reader.language):
        context = {
            **about(call),
            **own_words(call, "nomination_invited"),
            "name": reader.name,
            "institution": invitation.organisation.name,
            "places": invitation.quota,
            "until": said(closes, call, reader),
            "link_path": reverse("nominations", args=[token]),
        }
    notices.queue(
        "applications.nomination_invited",
        to=reader.email,
        label=reader.name or reader.email,
        language=reader.language,
        context=context,
        by=by,
        cause=key(invitation),
        reply_to=by.email,
    )


def invitation_of(token: str) -> Invitation | None:
    """What a link opens."""
    rows = Invitation.objects.select_related("call__programme", "organisation", "side")
    return rows.filter(token_digest=digest_of(token)).first() if token else None


def nominations(invitation: Invitation) -> list[Application]:
    """Those that hold a place, each with its candidate as `candidate`."""
    rows = list(_holding(invitation).order_by("pk").defer("search_text"))
    parties = (
        Party.objects.filter(application__in=rows, role=PartyRole.LEAD, removed_at=None).select_related("side").order_by("-pk")
    )
    first = {party.application_id: party for party in parties}
    for row in rows:
        row.candidate = first.get(row.pk)
    return rows


def places_used(invitation: Invitation) -> int:
    return int(_holding(invitation).count())


def _holding(invitation: Invitation) -> Any:
    """A nomination that was withdrawn frees its place."""
    return Application.objects.filter(nomination=invitation).exclude(state=State.WITHDRAWN)


@transaction.atomic
def nominate(
    invitation: Invitation, *, name: str, email: str, language: str, arrived_at: datetime, by: Nominator, side: Side | None = None
) -> Application:
    """Under the lock of the invitation: two who nominate at once come one after the other, and the second is counted."""
    lock(invitation)
    INVITATION_POLICY.require(by, "nominate", invitation)
    candidate = Recipient(clean_line(name)[:200], clean_line(email).lower(), language if language in LANGUAGES else "en")
    _require_possible(invitation, candidate, arrived_at=arrived_at)
    token = secrets.token_urlsafe(32)
    made = _opened(invitation, candidate, side=invitation.side or side, token=token, by=by)
    _tell_candidate(made, candidate, token, by=by)
    return made


@transaction.atomic
def withdraw_nomination(application: Application, *, by: Nominator | User, arrived_at: datetime) -> None:
    """The place is free again; the candidate is told."""
    with act("applications.withdraw_nomination", application, by=by, policy=POLICY, workflow=WORKFLOW):
        if application.nomination_id is None:
            raise Refused(gettext("Nothing was withdrawn: this application was not nominated."))
        if isinstance(by, Nominator):
            _require_open(application.call, arrived_at)
        application.claim_digest = ""
    tell("applications.nomination_withdrawn", application, lambda _reader: {}, by=by)


def nominated(token: str) -> Application | None:
    """The application that a candidate's link opens until it is taken up."""
    rows = Application.objects.select_related("call__programme", "nomination__organisation", "side")
    return rows.filter(claim_digest=digest_of(token), nomination__isnull=False).first() if token else None


@transaction.atomic
def take_up(application: Application, *, by: User) -> None:
    """With an account that has proved the address the nomination names: a link that was passed on opens nothing."""
    with act("applications.take_up", application, by=by):
        party = application.parties.filter(role=PartyRole.LEAD, user=None, removed_at=None).order_by("pk").first()
        if party is None or not application.claim_digest:
            raise Refused(gettext("This nomination was taken up already. Sign in with the account that took it up."))
        if not EmailAddress.objects.filter(user=by, email__iexact=party.email, verified=True).exists():
            raise Refused(
                gettext("This nomination is for %(address)s. Add that address to your account first, then open the link again.")
                % {"address": party.email}
            )
        application.claim_digest = ""
    party.user = by
    party.save(update_fields=["user"])
    Access.objects.create(
        application=application, user=by, role=Access.Role.APPLICANT, given_by=str(application.nomination)[:200]
    )
    forget_standing(application)


def _opened(invitation: Invitation, candidate: Recipient, *, side: Side | None, token: str, by: Nominator) -> Application:
    call = numbering(invitation.call)
    edition = call.edition
    if edition is None:
        raise Refused(gettext("Nobody was nominated: this call has no application form yet. Ask the office."))
    facts = {"nomination": invitation, "language": candidate.language, "claim_digest": digest_of(token)}
    made = drafted(call, edition, side=side, **facts)
    with act("applications.nominate", made, by=by):
        pass
    Party.objects.create(
        application=made,
        role=PartyRole.LEAD,
        side=made.side,
        name=candidate.name,
        email=candidate.email,
        language=candidate.language,
        organisation=invitation.organisation,
    )
    made.save(update_fields=["search_text"])  # now that the candidate's name can be found
    return made


def _tell_candidate(application: Application, candidate: Recipient, token: str, *, by: Nominator) -> None:
    def facts(reader: Recipient) -> dict[str, Any]:
        closes = closing(application.call, application=application)
        return {
            "institution": by.invitation.organisation.name,
            "until": said(closes, application.call, reader) if closes else "",
            "link_path": reverse("nomination", args=[token]),
        }

    tell("applications.nominated", application, facts, by=by, to=[candidate])


def _require_possible(invitation: Invitation, candidate: Recipient, *, arrived_at: datetime) -> None:
    _require_open(invitation.call, arrived_at)
    if not candidate.name:
        raise Refused(gettext("Nobody was nominated: write the name of the candidate."))
    try:
        validate_email(candidate.email)
    except ValidationError as error:
        raise Refused(
            gettext("Nobody was nominated: “%(address)s” is not an e-mail address.") % {"address": candidate.email}
        ) from error
    same = Party.objects.filter(application__in=_holding(invitation), email__iexact=candidate.email, removed_at=None)
    if same.exists():
        raise Refused(gettext("Nobody was nominated: this candidate is nominated already."))
    if places_used(invitation) >= invitation.quota:
        raise Refused(
            ngettext(
                "Nobody was nominated: your place is taken. To nominate somebody else, withdraw the nomination first.",
                "Nobody was nominated: all %(quota)s places are taken. To nominate somebody else, withdraw a nomination first.",
                invitation.quota,
            )
            % {"quota": invitation.quota}
        )


def _require_open(call: Call, arrived_at: datetime) -> None:
    now, closes = call.rehearsed_at or arrived_at, closing(call)
    opens = call.opens_at
    if call.state != CallState.ANNOUNCED or opens is None or closes is None or now < opens:
        raise Refused(gettext("Nothing was changed: this call is not open."))
    if now >= closes + call.grace:
        raise Refused(gettext("Nothing was changed: this call has closed. What was done before stands. Write to the office."))


def is_open(call: Call) -> bool:
    try:
        _require_open(call, timezone.now())
    except Refused:
        return False
    return True
