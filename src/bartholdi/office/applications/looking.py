"""Looking at a rehearsal as one of its roles, at a moment: while a page is drawn, its copy stands as if it were the call; then none of it ever was.

All that this needs – accounts of the invented, their addresses, a link, the moved clock, what had not happened yet – is written into a
transaction that is always undone. So nobody can sign in as somebody invented, no link exists that somebody could follow, and
whatever a page or a service might write, send or record while it is looked at is undone with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from babel.core import get_global
from django.contrib.auth.hashers import make_password
from django.db import transaction

from bartholdi.office.accounts.models import User
from bartholdi.office.applications import nominator
from bartholdi.office.applications.holder import digest_of
from bartholdi.office.applications.letter_queries import due
from bartholdi.office.applications.models import Access, Application, Letter, LetterLink, Party, SentLetter, Submission
from bartholdi.office.applications.queries import LEADS
from bartholdi.office.applications.rehearsing import erase, erase_applications
from bartholdi.office.applications.services.letter_links import AFTER
from bartholdi.office.applications.workflow import LETTER_WORKFLOW, LetterState
from bartholdi.office.programmes.models import Call, Invitation
from bartholdi.office.programmes.permissions import POLICY
from bartholdi.office.programmes.services.rehearsals import columns

VISITOR, LEAD, WRITER, NOMINATOR, REVIEWER, OFFICER = "visitor", "lead", "writer", "nominator", "reviewer", "officer"
MOST = timedelta(days=3_660)  # before and after the opening: what calendars and clocks certainly bear
NOWHERE = "rehearsal.invalid"  # no mail server has this name, nor ever will


class Role(NamedTuple):
    """Who is looked as; `pk` is the party, the letter or the invitation that is theirs."""

    kind: str
    pk: int = 0

    def __str__(self) -> str:
        return f"{self.kind}-{self.pk}" if self.pk else self.kind


@dataclass(frozen=True)
class Look:
    """What the role has in its hands: an account, an application, a letter, the token of its link; what it has not yet is None."""

    call: Call
    role: Role
    user: User | None = None
    application: Application | None = None
    letter: Letter | None = None
    token: str = ""


def leads(rehearsal: Call) -> list[Party]:
    rows = Party.objects.filter(application__call=rehearsal, role__in=LEADS).select_related("application", "side")
    return list(rows.order_by("pk"))


def letters(rehearsal: Call) -> list[Letter]:
    """Of each kind the first that comes and the first that does not."""
    rows = Letter.objects.filter(application__call=rehearsal).select_related("requirement", "party", "application")
    found: dict[tuple[int, bool], Letter] = {}
    for letter in rows.order_by("pk"):
        found.setdefault((letter.requirement_id, letter.received_at is None), letter)
    return sorted(found.values(), key=lambda each: (each.requirement_id, each.received_at is None))


def roles(rehearsal: Call) -> list[Role]:
    """All as whom somebody can look."""
    nominators = rehearsal.invitations.order_by("pk").values_list("pk", flat=True)
    return [
        Role(VISITOR),
        *(Role(LEAD, each.pk) for each in leads(rehearsal)),
        *(Role(WRITER, each.pk) for each in letters(rehearsal)),
        *(Role(NOMINATOR, pk) for pk in nominators),
        Role(REVIEWER),
        Role(OFFICER),
    ]


def moments(rehearsal: Call) -> dict[str, datetime]:
    """Those that everybody wants to see."""
    opens, closes = rehearsal.opens_at, rehearsal.closes_at
    if opens is None or closes is None:  # a rehearsal has both; mended away, there is no moment to choose
        return {}
    return {
        "before": opens - timedelta(days=1),
        "open": opens + (closes - opens) / 2,
        "last_hour": max(opens, closes - timedelta(minutes=30)),
        "after": closes + timedelta(days=1),
    }


def is_near(rehearsal: Call, at: datetime) -> bool:
    return rehearsal.opens_at is not None and abs(at - rehearsal.opens_at) <= MOST


@contextmanager
def as_if_real(rehearsal: Call, *, role: Role, at: datetime, by: User) -> Iterator[Look]:
    """For as long as this runs; whoever draws a page finishes it inside."""
    POLICY.require(by, "look_as_each_role", rehearsal)
    with transaction.atomic():
        try:
            Call.objects.filter(pk=rehearsal.pk).exclude(rehearsal_of=None).update(rehearsal_of=None, rehearsed_at=at)
            call = Call.objects.select_related("programme").get(pk=rehearsal.pk)
            people = dress(call)
            rewind(call, at)
            yield in_hand(call, role, people, by)
        finally:
            transaction.set_rollback(True)


def dress(call: Call) -> dict[int, User]:
    """Every lead has an account and applies with it, and everybody has an address; party -> account."""
    parties = list(Party.objects.filter(application__call=call).select_related("side", "application"))
    for party in parties:
        party.email = f"person{party.pk}@{call.code.lower()}.{NOWHERE}"
    applying = [party for party in parties if party.role in LEADS]
    made = User.objects.bulk_create(account(party, call) for party in applying)
    people = {party.pk: user for party, user in zip(applying, made, strict=True)}
    for party in applying:
        party.user = people[party.pk]
    Party.objects.bulk_update(parties, ["email", "user"])
    Access.objects.bulk_create(
        Access(
            application=party.application, user=people[party.pk], role=Access.Role.APPLICANT, since=party.application.started_at
        )
        for party in applying
    )
    sign(people, applying, call)
    return people


def account(party: Party, call: Call) -> User:
    """No password opens it, even here."""
    zones = get_global("territory_zones").get(party.side.country if party.side else "", ())
    zone = zones[0] if len(zones) == 1 else call.zone
    return User(email=party.email, name=party.name, language=party.language, zone=zone, password=make_password(None))


def sign(people: dict[int, User], applying: list[Party], call: Call) -> None:
    """What was sent was sent under the names of its leads."""
    sent = dict(Submission.objects.filter(application__call=call).values_list("application", "pk"))
    through = Submission.leads.through
    through.objects.bulk_create(
        through(submission_id=sent[party.application_id], user_id=people[party.pk].pk)
        for party in applying
        if party.application_id in sent
    )


def rewind(call: Call, at: datetime) -> None:
    """What happens after this moment has not happened yet."""
    erase_applications(Application.objects.filter(call=call, started_at__gt=at))
    later = Application.objects.filter(call=call, submitted_at__gt=at)
    erase(Submission.objects.filter(application__in=later))
    Application.objects.bulk_update([begun_only(each) for each in later], ["state", "submitted_at"])
    erase(SentLetter.objects.filter(letter__application__call=call, arrived_at__gt=at))
    unwritten = Letter.objects.filter(application__call=call, received_at__gt=at)
    Letter.objects.bulk_update([asked_only(each) for each in unwritten], ["state", "received_at"])


def begun_only(application: Application) -> Application:
    """The same row in the state in which every application begins."""
    return Application(**without(application, "state", "submitted_at"))


def asked_only(letter: Letter) -> Letter:
    found = Letter(**without(letter, "state", "received_at"))
    LETTER_WORKFLOW.apply(found, "ask_for_letter")
    return found


def without(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in columns(type(row)) - {*names}}


def token_of(role: Role) -> str:
    """Of a link that nobody can follow: it is undone before anybody could."""
    return f"rehearsal-{role.pk}"


def in_hand(call: Call, role: Role, people: dict[int, User], by: User) -> Look:
    """The account of somebody who has not begun is there; their application is not."""
    token = token_of(role)
    if role.kind == LEAD:
        application = Application.objects.filter(call=call, parties=role.pk).first()
        return Look(call, role, user=people.get(role.pk), application=application)
    if role.kind == WRITER:
        letter = Letter.objects.filter(pk=role.pk, application__call=call, state__in=[LetterState.ASKED, LetterState.RECEIVED])
        return Look(call, role, letter=linked(letter.first(), token), token=token)
    if role.kind == NOMINATOR:
        Invitation.objects.filter(pk=role.pk, call=call).update(token_digest=nominator.digest_of(token))
        return Look(call, role, token=token)
    return Look(call, role, user=by if role.kind == OFFICER else None)


def linked(letter: Letter | None, token: str) -> Letter | None:
    if letter is not None:
        ends = (due(letter) or letter.application.call.moment()) + AFTER
        LetterLink.objects.create(letter=letter, digest=digest_of(token), expires_at=ends)
    return letter
