"""The draft of a letter: locked with its letter, made where it is the first time, counted at each change."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext

from bartholdi.office.applications.models import Letter, LetterDraft
from bartholdi.office.applications.workflow import LetterState
from bartholdi.office.journal.acts import lock
from bartholdi.office.lib.workflow import Refused

WRITABLE = frozenset({LetterState.ASKED, LetterState.RECEIVED})


def opened_draft(letter: Letter) -> LetterDraft:
    """To be changed, within a transaction."""
    lock(letter)
    if letter.state not in WRITABLE:
        raise Refused(
            gettext("Nothing was saved: this letter is not needed any more, because its state is now “%(state)s”.")
            % {"state": LetterState(letter.state).label}
        )
    if letter.opened_at is None:
        letter.opened_at = timezone.now()
        letter.save(update_fields=["opened_at"])
    draft, _new = LetterDraft.objects.select_related("file").get_or_create(letter=letter)
    return draft


def kept(draft: LetterDraft) -> LetterDraft:
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save()
    return draft
