"""Who may do what in the directory; `subject` is the organisation, the person or the affiliation, None where the act makes one."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff, is_system
from bartholdi.office.lib.policy import Policy, has_role

keeps = has_role(roles.OFFICER, roles.DIRECTOR, roles.ADMINISTRATOR)

POLICY = Policy(
    {
        "view": is_staff,
        # Organisations are public facts; the list names nobody, it only counts people.
        "export": is_staff,
        "add_organisation": keeps | is_system,
        "change_organisation": keeps,
        "merge_organisations": keeps,
        "place_under": keeps,
        "take_from_under": keeps,
        "load_organisations": has_role(roles.ADMINISTRATOR) | is_system,
        "add_person": keeps | is_system,
        "change_person": keeps,
        "affiliate": keeps | is_system,
        "end_affiliation": keeps,
    }
)
