"""The letter of a decision as a paper."""

from bartholdi.office.decisions.papers.letter import letter_pdf

__all__ = ["letter_pdf"]
