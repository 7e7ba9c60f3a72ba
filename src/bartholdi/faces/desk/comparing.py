"""What somebody answered, then and later, side by side, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bartholdi.cores.formspec import Field, Spec
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.faces.ui.questions import in_words
from bartholdi.office.applications.models import Submission
from bartholdi.office.questionnaires.queries import spec_of


@dataclass(frozen=True)
class Pair:
    """One answer as it was and as it became, in words; empty where it was not asked or not given. Two files may read alike."""

    label: str
    before: str
    after: str
    changed: bool


def pairs(first: Submission, second: Submission, language: str) -> list[Pair]:
    """In the order of the newer edition; what only the older one asked stands last."""
    older, newer = _asked(first), _asked(second)
    return [
        Pair(
            (newer.get(key) or older[key]).label.said(language),
            in_words(older[key], first.answers.get(key), language) if key in older else "",
            in_words(newer[key], second.answers.get(key), language) if key in newer else "",
            changed=first.answers.get(key) != second.answers.get(key),
        )
        for key in dict.fromkeys([*newer, *older])
    ]


def changed(spec: Spec, before: Mapping[str, Any], after: Mapping[str, Any], language: str) -> Iterator[Pair]:
    """Of some answers to one edition: those that are not what they were."""
    for key, was in before.items():
        field = spec.field(key)
        if field is not None and after.get(key) != was:
            now = in_words(field, after.get(key), language)
            yield Pair(field.label.said(language), in_words(field, was, language), now, changed=True)


def _asked(submission: Submission) -> dict[str, Field]:
    return {field.key: field for field in spec_of(submission.edition_id).fields() if KINDS[field.kind].asks}
