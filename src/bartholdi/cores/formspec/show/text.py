"""Answers as plain text, for letters and exports."""

from collections.abc import Iterator, Mapping

from bartholdi.cores.formspec.kinds.kind import Grid, Manner, Shown
from bartholdi.cores.formspec.show.gather import gather
from bartholdi.cores.formspec.spec import Spec
from bartholdi.cores.formspec.words.shown import NO_ANSWER


def text(
    spec: Spec,
    answers: object,
    language: str,
    *,
    blind: bool = False,
    empty: bool = True,
    countries: Mapping[str, str] | None = None,
) -> str:
    """The questions that show and their answers as plain text in `en` or `fr`; the empty text where there are none.

    blind      without fields and columns that identify people, and without the names of files
    empty      with the questions that have no answer
    countries  names of countries by code; without it, codes are shown
    """
    manner = Manner(language, blind, countries or {})
    blocks = []
    for page in gather(spec, answers, manner, empty=empty):
        blocks.append(f"{page.title}\n{'=' * min(len(page.title), 72)}")
        blocks += ["\n".join([item.label, *_lines(item.answer, language)]) for item in page.items]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _lines(answer: Shown | None, language: str) -> Iterator[str]:
    """The answer, each line set in by two spaces, so that no answer can look like a question."""
    if answer is None:
        yield f"  {NO_ANSWER.said(language)}"
    elif isinstance(answer, Grid):
        for number, row in enumerate(answer.rows, start=1):
            said = "; ".join(f"{head}: {_flat(cell)}" for head, cell in zip(answer.head, row, strict=True) if cell)
            yield f"  {number}. {said}"
        for label, total in answer.totals:
            yield f"  {label}: {total}"
    elif isinstance(answer, list):
        for each in answer:
            yield f"  - {_flat(each)}"
    else:
        for line in answer.split("\n"):
            yield f"  {line}".rstrip()


def _flat(text: str) -> str:
    return " / ".join(line for line in text.split("\n") if line)
