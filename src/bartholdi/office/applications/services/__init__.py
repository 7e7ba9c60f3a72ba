"""The acts on applications, as their applicants and officers do them."""

from bartholdi.office.applications.services.editing import (
    attach_document,
    attach_file,
    detach_file,
    restore_version,
    reuse,
    save,
    take_back,
)
from bartholdi.office.applications.services.editions import bring_to_edition, move_drafts
from bartholdi.office.applications.services.inviting import accept_lead, invite_again, invite_lead, remove_lead, revoke_lead
from bartholdi.office.applications.services.sending import Incomplete, return_for_changes, submit, withdraw
from bartholdi.office.applications.services.starting import claim, start

__all__ = [
    "Incomplete",
    "accept_lead",
    "attach_document",
    "attach_file",
    "bring_to_edition",
    "claim",
    "detach_file",
    "invite_again",
    "invite_lead",
    "move_drafts",
    "remove_lead",
    "restore_version",
    "return_for_changes",
    "reuse",
    "revoke_lead",
    "save",
    "start",
    "submit",
    "take_back",
    "withdraw",
]
