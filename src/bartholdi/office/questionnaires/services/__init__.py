"""The acts on questionnaires: begin one, rename it, write or change its draft, publish an edition."""

from bartholdi.office.questionnaires.services.drafts import change_draft, import_spec, restore_draft, save_draft
from bartholdi.office.questionnaires.services.editions import Faulty, publish
from bartholdi.office.questionnaires.services.naming import create, rename

__all__ = ["Faulty", "change_draft", "create", "import_spec", "publish", "rename", "restore_draft", "save_draft"]
