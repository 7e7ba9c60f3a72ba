"""Who may do what with programmes and calls: staff read, those who run the office write."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff
from bartholdi.office.lib.policy import Policy, has_role

runs = has_role(roles.OFFICER, roles.DIRECTOR, roles.ADMINISTRATOR)

POLICY = Policy(
    {
        "view": is_staff,
        "export": is_staff,
        "announce": runs,
        "retract": runs,
        "cancel": runs,
        "conclude": runs,
    }
)
