"""Files of a letter: the letter itself as a file, and those that answer a question of it; kept only as long as something names them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.translation import gettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Fault
from bartholdi.office.applications.models import Letter, LetterDraft, LetterFile
from bartholdi.office.applications.services.letter_answers import questions_of
from bartholdi.office.applications.services.letter_drafts import kept, opened_draft
from bartholdi.office.lib.files import DOCUMENTS, PICTURES, Examined, examine
from bartholdi.office.lib.stored import columns
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.queries import digests
from bartholdi.office.questionnaires.services import files as asked

ALLOWED = (*DOCUMENTS, *PICTURES)


def keep_file(letter: Letter, upload: File[Any]) -> LetterDraft:
    """The letter as a file, examined before it is kept; it takes the place of the one before."""
    examined = examine(upload, allowed=ALLOWED, limit=settings.FILE_LIMIT)
    with transaction.atomic():
        draft = opened_draft(letter)
        draft.file = _stored(letter, upload, examined)
        kept(draft)
        sweep(draft)
    return draft


@transaction.atomic
def drop_file(letter: Letter) -> LetterDraft:
    draft = opened_draft(letter)
    draft.file = None
    kept(draft)
    sweep(draft)
    return draft


def answer_with_file(letter: Letter, key: str, upload: File[Any]) -> tuple[Fault, ...]:
    """Under the rules of the question, as for an application; gives what the questionnaire has against it, such as too many pages."""
    spec = questions_of(letter)
    if spec is None:
        raise Refused(gettext("The file was not kept: no file is asked for here."))
    field = asked.field_of(spec, key)
    examined = examine(upload, allowed=asked.allowed(field), limit=asked.limit(field))
    pages = asked.pages(upload, examined)
    with transaction.atomic():
        draft = opened_draft(letter)
        if letter.files.count() >= asked.MOST:
            raise Refused(gettext("The file was not kept: this form has been given more files than it can hold."))
        file = _stored(letter, upload, examined)
        facts = {name: getattr(file, name) for name in ("name", "size", "digest", "media_type")}
        facts |= {} if pages is None else {"pages": pages}
        draft.answers = {**draft.answers, key: asked.with_file(field, draft.answers.get(key), facts)}
        kept(draft)
        sweep(draft)
    return tuple(fault for fault in formspec.check(spec, draft.answers).faults if fault.key == key)


def sweep(draft: LetterDraft) -> None:
    """Of the files that neither the draft nor a letter that was sent names any more: what was sent stays what was sent."""
    letter = draft.letter
    named, whole = digests(draft.answers), [draft.file_id]
    for file_id, answers in letter.sent.values_list("file", "answers"):
        whole.append(file_id)
        named |= digests(answers)
    for file in letter.files.exclude(pk__in=[pk for pk in whole if pk]).exclude(digest__in=named):
        _discard(file)


def named_files(letter: Letter, answers: Any) -> list[LetterFile]:
    """Those that these answers name, each once."""
    wanted = digests(answers)
    found = {file.digest: file for file in letter.files.filter(digest__in=wanted).order_by("-pk")} if wanted else {}
    return sorted(found.values(), key=lambda file: file.pk)


def _stored(letter: Letter, upload: File[Any], examined: Examined) -> LetterFile:
    return LetterFile.objects.create(letter=letter, **columns(upload, examined))


def _discard(file: LetterFile) -> None:
    storage: Storage = file.file.storage
    name = file.file.name or ""
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))
