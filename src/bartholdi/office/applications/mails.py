"""The letters about an application: to each of its leads, in their language and by their clock, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation

from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Application, LeadInvite, Party, Submission
from bartholdi.office.journal.acts import Actor, key
from bartholdi.office.notices import services as notices
from bartholdi.office.programmes.own_words import own_words


def submitted(sent: Submission, leads: Iterable[User], *, by: User) -> None:
    for lead in leads:
        facts = {"number": sent.number, "sent": sent.reference, "digest": sent.digest, "arrived": sent.arrived_at, "by": str(by)}
        paths = {"paper_path": ("portal:submission_paper", sent.application_id, sent.number)}
        tell("submitted", sent.application, lead, facts, paths, by=by)


def returned(application: Application, leads: Iterable[User], *, by: Actor) -> None:
    for lead in leads:
        facts = {"message": application.returned_message, "until": application.returned_until}
        tell("returned", application, lead, facts, by=by)


def withdrawn(application: Application, leads: Iterable[User], *, by: User) -> None:
    for lead in leads:
        tell("withdrawn", application, lead, {"by": str(by)}, by=by)


def lead_accepted(application: Application, party: Party, leads: Iterable[User], *, by: User) -> None:
    for lead in leads:
        tell("lead_accepted", application, lead, {"who": party.name, "address": party.email}, by=by)


def lead_removed(application: Application, party: Party, *, by: User) -> None:
    if party.user is not None:
        tell("lead_removed", application, party.user, {"by": str(by), "left": party.user_id == by.pk}, by=by)


def questions_changed(
    application: Application, leads: Iterable[User], told: Mapping[str, Mapping[str, list[str]]], *, by: Actor
) -> None:
    for lead in leads:
        said = {name: "\n".join(f"- {line}" for line in lines) for name, lines in told[lead.language].items()}
        tell("questions_changed", application, lead, said, by=by)


def lead_invited(invite: LeadInvite, link: str, *, by: User) -> None:
    """The only letter to somebody who may have no account; private, since it holds the link."""
    party, application = invite.party, invite.party.application
    with translation.override(party.language):
        notices.queue(
            "applications.lead_invited",
            to=party.email,
            label=party.name,
            language=party.language,
            context={
                **about(application, zone=application.call.zone),
                "name": party.name,
                "inviter": invite.invited_by,
                "ends": invite.expires_at,
                "link_path": reverse("lead-invitation", args=[link]),
            },
            by=by,
            cause=key(application),
            reply_to=by.email,
        )


def tell(
    kind: str,
    application: Application,
    user: User,
    facts: Mapping[str, Any],
    paths: Mapping[str, tuple[Any, ...]] | None = None,
    *,
    by: Actor,
    dedupe: str = "",
) -> None:
    if application.call.rehearsal_of_id is not None:  # a rehearsal writes to nobody
        return
    with translation.override(user.language):
        context = {
            **about(application, zone=user.zone),
            **own_words(application.call, kind),
            "name": user.name or user.email,
            "path": reverse("portal:application", args=[application.pk]),
            "home_path": reverse("portal:home"),
            **{name: reverse(where, args=arguments) for name, (where, *arguments) in (paths or {}).items()},
            **facts,
        }
        notices.queue(
            f"applications.{kind}",
            to=user.email,
            label=str(user),
            language=user.language,
            context=context,
            by=by,
            cause=key(application),
            dedupe=dedupe,
        )


def about(application: Application, *, zone: str) -> dict[str, Any]:
    call = application.call
    facts = {"reference": application.reference, "title": application.title, "call": call.title, "closes": call.closes_at}
    return {**facts, "call_zone": call.zone, "zone": zone}
