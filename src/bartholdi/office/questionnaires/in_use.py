"""Who uses a questionnaire: the apps above register how many answers they have, for whoever is about to publish an edition."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise

from bartholdi.office.questionnaires.models import Questionnaire


class Count(NamedTuple):
    """`moved`: still being written, taken over by a new edition; `kept`: sent, and stays with the edition that it answers."""

    moved: int
    kept: int


class Open(NamedTuple):
    """Answers that are still being written, and the primary key of the edition that they answer."""

    edition: int
    answers: Any


@dataclass(frozen=True)
class Use:
    """What one app has: `label` names it in the plural, such as “Applications”."""

    label: str | Promise
    count: Callable[[Questionnaire], Count]
    drafts: Callable[[Questionnaire, int], Iterable[Open]] | None = None


_USES: list[Use] = []


def register(
    label: str | Promise,
    *,
    count: Callable[[Questionnaire], Count],
    drafts: Callable[[Questionnaire, int], Iterable[Open]] | None = None,
) -> None:
    """In `AppConfig.ready`. `drafts(questionnaire, most)` gives up to `most` of those still being written; newest first."""
    _USES.append(Use(label, count, drafts))


def counted(questionnaire: Questionnaire) -> list[tuple[str, Count]]:
    """Of each app that has answers, or may have."""
    return [(str(use.label), use.count(questionnaire)) for use in _USES]


def drafts(questionnaire: Questionnaire, most: int) -> Iterator[Open]:
    for use in _USES:
        if use.drafts is not None:
            yield from use.drafts(questionnaire, most)
