"""Who may do what with a questionnaire: staff read, those who run the office write."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff
from bartholdi.office.lib.policy import Policy, has_role

writes = has_role(roles.OFFICER, roles.DIRECTOR, roles.ADMINISTRATOR)

POLICY = Policy(
    {
        "view": is_staff,
        "export": is_staff,
        "create": writes,
        "rename": writes,
        "save_draft": writes,
        "change_draft": writes,
        "restore_draft": writes,
        "import_spec": writes,
        "publish": writes,
    }
)
