"""The nouns of deciding."""

from bartholdi.office.decisions.models.decision import Decision, Outcome

__all__ = ["Decision", "Outcome"]
