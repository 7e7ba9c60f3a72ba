"""The nouns of reviewing."""

from bartholdi.office.reviews.models.conflict import Conflict, Reason
from bartholdi.office.reviews.models.reviewer import Publication, Reviewer
from bartholdi.office.reviews.models.seat import Holder, Seat

__all__ = ["Conflict", "Holder", "Publication", "Reason", "Reviewer", "Seat"]
