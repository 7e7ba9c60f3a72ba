"""The nouns of reviewing."""

from bartholdi.office.reviews.models.assignment import Assignment
from bartholdi.office.reviews.models.conflict import Conflict, Reason
from bartholdi.office.reviews.models.proposal import Fit, Proposal
from bartholdi.office.reviews.models.review import Review, ReviewVersion
from bartholdi.office.reviews.models.reviewer import Publication, Reviewer
from bartholdi.office.reviews.models.seat import Holder, Seat

__all__ = [
    "Assignment",
    "Conflict",
    "Fit",
    "Holder",
    "Proposal",
    "Publication",
    "Reason",
    "Review",
    "ReviewVersion",
    "Reviewer",
    "Seat",
]
