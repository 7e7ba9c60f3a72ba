"""What is shown of a questionnaire and its answers, before it becomes text or HTML."""

from collections.abc import Iterator
from dataclasses import dataclass

from bartholdi.cores.formspec.check import check
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.kinds.kind import Manner, Shown
from bartholdi.cores.formspec.spec import Spec


@dataclass(frozen=True, slots=True)
class Item:
    """One question with what is shown of its answer; None where there is none."""

    key: str
    label: str
    answer: Shown | None


@dataclass(frozen=True, slots=True)
class Page:
    """One section that shows."""

    key: str
    title: str
    items: tuple[Item, ...]


def gather(spec: Spec, answers: object, manner: Manner, *, empty: bool = True) -> Iterator[Page]:
    """The pages that show, with their questions. `empty`: those without an answer too. Never raises."""
    verdict = check(spec, answers)
    for section in spec.sections:
        items = tuple(
            Item(
                field.key,
                field.label.said(manner.language),
                KINDS[field.kind].show(verdict.answers[field.key], field.options, manner)
                if field.key in verdict.answers
                else None,
            )
            for field in section.fields
            if field.key in verdict.shown
            and KINDS[field.kind].asks
            and not (manner.blind and field.identifies)
            and (empty or field.key in verdict.answers)
        )
        if items:
            yield Page(section.key, section.title.said(manner.language), items)
