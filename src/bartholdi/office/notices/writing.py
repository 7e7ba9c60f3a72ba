"""Writes a letter in its reader's language: subject, words, and the HTML made from the words through one layout."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from django.conf import settings
from django.template import Context, Engine, Template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import urlize
from django.utils.safestring import mark_safe

from bartholdi.office.lib import identity
from bartholdi.office.lib.words import clean_line, clean_text
from bartholdi.office.notices.kinds import Kind

# Letters are text: nothing is escaped here; the HTML part escapes the finished words.
ENGINE = Engine(
    autoescape=False,
    builtins=["django.templatetags.i18n", "django.templatetags.tz", "bartholdi.office.notices.templatetags.letters"],
)
CODE = re.compile(r"[A-Z0-9]{2,}(?:[- ][A-Z0-9]{2,}){0,7}")


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str
    text: str
    html: str


def write(kind: Kind, language: str, context: Mapping[str, Any]) -> Letter:
    with translation.override(language):
        facts = {"site": settings.SITE_URL, "office": identity.name(), **cleaned(context, kind.multiline)}
        safe = Context(facts, autoescape=False)
        subject = _template(kind.folder / f"subject.{language}.txt").render(safe)
        body = _template(kind.folder / f"body.{language}.txt").render(safe)
    return compose(kind, language, subject=subject, body=body)


def compose(kind: Kind, language: str, *, subject: str, body: str) -> Letter:
    """From the words, which an officer may have edited, to what leaves."""
    subject, body = clean_line(subject)[:200], tidy(body)
    with translation.override(language):
        facts: dict[str, Any] = {"subject": subject, "body": body, "reason": kind.reason, "language": language}
        facts |= {"office": identity.name(), "site": settings.SITE_URL, "blocks": blocks(body)}
        text = tidy(render_to_string("notices/letter.txt", facts))
        page = render_to_string("notices/letter.html", facts)
    return Letter(subject, body, text, css_inline.inline(page, extra_css=_css()))


def cleaned(context: Mapping[str, Any], multiline: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A typed text stays on its line, so that nobody writes paragraphs of their own into our letters."""
    return {
        key: (tidy(value) if key in multiline else clean_line(value)) if isinstance(value, str) else value
        for key, value in context.items()
    }


def tidy(text: str) -> str:
    """Lines without trailing spaces; at most one empty line between paragraphs."""
    lines = [line.rstrip() for line in clean_text(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def blocks(body: str) -> list[dict[str, Any]]:
    """Paragraphs, lists of lines that begin with a dash, and a code that stands alone."""
    return [_block(paragraph) for paragraph in body.split("\n\n")]


def _block(paragraph: str) -> dict[str, Any]:
    lines = paragraph.split("\n")
    if all(line.startswith("- ") for line in lines):
        return {"name": "list", "lines": [_linked(line[2:]) for line in lines]}
    if CODE.fullmatch(paragraph):
        return {"name": "code", "lines": [paragraph]}
    return {"name": "paragraph", "lines": [_linked(line) for line in lines]}


def _linked(line: str) -> str:
    return mark_safe(urlize(line, autoescape=True))  # noqa: S308  urlize escapes what it does not link


@cache
def _template(path: Path) -> Template:
    return Template(path.read_text(encoding="utf-8"), engine=ENGINE)


@cache
def _css() -> str:
    return (Path(__file__).parent / "letter.css").read_text(encoding="utf-8")
