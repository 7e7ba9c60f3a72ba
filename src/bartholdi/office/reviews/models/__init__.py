"""The nouns of reviewing."""

from bartholdi.office.reviews.models.assignment import Assignment
from bartholdi.office.reviews.models.conflict import Conflict, Reason
from bartholdi.office.reviews.models.remark import Remark
from bartholdi.office.reviews.models.review import Review, ReviewVersion
from bartholdi.office.reviews.models.reviewer import Publication, Reviewer
from bartholdi.office.reviews.models.seat import Holder, Seat

__all__ = ["Assignment", "Conflict", "Holder", "Publication", "Reason", "Remark", "Review", "ReviewVersion", "Reviewer", "Seat"]
