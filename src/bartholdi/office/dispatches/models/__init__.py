"""The nouns of dispatches."""

from bartholdi.office.dispatches.models.certificate import Certificate, LogEntry
from bartholdi.office.dispatches.models.delivery import Addressee, Blob, Counter
from bartholdi.office.dispatches.models.dispatch import Dispatch, Draft, Urgency
from bartholdi.office.dispatches.models.gap_note import GapNote, Range
from bartholdi.office.dispatches.models.mailbox import Holder, Mailbox

__all__ = [
    "Addressee",
    "Blob",
    "Certificate",
    "Counter",
    "Dispatch",
    "Draft",
    "GapNote",
    "Holder",
    "LogEntry",
    "Mailbox",
    "Range",
    "Urgency",
]
