"""Two submissions of one application side by side, question by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bartholdi.cores.formspec import Label, Spec, columns, row
from bartholdi.office.applications.models import Submission


@dataclass(frozen=True)
class Pair:
    """One answer, or one part of an answer, as it was and as it became; None where it was not asked or not given."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def pairs(first: Submission, second: Submission, language: str, countries: Mapping[str, str]) -> list[Pair]:
    """In the order of the newer edition; what only the older one asked stands last."""
    before, after = _answers(first, language, countries), _answers(second, language, countries)
    names = list(dict.fromkeys([*after, *before]))
    return [
        Pair(
            (after.get(name) or before[name])[0].said(language),
            said(before[name][1]) if name in before else "",
            said(after[name][1]) if name in after else "",
        )
        for name in names
    ]


def changed(spec: Spec, before: Mapping[str, Any], after: Mapping[str, Any], language: str, countries: Mapping[str, str]) -> list[Pair]:
    """Of some answers to one edition: those that are not what they were."""
    was, now = (row(spec, answers, language, countries=countries) for answers in (before, after))
    found = [Pair(column.label.said(language), said(a), said(b)) for column, a, b in zip(columns(spec), was, now, strict=True)]
    return [pair for pair in found if pair.changed]


def said(value: Any) -> str:
    return "" if value is None else str(value)


def _answers(submission: Submission, language: str, countries: Mapping[str, str]) -> dict[str, tuple[Label, Any]]:
    spec = submission.edition.parsed()
    values = row(spec, submission.answers, language, countries=countries)
    return {column.name: (column.label, value) for column, value in zip(columns(spec), values, strict=True)}
