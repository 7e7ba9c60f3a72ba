"""Who may do what with an application: standing is read from Access, and a barred member of staff is no member of staff here."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff as works_here
from bartholdi.office.applications.models.access import Access, standing
from bartholdi.office.applications.nominator import Nominator
from bartholdi.office.lib.policy import Policy, Rule, has_role

Role = Access.Role


def stands_as(*wanted: str) -> Rule:
    return Rule(lambda user, application: not standing(user, application).isdisjoint(wanted), " or ".join(wanted))


is_barred = stands_as(Role.BARRED)
is_applicant = stands_as(Role.APPLICANT) & ~is_barred
is_party = stands_as(Role.PARTY) & ~is_barred
is_reviewer = stands_as(Role.REVIEWER) & ~is_barred
is_observer = stands_as(Role.OBSERVER) & ~is_barred
reads_at_the_desk = works_here & ~is_barred
is_officer = has_role(roles.OFFICER, roles.DIRECTOR) & ~is_barred
# Nobody reads or writes what is noted about their own application.
notes_here = works_here & ~stands_as(Role.APPLICANT, Role.PARTY, Role.BARRED)
# A file of everybody's applications leaves the office with whoever takes it.
exports = has_role(roles.OFFICER, roles.DIRECTOR, roles.AUDITOR) & ~is_barred
is_nominator = Rule(
    lambda user, application: isinstance(user, Nominator) and application.nomination_id == user.invitation.pk, "who nominated"
)

# The clock and the state are asked by the services, which can say what was kept and until when it was possible.
POLICY = Policy(
    {
        "view": is_applicant | is_party | is_reviewer | is_observer | reads_at_the_desk,
        "edit": is_applicant,
        "submit": is_applicant,
        "withdraw": is_applicant,
        "return_for_changes": is_officer,
        "find_ineligible": is_officer,
        "find_eligible": is_officer,
        "start_review": is_officer,
        "withdraw_on_request": is_officer,
        "extend": is_officer,
        "write_to": is_officer,
        "read_notes": notes_here,
        "add_note": notes_here,
        "export": exports,
        "withdraw_nomination": is_nominator | is_officer,
    }
)

is_author = Rule(lambda user, note: note is not None and note.author_id == user.pk, "its author")
NOTE_POLICY = Policy({"edit_note": is_author, "remove_note": is_author})

# Acts on a call as a whole; which of its applications somebody may touch is asked again of each.
runs = has_role(roles.OFFICER, roles.DIRECTOR)
CALL_POLICY = Policy({"extend_everyone": runs, "extend_person": runs, "begin_bulk": runs})

nominates = Rule(lambda user, invitation: isinstance(user, Nominator) and user.invitation.pk == invitation.pk, "who was invited to")
INVITATION_POLICY = Policy({"invite": runs, "change_invitation": runs, "send_invitation": runs, "nominate": nominates})
