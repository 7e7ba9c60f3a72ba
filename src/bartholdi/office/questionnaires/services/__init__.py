"""The acts on questionnaires and on what people answer to them."""

from bartholdi.office.questionnaires.services.answers import Saved, move, put_in, restore, save_answers, set_aside, take_back
from bartholdi.office.questionnaires.services.drafts import Faulty, create, import_spec, publish, rename, save_draft
from bartholdi.office.questionnaires.services.files import Handed, attach, detach

__all__ = [
    "Faulty",
    "Handed",
    "Saved",
    "attach",
    "create",
    "detach",
    "import_spec",
    "move",
    "publish",
    "put_in",
    "rename",
    "restore",
    "save_answers",
    "save_draft",
    "set_aside",
    "take_back",
]
