"""The nouns of the applications: what was applied for, who stands how to it, and until when each may act."""

from bartholdi.office.applications.models.access import Access
from bartholdi.office.applications.models.application import Application
from bartholdi.office.applications.models.bulk import Bulk, BulkItem
from bartholdi.office.applications.models.extension import Extension, PromisedExtension
from bartholdi.office.applications.models.lead_invite import LeadInvite
from bartholdi.office.applications.models.letter import Letter, LetterDraft, LetterFile, LetterLink, SentLetter
from bartholdi.office.applications.models.note import Note
from bartholdi.office.applications.models.objection import Objection
from bartholdi.office.applications.models.override import Override
from bartholdi.office.applications.models.party import Party, Writer
from bartholdi.office.applications.models.submission import Submission

__all__ = [
    "Access",
    "Application",
    "Bulk",
    "BulkItem",
    "Extension",
    "LeadInvite",
    "Letter",
    "LetterDraft",
    "LetterFile",
    "LetterLink",
    "Note",
    "Objection",
    "Override",
    "Party",
    "PromisedExtension",
    "SentLetter",
    "Submission",
    "Writer",
]
