"""The nouns of deciding."""

from bartholdi.office.decisions.models.announcement import Announcement, AnnouncementItem, DecisionLetter
from bartholdi.office.decisions.models.appeal import Appeal
from bartholdi.office.decisions.models.decision import Decision, Outcome
from bartholdi.office.decisions.models.joint import FinalBody, JointItem
from bartholdi.office.decisions.models.lottery import Lottery
from bartholdi.office.decisions.models.scenario import KEPT_FROM, Computing, Scenario

__all__ = [
    "KEPT_FROM", "Announcement", "AnnouncementItem", "Appeal", "Computing", "Decision", "DecisionLetter", "FinalBody", "JointItem", "Lottery",
    "Outcome", "Scenario",
]  # fmt: skip
