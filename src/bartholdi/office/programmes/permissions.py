"""Who may do what with programmes and calls: staff read, those who run the office write."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff, reads_cases
from bartholdi.office.lib.policy import Policy, Rule, has_role

runs = has_role(roles.OFFICER, roles.DIRECTOR, roles.ADMINISTRATOR)
is_rehearsal = Rule(lambda user, call: getattr(call, "rehearsal_of_id", None) is not None, "a rehearsal")

POLICY = Policy(
    {
        "view": is_staff,
        "export": is_staff,
        # How a call goes, and what is linked to it: its applications and all that follows.
        "read_cases": reads_cases,
        "add_programme": runs,
        "change_programme": runs,
        "add_fund": runs,
        "change_fund": runs,
        "add_call": runs,
        "start_call": runs,
        "change_call": runs,
        "add_part": runs,
        "change_part": runs,
        "remove_part": runs,
        "shift_dates": runs,
        # A rehearsal is played, not announced: it would stand beside the call it copies.
        "announce": runs & ~is_rehearsal,
        "retract": runs & ~is_rehearsal,
        "cancel": runs & ~is_rehearsal,
        "conclude": runs & ~is_rehearsal,
        "rehearse": runs & ~is_rehearsal,
        "look_as_each_role": runs & is_rehearsal,
        "discard_rehearsal": runs & is_rehearsal,
    }
)
