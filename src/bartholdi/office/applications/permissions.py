"""Who may do what with an application: standing is read from Access, and who is barred reads this case no more than a stranger."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_system, reads_cases
from bartholdi.office.applications.models.access import Access, standing
from bartholdi.office.applications.models.party import Writer
from bartholdi.office.applications.nominator import Nominator
from bartholdi.office.lib.policy import Policy, Rule, has_role
from bartholdi.office.programmes.models import PartyRole

Role = Access.Role


def stands_as(*wanted: str) -> Rule:
    return Rule(lambda user, application: not standing(user, application).isdisjoint(wanted), " or ".join(wanted))


def _holds_key(user: object, application: object) -> bool:
    """Whoever began it before having an account; once somebody claimed it, the key opens nothing."""
    digest = getattr(application, "claim_digest", "")
    return bool(digest) and getattr(user, "claim_digest", "") == digest


is_barred = stands_as(Role.BARRED)
is_applicant = stands_as(Role.APPLICANT) & ~is_barred
is_party = stands_as(Role.PARTY) & ~is_barred
is_reviewer = stands_as(Role.REVIEWER) & ~is_barred
is_observer = stands_as(Role.OBSERVER) & ~is_barred
reads_at_the_desk = reads_cases & ~is_barred
is_officer = has_role(roles.OFFICER, roles.DIRECTOR) & ~is_barred
# Nobody decides about their own application.
judges = has_role(roles.OFFICER, roles.DIRECTOR) & ~stands_as(Role.APPLICANT, Role.PARTY, Role.BARRED)
# Nobody reads or writes what is noted about their own application.
notes_here = reads_cases & ~stands_as(Role.APPLICANT, Role.PARTY, Role.BARRED)
is_nominator = Rule(
    lambda user, application: isinstance(user, Nominator) and application.nomination_id == user.invitation.pk, "who nominated"
)
holds_key = Rule(_holds_key, "holder of the draft’s key")

# The clock and the state are asked by the services, which can say what was kept and until when it was possible.
POLICY = Policy(
    {
        "view": is_applicant | is_party | is_reviewer | is_observer | reads_at_the_desk | holds_key,
        "edit": is_applicant | holds_key,
        "invite_lead": is_applicant,
        "submit": is_applicant,
        "withdraw": is_applicant,
        "return_for_changes": is_officer,
        "find_ineligible": judges,
        "find_eligible": judges,
        "leave_to_rules": judges,
        "confirm_finding": judges,
        "start_review": is_officer,
        "withdraw_on_request": is_officer,
        "extend": is_officer,
        "write_to": is_officer,
        "read_notes": notes_here,
        "add_note": notes_here,
        "export": reads_at_the_desk,
        "withdraw_nomination": is_nominator | is_officer,
    }
)

is_author = Rule(lambda user, note: note is not None and note.author_id == user.pk, "its author")
NOTE_POLICY = Policy({"edit_note": is_author, "remove_note": is_author})

# Acts on a call as a whole; which of its applications somebody may touch is asked again of each.
runs = has_role(roles.OFFICER, roles.DIRECTOR)
CALL_POLICY = Policy({"extend_everyone": runs, "extend_person": runs, "begin_bulk": runs})

nominates = Rule(
    lambda user, invitation: isinstance(user, Nominator) and user.invitation.pk == invitation.pk, "who was invited to"
)
INVITATION_POLICY = Policy({"invite": runs, "change_invitation": runs, "send_invitation": runs, "nominate": nominates})


def of_its_application(rule: Rule) -> Rule:
    """The same question, asked of a letter."""
    return Rule(lambda user, letter: rule(user, letter.application), rule.name)


is_writer = Rule(lambda user, letter: isinstance(user, Writer) and user.party.pk == letter.party_id, "who writes it")
asks = of_its_application(is_applicant)
looks_after = of_its_application(is_officer)
# Who applies never reads a letter about themselves, whatever their role in the office.
reads = of_its_application((is_officer | is_reviewer) & ~stands_as(Role.APPLICANT, Role.PARTY))

LETTER_POLICY = Policy(
    {
        "name_writer": asks,
        "ask_for_letter": asks,
        "remind_writer": asks | looks_after | is_system,
        "correct_address": asks | looks_after,
        "cancel_letter": asks | looks_after,
        "send_letter": is_writer,
        "decline_letter": is_writer,
        "hand_letter_over": is_writer,
        "extend_letter": looks_after,
        "accept_late_letter": looks_after,
        "read_letter": reads,
    }
)
# Whom somebody would not be judged by is between them and the office.
OBJECTION_POLICY = Policy({"name_objection": asks, "take_objection_back": asks})
# The subject is the party. Who began the application answers for it: they remove others, and nobody removes them.
is_of_it = Rule(lambda user, party: is_applicant(user, party.application), "lead of the application")
is_first = Rule(lambda user, party: _first(user, party.application), "who began it")
is_them = Rule(lambda user, party: party.user_id is not None and party.user_id == getattr(user, "pk", None), "the person")
is_further = Rule(lambda user, party: party.role == PartyRole.CO_LEAD and party.removed_at is None, "a further lead")

LEAD_POLICY = Policy(
    {
        "revoke_lead": is_of_it & is_further,
        "invite_again": is_of_it & is_further,
        "remove_lead": is_of_it & is_further & (is_first | is_them),
    }
)


def _first(user: object, application: object) -> bool:
    parties = getattr(application, "parties", None)
    pk = getattr(user, "pk", None)
    return bool(parties and pk and parties.filter(role=PartyRole.LEAD, user_id=pk, removed_at=None).exists())
