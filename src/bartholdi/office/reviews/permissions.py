"""Who may do what with reviewers, seats, conflicts, assignments, reviews and meetings."""

from typing import Any

from bartholdi.office.accounts import roles
from bartholdi.office.accounts.permissions import is_system, reads_cases
from bartholdi.office.applications.models import Access
from bartholdi.office.applications.permissions import judges, of_its_application, stands_as
from bartholdi.office.lib.policy import Policy, Rule, has_role
from bartholdi.office.reviews import queries
from bartholdi.office.reviews.models import Holder, MeetingItem, Reason
from bartholdi.office.reviews.models.meeting import kept_from
from bartholdi.office.reviews.workflow import ASKED

runs = has_role(roles.OFFICER, roles.DIRECTOR)

POLICY = Policy({"view": reads_cases, "export": reads_cases, "add_reviewer": runs, "change_reviewer": runs, "rank": runs})

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
# What those who apply say of reviewers is for who does not judge.
is_told = Rule(
    lambda user, conflict: (
        conflict.reason != Reason.NAMED or queries.hears_objections(user, conflict.application.call_id, about=conflict.reviewer)
    ),
    "nobody who judges in the call",
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
        "name_conflict": runs & outside & not_theirs & is_told,
        "confirm_conflict": runs & outside & not_theirs & is_told,
        "dismiss_conflict": runs & outside & not_theirs & is_told,
    }
)


# The subject is the assignment: who must not see its application, or applies with it, does nothing with it.
looks_after = of_its_application(judges)
was_asked = Rule(
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
        "accept_review": was_asked,
        "decline_review": was_asked,
        "recuse": was_asked | looks_after,
        "reinstate": looks_after,
    }
)

# Acts on the board of a call as a whole; which of its applications somebody may touch is asked again of each.
BOARD_POLICY = Policy({"view": reads_cases, "propose_assignments": runs, "bring_assignments": runs, "export_assignments": runs})


def _is_assigned(user: Any, assignment: Any) -> bool:
    pk = getattr(user, "pk", None)
    if not pk or assignment is None or assignment.state not in ASKED:
        return False
    kept_out = stands_as(Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED)
    return bool(assignment.seat.reviewer.person.account_id == pk) and not kept_out(user, assignment.application)


# The subject of what is begun is the assignment; after that it is the review.
is_assigned = Rule(_is_assigned, "the reviewer")
is_its_reviewer = Rule(lambda user, review: _is_assigned(user, review.assignment), "the reviewer")
beside = ~Rule(
    lambda user, subject: stands_as(Access.Role.APPLICANT, Access.Role.PARTY, Access.Role.BARRED)(user, subject.application),
    "stands on the application",
)
not_their_own = Rule(
    lambda user, review: review.assignment.seat.reviewer.person.account_id != getattr(user, "pk", None), "somebody else’s review"
)

OWN_ENTRY_POLICY = Policy(
    {
        "change_own_entry": Rule(
            lambda user, reviewer: bool(getattr(user, "pk", None)) and reviewer.person.account_id == user.pk, "the reviewer"
        )
    }
)
JUDGING_POLICY = Policy({"begin_review": is_assigned})
REVIEW_POLICY = Policy(
    {
        "write_review": is_its_reviewer,
        "submit_review": is_its_reviewer,
        "abstain": is_its_reviewer,
        "return_review": runs & beside & not_their_own,
        "edit_for_applicant": runs & beside & not_their_own,
    }
)

chairs = Rule(
    lambda user, meeting: (
        meeting is not None
        and bool(getattr(user, "pk", None))
        and meeting.seats().filter(chairs=True, reviewer__person__account_id=user.pk).exists()
    ),
    "chair of the panel",
)
sits = Rule(
    lambda user, meeting: (
        meeting is not None
        and bool(getattr(user, "pk", None))
        and meeting.seats().filter(reviewer__person__account_id=user.pk).exists()
    ),
    "member of the panel",
)
leads = runs | chairs

MEETING_POLICY = Policy(
    {
        "plan_meeting": runs,
        "start_meeting": leads,
        "close_meeting": leads,
        "note_presence": leads | sits,
        "read_minutes": reads_cases,
    }
)

# Who has to do with an application leaves for it: the chair and the officer too.
stays = Rule(lambda user, item: not MeetingItem.objects.filter(kept_from(user), pk=item.pk).exists(), "not kept from it")
leads_item = Rule(lambda user, item: leads(user, item.meeting), "who runs the meeting") & stays
sits_item = Rule(lambda user, item: sits(user, item.meeting), "member of the panel") & stays

ITEM_POLICY = Policy(
    {"open_item": leads_item, "close_item": leads_item, "decide_item": leads_item, "vote": sits_item},
)
