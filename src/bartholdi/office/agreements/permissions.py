"""Who may do what with the register: staff read all of it, those who run the office write."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff
from bartholdi.office.lib.policy import Policy, Rule, has_role

runs = has_role(roles.OFFICER, roles.DIRECTOR, roles.ADMINISTRATOR)
is_public = Rule(lambda user, agreement: agreement is not None and agreement.public, "public")

# Who reads the dispatch is asked by the services, row by row.
CARRIAGE_POLICY = Policy({"say_carried": is_staff, "take_carried_back": is_staff})
POLICY = Policy(
    {
        "view": is_staff,
        "export": is_staff,
        "add_agreement": runs,
        "change_agreement": runs,
        "add_part": runs,
        "change_part": runs,
        "remove_part": runs,
        "negotiate": runs,
        "sign": runs,
        "accede": runs,
        "rename": runs,
        "denounce": runs,
        "take_back_denunciation": runs,
        "replace": runs,
        "abandon": runs,
        "resume": runs,
        "publish": runs & ~is_public,
        "withdraw": runs & is_public,
    }
)
