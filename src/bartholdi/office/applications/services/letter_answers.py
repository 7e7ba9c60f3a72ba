"""The questions of a letter: some calls ask its writer for answers, beside their own words or in their place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Fault, Spec
from bartholdi.office.applications.models import Letter, LetterDraft
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.queries import spec_of

MOST = 200_000  # characters of all answers of a draft


def questions_of(letter: Letter) -> Spec | None:
    """None where the letter is words or a file only."""
    edition = letter.requirement.edition_id
    return spec_of(edition) if edition else None


def kept(answers: Mapping[str, Any]) -> dict[str, Any]:
    """As they were typed, right or wrong: what is wrong is told before the letter is sent."""
    text = json.dumps(answers, ensure_ascii=False)
    if len(text) > MOST:
        raise Refused(gettext("Your answers were not saved: they are too long. Shorten them, then save again."))
    found: dict[str, Any] = json.loads(text)
    return found


def faults_of(letter: Letter, draft: LetterDraft) -> tuple[Fault, ...]:
    """What hinders sending."""
    spec = questions_of(letter)
    return formspec.check(spec, draft.answers, final=True).faults if spec else ()


def answered(letter: Letter, draft: LetterDraft) -> dict[str, Any]:
    """What is sent: whole and right, without the answers to questions that do not arise."""
    spec = questions_of(letter)
    if spec is None:
        return {}
    verdict = formspec.check(spec, draft.answers, final=True)
    if verdict.faults:
        raise Refused(
            gettext("Nothing was sent: an answer is missing or wrong. What you wrote is saved; mend it, then send the letter.")
        )
    return dict(verdict.answers)
