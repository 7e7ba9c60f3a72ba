"""The nouns of the programmes: schemes and their names, calls and what each consists of, the money behind them."""

from bartholdi.office.programmes.models.call import Call, Contact, Milestone, Panel, Side
from bartholdi.office.programmes.models.fund import CallFund, Fund, FundBudget
from bartholdi.office.programmes.models.invitation import Invitation
from bartholdi.office.programmes.models.programme import Programme, ProgrammeName
from bartholdi.office.programmes.models.requirement import CallPaper, LetterRequirement, PartyRole

__all__ = [
    "Call",
    "CallFund",
    "CallPaper",
    "Contact",
    "Fund",
    "FundBudget",
    "Invitation",
    "LetterRequirement",
    "Milestone",
    "Panel",
    "PartyRole",
    "Programme",
    "ProgrammeName",
    "Side",
]
