"""Answers as HTML: sections, definition lists and tables, everything escaped, without style or script.

The only classes: `answers` on each section, `unanswered` on what has no answer.
"""

from collections.abc import Mapping
from html import escape

from bartholdi.cores.formspec.kinds.kind import Grid, Manner, Shown
from bartholdi.cores.formspec.show.gather import gather
from bartholdi.cores.formspec.spec import Spec
from bartholdi.cores.formspec.words.shown import NO_ANSWER


def html(
    spec: Spec,
    answers: object,
    language: str,
    *,
    blind: bool = False,
    empty: bool = True,
    countries: Mapping[str, str] | None = None,
    heading: int = 2,
) -> str:
    """The questions that show and their answers as a fragment of HTML in `en` or `fr`, with titles as `<h2>` (or `heading`).

    The other arguments are those of `text`.
    """
    manner = Manner(language, blind, countries or {})
    tag = f"h{heading}"
    parts = []
    for page in gather(spec, answers, manner, empty=empty):
        parts.append(f'<section class="answers" lang="{escape(language)}">\n<{tag}>{escape(page.title)}</{tag}>\n<dl>\n')
        parts += [f"<dt>{escape(item.label)}</dt>\n{_answer(item.answer, item.label, language)}\n" for item in page.items]
        parts.append("</dl>\n</section>\n")
    return "".join(parts)


def _answer(answer: Shown | None, label: str, language: str) -> str:
    if answer is None:
        return f'<dd class="unanswered">{escape(NO_ANSWER.said(language))}</dd>'
    if isinstance(answer, Grid):
        return f"<dd>{_table(answer, label)}</dd>"
    if isinstance(answer, list):
        return "<dd><ul>" + "".join(f"<li>{_broken(each)}</li>" for each in answer) + "</ul></dd>"
    if "\n" not in answer:
        return f'<dd dir="auto">{escape(answer)}</dd>'
    paragraphs = [block.strip("\n") for block in answer.split("\n\n")]
    return "<dd>" + "".join(f'<p dir="auto">{_broken(block)}</p>' for block in paragraphs if block) + "</dd>"


def _table(grid: Grid, label: str) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in grid.head)
    rows = "".join("<tr>" + "".join(f"<td>{_broken(cell)}</td>" for cell in row) + "</tr>" for row in grid.rows)
    span = f' colspan="{len(grid.head) - 1}"' if len(grid.head) > 2 else ""
    sums = "".join(
        f'<tr><th scope="row"{span}>{escape(name)}</th><td>{escape(total)}</td></tr>'
        if len(grid.head) > 1
        else f'<tr><th scope="row">{escape(name)}: {escape(total)}</th></tr>'
        for name, total in grid.totals
    )
    foot = f"<tfoot>{sums}</tfoot>" if sums else ""
    return f"<table><caption>{escape(label)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{foot}</table>"


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>")
