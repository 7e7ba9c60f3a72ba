"""The acts on programmes and calls: one noun a file."""

from bartholdi.office.programmes.services.calls import (
    Hindered,
    add_call,
    announce,
    cancel,
    change_call,
    change_edition,
    conclude,
    retract,
    shift_dates,
)
from bartholdi.office.programmes.services.funds import FundFacts, add_fund, change_fund
from bartholdi.office.programmes.services.parts import KINDS, add_part, change_part, remove_part
from bartholdi.office.programmes.services.programmes import Name, ProgrammeFacts, add_programme, change_programme

__all__ = [
    "KINDS", "FundFacts", "Hindered", "Name", "ProgrammeFacts", "add_call", "add_fund", "add_part", "add_programme", "announce", "cancel",
    "change_call", "change_edition", "change_fund", "change_part", "change_programme", "conclude", "remove_part", "retract", "shift_dates",
]  # fmt: skip
