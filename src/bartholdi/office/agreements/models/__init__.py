"""The nouns of the register: agreements, who made them, and what comes of them."""

from bartholdi.office.agreements.models.agreement import Agreement, FormerName, Subject, Theme, in_standing
from bartholdi.office.agreements.models.carrying import Carriage
from bartholdi.office.agreements.models.following import AgreementDocument, Count, Indicator, Link, Milestone
from bartholdi.office.agreements.models.sides import Party, Side, Signatory

__all__ = [
    "Agreement",
    "AgreementDocument",
    "Carriage",
    "Count",
    "FormerName",
    "Indicator",
    "Link",
    "Milestone",
    "Party",
    "Side",
    "Signatory",
    "Subject",
    "Theme",
    "in_standing",
]
