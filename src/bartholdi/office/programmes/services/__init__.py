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
from bartholdi.office.programmes.services.exporting import Unsound, as_blueprint, export_blueprint, read_blueprint
from bartholdi.office.programmes.services.funds import FundFacts, add_fund, change_fund
from bartholdi.office.programmes.services.parts import KINDS, add_part, change_part, remove_part
from bartholdi.office.programmes.services.programmes import Name, ProgrammeFacts, add_programme, change_programme
from bartholdi.office.programmes.services.rehearsals import copy_call
from bartholdi.office.programmes.services.starting import Dated, planned, start_call

__all__ = [
    "KINDS",
    "Dated",
    "FundFacts",
    "Hindered",
    "Name",
    "ProgrammeFacts",
    "Unsound",
    "add_call",
    "add_fund",
    "add_part",
    "add_programme",
    "announce",
    "as_blueprint",
    "cancel",
    "change_call",
    "change_edition",
    "change_fund",
    "change_part",
    "change_programme",
    "conclude",
    "copy_call",
    "export_blueprint",
    "planned",
    "read_blueprint",
    "remove_part",
    "retract",
    "shift_dates",
    "start_call",
]
