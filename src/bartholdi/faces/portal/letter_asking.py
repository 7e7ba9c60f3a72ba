"""The questions of a letter, on its writer's pages: drawn, read back, and looked at before they are sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from bartholdi.cores.formspec import Spec, say, where
from bartholdi.faces.portal.answering import FILES
from bartholdi.faces.portal.uploads import stored
from bartholdi.faces.ui import questions
from bartholdi.faces.ui.questions import Pressed
from bartholdi.office.applications.letter_queries import draft_of
from bartholdi.office.applications.models import Letter, LetterDraft
from bartholdi.office.applications.services import letter_answers, letter_files
from bartholdi.office.lib.bilingual import language


def read(letter: Letter, draft: LetterDraft, post: QueryDict) -> dict[str, Any] | None:
    """What the form says, over what is kept; None where the letter asks nothing."""
    spec = letter_answers.questions_of(letter)
    if spec is None:
        return None
    answers = dict(draft.answers)
    for section in spec.sections if post else ():
        answers |= questions.read(spec, section.key, post, before=answers)
    return {key: answer for key, answer in answers.items() if answer is not None}


def pressed(post: QueryDict) -> Pressed | None:
    return questions.pressed(post) if post else None


def take_files(letter: Letter, given: MultiValueDict[str, Any]) -> Iterator[str]:
    """Stores what was chosen; gives what is wrong, in words."""
    spec = letter_answers.questions_of(letter)
    if spec is not None:
        taken = stored(spec, given, lambda key, upload: letter_files.answer_with_file(letter, key, upload))
        yield from (each.said for each in taken if each.said)


def drawn(letter: Letter, token: str, answers: dict[str, Any] | None, post: QueryDict, *, check: bool) -> dict[str, Any]:
    """For `portal/letter_write.html`; with `check`, what is missing or wrong stands at its question."""
    spec = letter_answers.questions_of(letter)
    if spec is None or answers is None:
        return {"pages": []}
    answers |= _files_of(spec, draft_of(letter).answers) if post else {}
    button = pressed(post)
    adding = frozenset({button.key}) if button and button.act == "add_row" else frozenset()
    faults = letter_answers.faults_of(letter, LetterDraft(answers=answers)) if check else ()
    files = addresses(letter, token, answers)
    pages = [
        questions.draw(spec, each.key, answers, language=language(), faults=faults, adding=adding, files=files)
        for each in spec.sections
    ]
    return {"pages": pages, "faults": [fault for page in pages for fault in page.faults]}


def _files_of(spec: Spec, answers: dict[str, Any]) -> dict[str, Any]:
    """As they are kept now: what was chosen in the form that was just sent is among them."""
    return {field.key: answers.get(field.key) for field in spec.fields() if field.kind in FILES}


def addresses(letter: Letter, token: str, answers: dict[str, Any]) -> dict[str, str]:
    """Digest -> where its writer looks at it once more."""
    files = letter_files.named_files(letter, answers)
    return {file.digest: reverse("letters:answer-file", args=[token, letter.pk, file.pk]) for file in files}


def looked_at(letter: Letter, draft: LetterDraft) -> dict[str, Any]:
    """For `portal/letter_preview.html`: what will be sent, and what still hinders it."""
    spec = letter_answers.questions_of(letter)
    if spec is None:
        return {"pages": [], "faults": []}
    faults = letter_answers.faults_of(letter, draft)
    said = [
        {"text": f"{where(spec, fault, language())} – {say(fault, language())}", "key": f"q-{fault.key}--question"}
        for fault in faults
    ]
    pages = [questions.draw(spec, each.key, draft.answers, language=language(), readonly=True) for each in spec.sections]
    return {"pages": pages, "faults": said}
