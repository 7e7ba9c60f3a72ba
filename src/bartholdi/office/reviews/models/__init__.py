"""The nouns of reviewing."""

from bartholdi.office.reviews.models.assignment import Assignment
from bartholdi.office.reviews.models.conflict import Conflict, Reason
from bartholdi.office.reviews.models.meeting import Absence, Ballot, Meeting, MeetingItem, Minutes, Presence
from bartholdi.office.reviews.models.proposal import Fit, Proposal
from bartholdi.office.reviews.models.ranking import RankingResult
from bartholdi.office.reviews.models.remark import Remark
from bartholdi.office.reviews.models.review import Review, ReviewVersion
from bartholdi.office.reviews.models.reviewer import Publication, Reviewer
from bartholdi.office.reviews.models.seat import Holder, Seat

__all__ = [
    "Absence", "Assignment", "Ballot", "Conflict", "Fit", "Holder", "Meeting", "MeetingItem", "Minutes", "Presence", "Proposal", "Publication",
    "RankingResult", "Reason", "Remark", "Review", "ReviewVersion", "Reviewer", "Seat",
]  # fmt: skip
