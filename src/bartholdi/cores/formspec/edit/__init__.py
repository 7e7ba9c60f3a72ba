"""Drafts changed piece by piece, two editions compared, and answers carried from one to the other."""

from bartholdi.cores.formspec.edit.carry import Carried, carry
from bartholdi.cores.formspec.edit.compare import Change, Difference, compare, describe
from bartholdi.cores.formspec.edit.draft import EditError, opened, written
from bartholdi.cores.formspec.edit.fields import (
    add_field,
    change_field,
    copy_field,
    move_field,
    remove_field,
    rename_field,
    shift_field,
)
from bartholdi.cores.formspec.edit.keys import propose
from bartholdi.cores.formspec.edit.meeting import meets
from bartholdi.cores.formspec.edit.order import dependents
from bartholdi.cores.formspec.edit.outline import Outline, outline
from bartholdi.cores.formspec.edit.pages import add_page, change_page, copy_page, remove_page, shift_page
from bartholdi.cores.formspec.edit.phrases import Phrase, Phrases, condition, phrased, ways

__all__ = [
    "Carried", "Change", "Difference", "EditError", "Outline", "Phrase", "Phrases", "add_field", "add_page", "carry", "change_field",
    "change_page", "compare", "condition", "copy_field", "copy_page", "dependents", "describe", "meets", "move_field", "opened", "outline",
    "phrased", "propose", "remove_field", "remove_page", "rename_field", "shift_field", "shift_page", "ways", "written",
]  # fmt: skip
