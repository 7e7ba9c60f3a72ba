"""Other questions for a kind of letter while its writers write: what they have begun comes along, and what no longer fits is kept and told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Spec
from bartholdi.office.applications.models import Letter, LetterDraft
from bartholdi.office.applications.services.letter_drafts import WRITABLE
from bartholdi.office.journal.acts import Actor
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.programmes import services as programmes
from bartholdi.office.programmes.models import LetterRequirement
from bartholdi.office.questionnaires.queries import spec_of


@transaction.atomic
def change_requirement(requirement: LetterRequirement, values: Mapping[str, Any], *, by: Actor) -> int:
    """As `change_part`; where the questions are others now, every draft goes to them. Says how many did. What was sent stays."""
    before = LetterRequirement.objects.values_list("edition", flat=True).get(pk=requirement.pk)
    programmes.change_part(requirement, values, by=by)
    after = requirement.edition_id
    if before is None or after is None or before == after:
        return 0
    letters = Letter.objects.filter(requirement=requirement, state__in=WRITABLE).exclude(draft=None)
    locked = list(letters.select_for_update(of=("self",)).order_by("pk").only("pk"))  # as a writer's save does
    moved = [carried(each, spec_of(before), spec_of(after)) for each in LetterDraft.objects.filter(letter__in=locked)]
    LetterDraft.objects.bulk_update(moved, ["answers", "aside", "version"], batch_size=500)
    return len(moved)


def carried(draft: LetterDraft, old: Spec, new: Spec) -> LetterDraft:
    """A new version, so that a window that is open shows both instead of writing over it."""
    kept = formspec.carry(old, new, draft.answers)
    for language in LANGUAGES:
        lost = [formspec.say(fault, language) for fault in kept.lost]
        draft.aside = {**draft.aside, language: [*draft.aside.get(language, []), *lost]}
    draft.answers, draft.version = kept.answers, draft.version + 1
    return draft
