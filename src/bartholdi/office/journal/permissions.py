"""Who may look after the journal; which entries a person may read, `EntryQuerySet.visible_to` says."""

from bartholdi.office.journal.models import READERS
from bartholdi.office.lib.policy import Policy, has_role

reads_everything = has_role(*sorted(READERS))

POLICY = Policy({"verify": reads_everything})
