"""The nouns of deciding."""

from bartholdi.office.decisions.models.announcement import Announcement, AnnouncementItem, DecisionLetter
from bartholdi.office.decisions.models.decision import Decision, Outcome

__all__ = ["Announcement", "AnnouncementItem", "Decision", "DecisionLetter", "Outcome"]
