"""Several leads on one application: invited by a link, accepted with an account, taken back, removed."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import mails, queries
from bartholdi.office.applications.holder import digest_of
from bartholdi.office.applications.models import Access, Application, LeadInvite, Party
from bartholdi.office.applications.models.access import forget_standing
from bartholdi.office.applications.permissions import LEAD_POLICY, POLICY
from bartholdi.office.applications.services import judging
from bartholdi.office.applications.workflow import WRITABLE
from bartholdi.office.journal.acts import act, record
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import PartyRole, Side

VALID = timedelta(days=14)


@transaction.atomic
def invite_lead(
    application: Application, *, name: str, email: str, language: str, by: User, side: Side | None = None
) -> LeadInvite:
    """The other lead gets a link; they stand on the application at once, and may edit when they have accepted."""
    name, email = clean_line(name)[:200], clean_line(email).lower()
    with act("applications.invite_lead", application, by=by, policy=POLICY) as running:
        _require_possible(application, name=name, email=email, by=by)
        party = Party.objects.create(
            application=application, role=PartyRole.CO_LEAD, side=side, name=name, email=email, language=language
        )
        running.note(lead=name)
    invite = LeadInvite(party=party)
    _write(invite, by=by)
    return invite


def invite_again(party: Party, *, by: User) -> LeadInvite:
    """A new link; the earlier one opens nothing any more."""
    LEAD_POLICY.require(by, "invite_again", party)
    with transaction.atomic():
        invite = _locked(party)
        if invite is None or invite.accepted_at is not None:
            raise Refused(gettext("Nothing was sent: this person has accepted already."))
        invite.revoked_at = None
        _write(invite, by=by)
        record("applications.invite_again", party.application, by=by, change={"lead": party.name})
    return invite


def revoke_lead(party: Party, *, by: User) -> None:
    """The link opens nothing any more, and the person leaves the application."""
    LEAD_POLICY.require(by, "revoke_lead", party)
    with transaction.atomic():
        invite = _locked(party)
        if invite is None or invite.accepted_at is not None:
            raise Refused(gettext("Nothing was taken back: this person has accepted already. You can remove them instead."))
        invite.revoked_at = timezone.now()
        invite.save(update_fields=["revoked_at"])
        party.removed_at = timezone.now()
        party.save(update_fields=["removed_at"])
        record("applications.revoke_lead", party.application, by=by, change={"lead": party.name})


def accept_lead(invite: LeadInvite, *, by: User, now: datetime) -> Application:
    """With an account that has proved the address the link was sent to: a link that was passed on opens nothing."""
    with transaction.atomic():
        invite = LeadInvite.objects.select_for_update(of=("self",)).get(pk=invite.pk)
        party = invite.party
        application = party.application
        if invite.accepted_at is not None and party.user_id == by.pk:
            return application  # pressed twice
        require_open(invite, by=by, now=now)
        invite.accepted_at = now
        invite.save(update_fields=["accepted_at"])
        party.user = by
        party.save(update_fields=["user"])
        Access.objects.get_or_create(
            application=application, user=by, role=Access.Role.APPLICANT, until=None, defaults={"given_by": invite.invited_by}
        )
        forget_standing(application)
        judging.keep(application)
        record("applications.accept_lead", application, by=by, change={"lead": party.name})
        mails.lead_accepted(application, party, [user for user in queries.applicants(application) if user.pk != by.pk], by=by)
    return application


def remove_lead(party: Party, *, by: User) -> None:
    """They are told, and keep what was sent under their name; everything they wrote stays in the application."""
    LEAD_POLICY.require(by, "remove_lead", party)
    application, user = party.application, party.user
    if user is None:
        return revoke_lead(party, by=by)
    with transaction.atomic():
        if application.state not in WRITABLE:
            raise Refused(gettext("Nobody was removed: this application cannot be changed any more. Write to the office."))
        now = timezone.now()
        party.removed_at = now
        party.save(update_fields=["removed_at"])
        rows = Access.objects.current().filter(application=application, user=user, role=Access.Role.APPLICANT)
        rows.update(until=now)
        forget_standing(application)
        judging.keep(application)
        record("applications.remove_lead", application, by=by, change={"lead": party.name})
        mails.lead_removed(application, party, by=by)
    return None


def found(key: str) -> LeadInvite | None:
    """The invitation that a link opens, whatever became of it."""
    rows = LeadInvite.objects.select_related("party__application__call", "party__side", "party__user")
    return rows.filter(token_digest=digest_of(key)).first() if key else None


def require_open(invite: LeadInvite, *, by: User, now: datetime) -> None:
    """Says why a link cannot be accepted, and what helps."""
    if invite.accepted_at is not None:
        raise Refused(gettext("This invitation was accepted already. Sign in with the account that accepted it."))
    if invite.revoked_at is not None:
        raise Refused(gettext("This invitation was taken back. Ask whoever invited you to send a new one."))
    if now >= invite.expires_at:
        raise Refused(gettext("This invitation has ended. Ask whoever invited you to send a new one."))
    if not has_address(by, invite.party.email):
        raise Refused(
            gettext(
                "This invitation was sent to %(address)s. Add that address to your account, or ask to be invited by your own."
            )
            % {"address": invite.party.email}
        )


def has_address(user: User, email: str) -> bool:
    return bool(EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists())


def _require_possible(application: Application, *, name: str, email: str, by: User) -> None:
    if not application.call.lead_per_side:
        raise Refused(gettext("Nobody was invited: an application to this call has one lead."))
    if application.state not in WRITABLE:
        raise Refused(gettext("Nobody was invited: this application cannot be changed any more."))
    if not name:
        raise Refused(gettext("Nobody was invited: write the name of the other lead."))
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(gettext("Nobody was invited: “%(address)s” is not an e-mail address.") % {"address": email}) from error
    leads = list(queries.leads(application))
    if has_address(by, email) or any(lead.email.lower() == email for lead in leads):
        raise Refused(gettext("Nobody was invited: this person is on the application already."))
    if len(leads) >= max(2, application.call.sides.count()):
        raise Refused(
            gettext("Nobody was invited: this application has a lead on each side already. Take back or remove one first.")
        )


def _locked(party: Party) -> LeadInvite | None:
    return LeadInvite.objects.select_for_update(of=("self",)).filter(party=party).first()


def _write(invite: LeadInvite, *, by: User) -> None:
    """The key leaves in the letter and is kept nowhere."""
    key = secrets.token_urlsafe(32)
    invite.token_digest, invite.invited_by = digest_of(key), str(by)[:200]
    invite.invited_at = timezone.now()
    invite.expires_at = invite.invited_at + VALID
    invite.save()
    mails.lead_invited(invite, key, by=by)
