"""Who may do what with reviewers, seats, conflicts and assignments."""

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_staff, is_system
from bartholdi.office.applications.models import Access
from bartholdi.office.applications.permissions import judges, of_its_application, stands_as
from bartholdi.office.lib.policy import Policy, Rule, has_role
from bartholdi.office.reviews.models import Holder

runs = has_role(roles.OFFICER, roles.DIRECTOR)

POLICY = Policy({"view": is_staff, "export": is_staff, "add_reviewer": runs, "change_reviewer": runs})

holds_link = Rule(lambda user, seat: isinstance(user, Holder) and seat is not None and user.seat.pk == seat.pk, "who was asked")
is_them = Rule(
    lambda user, seat: seat is not None and bool(getattr(user, "pk", None)) and seat.reviewer.person.account_id == user.pk,
    "the reviewer",
)

SEAT_POLICY = Policy(
    {
        "propose_seat": runs,
        "offer_seat": runs,
        "withdraw_seat": runs,
        "accept_seat": holds_link | is_them,
        "decline_seat": holds_link | is_them,
        "leave_panel": is_them | runs,
    }
)

# Nobody decides about their own conflict, nor about an application with which they have to do.
outside = ~Rule(
    lambda user, conflict: stands_as(Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED)(user, conflict.application),
    "stands on the application",
)
not_theirs = Rule(
    lambda user, conflict: conflict.reviewer.person.account_id != getattr(user, "pk", None), "somebody else’s conflict"
)
declares = Rule(
    lambda user, conflict: (
        (isinstance(user, Holder) and user.seat.reviewer_id == conflict.reviewer_id)
        or (bool(getattr(user, "pk", None)) and conflict.reviewer.person.account_id == user.pk)
    ),
    "the reviewer",
)

CONFLICT_POLICY = Policy(
    {
        "find_conflict": runs | is_system,
        "declare_conflict": declares | runs,
        "confirm_conflict": runs & outside & not_theirs,
        "dismiss_conflict": runs & outside & not_theirs,
    }
)

# The subject is the assignment: who must not see its application, or applies with it, does nothing with it.
looks_after = of_its_application(judges)
is_its_reviewer = Rule(
    lambda user, assignment: (
        assignment is not None and bool(getattr(user, "pk", None)) and assignment.seat.reviewer.person.account_id == user.pk
    ),
    "the reviewer",
) & ~of_its_application(stands_as(Access.Role.BARRED))

ASSIGNMENT_POLICY = Policy(
    {
        "assign": looks_after,
        "keep_assignment": looks_after,
        "withdraw_assignment": looks_after,
        "ask_for_review": looks_after,
        "accept_review": is_its_reviewer,
        "decline_review": is_its_reviewer,
        "recuse": is_its_reviewer | looks_after,
    }
)

# Acts on the board of a call as a whole; which of its applications somebody may touch is asked again of each.
BOARD_POLICY = Policy({"view": is_staff, "propose_assignments": runs, "bring_assignments": runs, "export_assignments": runs})
