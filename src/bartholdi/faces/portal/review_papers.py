"""What goes with the reading copy: the files that answer its questions, and the referees' letters; in a blind call only what names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.kinds.files import TYPES
from bartholdi.office.applications.models import Application, Letter, SentLetter, Submission
from bartholdi.office.lib.bilingual import language
from bartholdi.office.questionnaires.models import Attachment
from bartholdi.office.questionnaires.queries import digests, spec_of


@dataclass(frozen=True)
class Paper:
    """`name` is the file's own; in a blind call it says nothing, since a file's name often is its author's."""

    kept: Attachment
    label: str
    name: str
    identifies: bool


def files(application: Application, sent: Submission | None) -> list[Paper]:
    """Only what was submitted, in the order of its questions; each content once."""
    if sent is None:
        return []
    blind, spec = application.call.blind, spec_of(sent.edition_id)
    answers = formspec.check(spec, sent.answers).answers
    kept_back, asked = set(), {}
    for field in spec.fields():
        found = digests(answers.get(field.key))
        if blind and (field.identifies or field.kind not in {"file", "files"}):
            kept_back |= found
        else:
            asked.update(dict.fromkeys(sorted(found - asked.keys()), field))
    shown = asked.keys() - kept_back
    if not shown:
        return []
    rows = Attachment.objects.filter(response=application.response_id, digest__in=shown).order_by("-pk")
    kept = {each.digest: each for each in rows}
    found_ones = [(asked[digest], kept[digest]) for digest in asked if digest in shown and digest in kept]
    return [_paper(application, field, each, number) for number, (field, each) in enumerate(found_ones, 1)]


def _paper(application: Application, field: Field, kept: Attachment, number: int) -> Paper:
    name = kept.name
    if application.call.blind:
        short = next((short for short, media in TYPES.items() if media == kept.media_type), "bin")
        name = f"{application.reference}-{number}.{short}"
    return Paper(kept, field.label.said(language()), name, field.identifies)


def letters(application: Application, user: Any) -> list[Letter]:
    """Those that count. None in a blind call: a letter names whom it recommends."""
    if application.call.blind:
        return []
    counting = SentLetter.objects.readable_by(user).filter(letter__application=application.pk, counts=True).order_by()
    rows = Letter.objects.visible_to(user).received().filter(application=application.pk, pk__in=counting.values("letter"))
    return list(rows.select_related("requirement", "party").order_by("requirement", "pk"))
