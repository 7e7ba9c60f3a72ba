"""Who may offer, answer, extend and offer again: the laureate answers, or any lead where none is named; nobody of the office in their place."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import reads_cases
from bartholdi.office.applications.models import Access
from bartholdi.office.applications.permissions import is_applicant, stands_as
from bartholdi.office.awards.models import Award
from bartholdi.office.lib.policy import Policy, Rule, has_role

runs = has_role(roles.OFFICER, roles.DIRECTOR)


def of_application(rule: Rule) -> Rule:
    """The same question, asked of an award."""
    return Rule(lambda user, award: isinstance(award, Award) and rule(user, award.decision.application), rule.name)


outside = ~of_application(stands_as(Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED))
is_laureate = Rule(
    lambda user, award: isinstance(award, Award) and award.laureate_id in {None, getattr(user, "pk", 0)}, "the laureate"
)
answers = of_application(is_applicant) & is_laureate

POLICY = Policy({"view": reads_cases})
AWARD_POLICY = Policy(
    {
        "offer_award": runs & outside,
        "accept_award": answers,
        "decline_award": answers,
        "extend_answer": runs & outside,
        "take_decline_back": runs & outside,
    }
)
TERMS_POLICY = Policy({"set_terms": runs})
