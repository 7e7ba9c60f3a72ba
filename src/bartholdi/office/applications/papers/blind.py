"""The copy for blind review: the answers without what identifies people, and the columns only where they come from such answers."""

from __future__ import annotations

from dataclasses import dataclass

from bartholdi.cores import formspec
from bartholdi.office.applications.models import Submission
from bartholdi.office.lib import countries
from bartholdi.office.questionnaires.queries import spec_of


@dataclass(frozen=True)
class AnonymousCopy:
    """`title`, `abstract`, `field` are empty where the question that feeds them identifies people."""

    title: str
    abstract: str
    field: str
    html: str
    text: str


def anonymous_copy(submission: Submission, language: str) -> AnonymousCopy:
    """Of what was sent, not of the draft; free texts are as their authors wrote them."""
    spec, answers = spec_of(submission.edition_id), submission.answers
    called = countries.names(language)

    def column(name: str) -> str:
        field = spec.field(str(submission.application.call.columns.get(name, "")))
        shown = formspec.check(spec, answers).answers.get(field.key) if field and not field.identifies else None
        return shown if isinstance(shown, str) else ""

    return AnonymousCopy(
        title=column("title"),
        abstract=column("abstract"),
        field=column("field"),
        html=formspec.html(spec, answers, language, blind=True, countries=called),
        text=formspec.text(spec, answers, language, blind=True, countries=called),
    )
