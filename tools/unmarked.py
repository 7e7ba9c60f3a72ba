"""Words that people would see but nobody can translate: text in a template outside {% translate %}, a refusal without gettext."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

BLOCK = re.compile(r"{%\s*(blocktrans(?:late)?|comment|verbatim)\b.*?{%\s*end\1\s*%}", re.DOTALL)
# Blocks that fill an attribute of the frame: classes and kinds, which nobody reads.
ATTRIBUTE = re.compile(r"{%\s*block\s+(?:\w*_class|\w*_type|accent|face|kind)\s*%}.*?{%\s*endblock[^%]*%}", re.DOTALL)
MARKS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
SHOWN = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
NAMES = {"Bartholdi", "English", "Français", "Atom"}  # and what is in capitals: abbreviations, references
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
QUIET = {"code", "kbd", "script", "style", "svg"}
TOLD = {"Refused", "ValidationError"}  # what is raised to people
WORDED = {"help_text", "label", "verbose_name", "verbose_name_plural", "violation_error_message"}
EXEMPT = ("static/vendor/", "/migrations/", "/letters/", "/templates/wagtail")


class Text(HTMLParser):
    """Collects the words of a page that stand outside code and outside a stretch that names its own language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self._quiet():
            for name in SHOWN & given.keys():
                self._note(given[name] or "")
            if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
                self._note(given.get("value") or "")
        if tag not in VOID:
            self.open.append((tag, tag in QUIET or (bool(given.get("lang")) and tag != "html")))

    def handle_endtag(self, tag: str) -> None:
        # a template's branches may open twice and close once: close the nearest of that name
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        if not self._quiet():
            self._note(data)

    def _quiet(self) -> bool:
        return any(quiet for _tag, quiet in self.open)

    def _note(self, text: str) -> None:
        if any(not word.isupper() and word not in NAMES for word in WORD.findall(text)):
            self.found.append((self.getpos()[0], " ".join(text.split())[:60]))


def faults(sources: Path) -> list[str]:
    found = []
    for path in sorted([*sources.rglob("*.html"), *sources.rglob("*.py")]):
        if any(part in path.as_posix() for part in EXEMPT):
            continue
        look = _in_template if path.suffix == ".html" else _in_python
        found += [
            f"{path.relative_to(sources)}:{line}: not marked for translation: “{text}”" for line, text in look(path.read_text())
        ]
    return found


def _in_template(text: str) -> Iterator[tuple[int, str]]:
    page = Text()
    for pattern in (BLOCK, ATTRIBUTE, MARKS):
        text = pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
    page.feed(text)
    page.close()
    yield from page.found


def _in_python(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        told = node.args[:1] if _name(node.func) in TOLD else []
        for value in [*told, *(word.value for word in node.keywords if word.arg in WORDED)]:
            words = isinstance(value, ast.Constant) and isinstance(value.value, str) and WORD.search(value.value)
            if words or isinstance(value, ast.JoinedStr):
                yield value.lineno, ast.unparse(value)[:60]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
