"""Who is to write a letter: named by those who apply, told apart from everybody who may not, and found again under a better address."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.applications.letter_queries import takes_letters
from bartholdi.office.applications.models import Application, Letter, Party
from bartholdi.office.applications.people import Somebody, marks, who_applies
from bartholdi.office.applications.permissions import LETTER_POLICY
from bartholdi.office.applications.queries import LEADS
from bartholdi.office.journal.acts import Actor, act, clean, lock
from bartholdi.office.lib.words import clean_line
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.programmes.models import LetterRequirement, PartyRole

SPARE = 3  # people who may be asked beyond the letters that count
EVER = 30  # requests of one application, ended ones too: nobody sends mail to the whole world in our name


def name_writer(
    application: Application, requirement: LetterRequirement, somebody: Somebody, *, by: Actor, replaces: Letter | None = None
) -> Letter:
    """Names a person for a letter, without asking yet."""
    with transaction.atomic():
        lock(application)  # two windows that name the same person, or one too many, come one after the other
        letter = Letter(application=application, requirement=requirement, replaces=replaces)
        letter.party = Party(application=application)
        LETTER_POLICY.require(by, "name_writer", letter)
        require_room(application, requirement)
        require_fit(application, requirement, somebody, instead_of=replaces)
        letter.party = party_of(application, requirement, somebody)
        with act("applications.name_writer", letter, by=by):
            pass
    return letter


def require_room(application: Application, requirement: LetterRequirement) -> None:
    if not takes_letters(application):
        raise Refused(gettext("Nobody was added: no letters are asked for this application any more."))
    rows = Letter.objects.filter(application=application)
    same = rows.filter(requirement=requirement)
    if same.received().count() >= requirement.maximum:
        raise Refused(gettext("Nobody was added: enough of these letters have come."))
    if same.active().count() >= requirement.maximum + SPARE:
        raise Refused(
            gettext(
                "Nobody was added: %(count)s people are named for this letter already. Cancel one request, then add this person."
            )
            % {"count": requirement.maximum + SPARE}
        )
    if rows.count() >= EVER:
        raise Refused(gettext("Nobody was added: this application has asked very many people already. Write to the office."))


def require_fit(
    application: Application, requirement: LetterRequirement, somebody: Somebody, *, instead_of: Letter | None = None
) -> None:
    """Neither who applies, nor somebody asked already, nor somebody in a role that excludes this one, the other way round too."""
    left_out = instead_of.party_id if instead_of else 0
    apply = who_applies(application) if requirement.role not in LEADS else []
    parties = list(application.parties.current().exclude(pk=left_out).exclude(role__in=LEADS))
    first, *others = marks([somebody, *apply, *parties])
    met = [first.meets(known) for known in others]
    if any(met[: len(apply)]):
        raise Refused(
            gettext("Nobody was added: %(name)s applies, and nobody writes a letter about themselves.") % {"name": somebody.name}
        )
    same = [party for party, is_same in zip(parties, met[len(apply) :], strict=True) if is_same]
    active = Letter.objects.filter(party__in=same).active().select_related("requirement")
    if any(letter.requirement_id == requirement.pk for letter in active):
        raise Refused(gettext("Nobody was added: %(name)s is named for this letter already.") % {"name": somebody.name})
    if clash := _clash(requirement, same, list(active)):
        raise Refused(
            gettext(
                "Nobody was added: %(name)s is named as %(role)s already, and this letter must come from somebody else. "
                "If these are two people with one name, give the ORCID identifier of both."
            )
            % {"name": somebody.name, "role": clash.lower()}
        )


def _clash(requirement: LetterRequirement, same: list[Party], asked: list[Letter]) -> str:
    """The role, in words, that excludes this letter, or that this letter's role is excluded by."""
    for party in same:
        if party.role in requirement.not_also:
            return str(PartyRole(party.role).label)
    for letter in asked:
        if requirement.role in letter.requirement.not_also:
            return str(PartyRole(letter.requirement.role).label)
    return ""


def party_of(application: Application, requirement: LetterRequirement, somebody: Somebody) -> Party:
    """The same supervisor who signs two letters is one party."""
    known = application.parties.current().filter(role=requirement.role, email__iexact=somebody.email.strip()).first()
    party: Party = known or Party(application=application, role=requirement.role)
    party.name, party.email, party.language = clean_line(somebody.name), somebody.email.strip().lower(), somebody.language
    party.orcid = somebody.orcid or party.orcid
    party.side = requirement.side or application.side
    party.organisation = somebody.organisation
    party.organisation_name = clean_line(somebody.organisation_name)
    clean(party)
    party.save()
    return party


def let_go(letter: Letter) -> None:
    """Somebody whose last request has ended is no party any more; who leads stays."""
    party = letter.party
    if party.role in LEADS or Letter.objects.filter(party=party).active().exclude(pk=letter.pk).exists():
        return
    party.removed_at = timezone.now()
    party.save(update_fields=["removed_at"])


def as_somebody(party: Party) -> Somebody:
    return Somebody(
        name=party.name,
        email=party.email,
        language=party.language,
        orcid=party.orcid,
        organisation=party.organisation,
        organisation_name=party.organisation_name,
    )
