"""Who may decide, approve and announce."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import reads_cases
from bartholdi.office.applications.models import Access
from bartholdi.office.applications.permissions import stands_as
from bartholdi.office.lib.policy import Policy, Rule, has_role

runs = has_role(roles.OFFICER, roles.DIRECTOR)
# Nobody decides about an application with which they have to do.
outside = ~Rule(
    lambda user, decision: (
        decision is not None
        and stands_as(Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED)(user, decision.application)
    ),
    "stands on the application",
)
another = Rule(
    lambda user, decision: decision is not None and decision.proposed_by_id != getattr(user, "pk", None), "another person"
)

POLICY = Policy({"view": reads_cases})
DECISION_POLICY = Policy(
    {
        "draft_decision": runs & outside,
        "propose_decision": runs & outside,
        "reopen_decision": runs & outside,
        "approve_decision": runs & outside & another,
        "announce_decision": runs & outside,
        "promote_decision": runs & outside,
        "reconsider_decision": runs & outside,
    }
)
# A scenario is seen whole or not at all, so who may open it has to do with nobody in it.
sees = Rule(
    lambda user, scenario: (
        scenario is not None and (scenario.pk is None or type(scenario).objects.visible_to(user).filter(pk=scenario.pk).exists())
    ),
    "sees all of it",
)

SCENARIO_POLICY = Policy(
    {
        "view": reads_cases & sees,
        "draft_scenario": runs,
        "change_scenario": runs & sees,
        "compute_scenario": runs & sees,
        "discard_scenario": runs & sees,
        "choose_scenario": runs & sees,
    }
)
JOINT_POLICY = Policy({"settle_item": runs, "take_over": runs, "name_final_body": runs, "record_final_approval": runs})
LOTTERY_POLICY = Policy({"fix_seed": runs, "draw_lots": runs})

# The subject is the announcement of a whole call; each of its decisions is asked about again.
ANNOUNCEMENT_POLICY = Policy({"announce": runs, "release_letters": runs})
# An appeal, like a decision, names the application about which it is.
APPEAL_POLICY = Policy(
    {
        "record_appeal": runs & outside,
        "uphold_appeal": runs & outside,
        "dismiss_appeal": runs & outside,
        "withdraw_appeal": runs & outside,
    }
)
