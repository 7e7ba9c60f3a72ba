"""The numbered PDF of one submission, in its reader's language and by their clock; the same bytes each time it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from bartholdi.cores.formspec.kinds.kind import Grid, Manner, Shown
from bartholdi.cores.formspec.show.gather import gather
from bartholdi.cores.formspec.words.shown import NO_ANSWER
from bartholdi.office.applications import columns
from bartholdi.office.applications.models import Submission
from bartholdi.office.lib import countries, identity, papers, times
from bartholdi.office.questionnaires.queries import spec_of

SOURCE = Path(__file__).with_name("submission.typ")


def submission_pdf(submission: Submission, *, language: str, zone: str) -> bytes:
    with translation.override(language):
        facts = _facts(submission, language, zone)
        return papers.pdf(SOURCE, facts, at=submission.submitted_at, undrawn=lambda: facts.update(note=_undrawn()))


def _undrawn() -> str:
    return gettext("Some characters could not be drawn with the fonts of this office; your answers in the portal show them.")


def _facts(submission: Submission, language: str, zone: str) -> dict[str, Any]:
    application = submission.application
    call = application.call
    leads = ", ".join(str(lead) for lead in submission.leads.order_by("pk"))
    return {
        "language": language,
        "office": identity.name(),
        "title": columns.title_sent(submission) or gettext("Application to %(call)s") % {"call": call.title},
        "authors": leads or submission.by_label,
        "reference": submission.reference,
        "page_word": gettext("Page"),
        "facts": [
            {"label": gettext("Call"), "value": call.title},
            {"label": gettext("Reference"), "value": application.reference},
            {"label": gettext("Submission"), "value": submission.reference},
            {"label": gettext("Submitted by"), "value": submission.by_label},
            {"label": gettext("Arrived"), "value": times.instant_for(_second(submission), call.zone, zone)},
            {"label": gettext("Digest (SHA-256) of the answers"), "value": _grouped(submission.digest)},
        ],
        "sections": list(_sections(submission, language)),
    }


def _second(submission: Submission) -> Any:
    return submission.arrived_at - timedelta(microseconds=submission.arrived_at.microsecond)


def _grouped(digest: str) -> str:
    """In groups of eight, so that a line can break and a person can compare."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _sections(submission: Submission, language: str) -> Iterator[dict[str, Any]]:
    manner = Manner(language, countries=countries.names(language))
    for page in gather(spec_of(submission.edition_id), submission.answers, manner):
        yield {"title": page.title, "items": [{"label": item.label, **_answer(item.answer, language)} for item in page.items]}


def _answer(shown: Shown | None, language: str) -> dict[str, Any]:
    if shown is None:
        return {"kind": "none", "answer": NO_ANSWER.said(language)}
    if isinstance(shown, Grid):
        return {"kind": "table", "head": shown.head, "rows": shown.rows, "totals": shown.totals}
    return {"kind": "list" if isinstance(shown, list) else "text", "answer": shown}
