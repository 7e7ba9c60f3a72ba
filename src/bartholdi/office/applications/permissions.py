"""Who may do what with an application: standing is read from Access, and a barred member of staff is no member of staff here."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff as works_here
from bartholdi.office.applications.models.access import Access, standing
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
    }
)
