"""The roles of staff, as constants: stored untranslated as group names, shown through LABELS."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib.policy import holds

OFFICER = "officer"
DIRECTOR = "director"
AUDITOR = "auditor"
EDITOR = "editor"
ADMINISTRATOR = "administrator"

LABELS = {
    OFFICER: _("Officer"),
    DIRECTOR: _("Director"),
    AUDITOR: _("Auditor"),
    EDITOR: _("Editor"),
    ADMINISTRATOR: _("Administrator"),
}
PURPOSES = {
    OFFICER: _("Runs calls, events and agreements from the desk."),
    DIRECTOR: _("Approves what officers propose; sees everything an officer sees."),
    AUDITOR: _("Reads the journal and every list; changes nothing."),
    EDITOR: _("Writes and publishes the pages of the website."),
    ADMINISTRATOR: _("Gives and takes roles; looks after the installation."),
}
ALL = frozenset(LABELS)
PUBLISHERS = frozenset({EDITOR, DIRECTOR, ADMINISTRATOR})  # who has a key to the pages of the website
CASE_READERS = frozenset({OFFICER, DIRECTOR, AUDITOR})
STAFF = ALL  # every role opens the desk; what is on it depends on the role


def reads_cases(person: Any) -> bool:
    """Applications and all that follows from them, up to the awards: what thousands of people wrote in confidence is not for each
    role that opens the desk (docs/decisions/0033)."""
    return holds(person, CASE_READERS)
