"""Who may look after the journal; which entries a person may read, `EntryQuerySet.visible_to` says."""

from bartholdi.office.journal.models import reads_all
from bartholdi.office.lib.policy import Policy, Rule

reads_everything = Rule(lambda user, _subject: reads_all(user), "reads everything")

POLICY = Policy({"verify": reads_everything})
