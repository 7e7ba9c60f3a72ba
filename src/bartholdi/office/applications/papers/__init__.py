"""Papers of an application: exactly what was sent, as PDF for its leads, and without names for those who judge it blind."""

from bartholdi.office.applications.papers.blind import AnonymousCopy, anonymous_copy
from bartholdi.office.applications.papers.sent import submission_pdf

__all__ = ["AnonymousCopy", "anonymous_copy", "submission_pdf"]
