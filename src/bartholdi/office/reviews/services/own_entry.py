"""A reviewer's own entry in the pool: they know best about what, in which languages and how much they can judge."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.acts import act, lock
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.lib.words import clean_text
from bartholdi.office.reviews.models import Reviewer
from bartholdi.office.reviews.permissions import OWN_ENTRY_POLICY


@transaction.atomic
def change_own_entry(
    reviewer: Reviewer, *, topics: str, languages: Collection[str], capacity: int, available: bool, by: User
) -> None:
    """Seats that were accepted keep the number that was agreed there."""
    with act("reviews.change_own_entry", reviewer, by=by, policy=OWN_ENTRY_POLICY) as running:
        reviewer.topics, reviewer.capacity, reviewer.available = clean_text(topics), capacity, available
        person = reviewer.person
        lock(person)
        working = [each for each in LANGUAGES if each in languages]
        others = [each for each in person.languages.split() if each not in LANGUAGES]
        said = " ".join([*working, *others])
        if said != person.languages:
            running.note(languages=[person.languages, said])
            person.languages = said
            person.save(update_fields=["languages"])
