"""The nouns of awards."""

from bartholdi.office.awards.models.award import Award
from bartholdi.office.awards.models.instalment import Instalment
from bartholdi.office.awards.models.terms import Terms

__all__ = ["Award", "Instalment", "Terms"]
