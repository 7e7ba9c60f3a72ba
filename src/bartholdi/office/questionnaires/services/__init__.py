"""The acts on questionnaires and on what people answer to them."""

from bartholdi.office.questionnaires.services.answers import (
    Saved,
    move,
    put_in,
    restore,
    save_answers,
    set_aside,
    stands,
    take_back,
)
from bartholdi.office.questionnaires.services.drafts import change_draft, import_spec, restore_draft, save_draft
from bartholdi.office.questionnaires.services.editions import Faulty, publish
from bartholdi.office.questionnaires.services.files import Handed, attach, detach
from bartholdi.office.questionnaires.services.naming import create, rename

__all__ = [
    "Faulty",
    "Handed",
    "Saved",
    "attach",
    "change_draft",
    "create",
    "detach",
    "import_spec",
    "move",
    "publish",
    "put_in",
    "rename",
    "restore",
    "restore_draft",
    "save_answers",
    "save_draft",
    "set_aside",
    "stands",
    "take_back",
]
