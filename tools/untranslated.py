"""Every word of the interface in both languages: what is marked must stand in the French catalogue, what is shown must be marked."""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from tools import unmarked

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "bartholdi"
CATALOGUE = SOURCES / "locale" / "fr" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{
        name: DEFAULT_KEYWORDS[name.removesuffix("_lazy")]
        for name in ("gettext_lazy", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy")
    },
    "gettext_noop": None,
}
Sentence = str | tuple[str, str]  # or its singular and plural
Key = tuple[str, Sentence]  # after its context
Place = tuple[str, int]  # file and line


def faults(sources: Path = SOURCES, catalogue: Path = CATALOGUE) -> list[str]:
    known = translated(catalogue)
    missing = [
        f"{file}:{line}: no French for “{said(key)}”"
        for key, [(file, line), *_more] in marked(sources).items()
        if key not in known
    ]
    return [*missing, *fuzzy(catalogue), *swallowed(sources), *unmarked.faults(sources)]


def swallowed(sources: Path) -> list[str]:
    """Babel reads no word that is marked inside an f-string, and nobody would miss its French."""
    return [
        f"{path.relative_to(sources).as_posix()}:{call.lineno}: marked inside an f-string, where it is not found: give it a name first"
        for path in sorted(sources.rglob("*.py"))
        for string in ast.walk(ast.parse(path.read_text()))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]


def translated(path: Path) -> dict[Key, str | tuple[str, ...]]:
    """What stands in a catalogue, complete and certain."""
    return {key(message): message.string for message in read(path) if message.id and _complete(message)}


def fuzzy(path: Path) -> list[str]:
    return [f"{path.name}: “{said(key(message))}” is fuzzy" for message in read(path) if message.id and message.fuzzy]


def marked(sources: Path = SOURCES) -> dict[Key, list[Place]]:
    """Every marked sentence, with the places where it stands."""
    found: dict[Key, list[Place]] = {}
    for path in sorted([*sources.rglob("*.py"), *sources.rglob("*.html"), *sources.rglob("*.txt")]):
        for line, sentence in _in_file(path):
            found.setdefault(sentence, []).append((path.relative_to(sources).as_posix(), line))
    return found


def _in_file(path: Path) -> Iterator[tuple[int, Key]]:
    text = path.read_text()
    if path.suffix != ".py":
        # Django turns a template into calls among blanks; without indentation, Babel reads them as Python
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    for line, sentence, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield line, (context or "", (sentence[0], sentence[1]) if isinstance(sentence, tuple) else sentence)


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog("fr")
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def key(message: Message) -> Key:
    return (message.context or "", (message.id[0], message.id[1]) if isinstance(message.id, tuple | list) else message.id)


def said(key: Key) -> str:
    """For people: the singular stands for both."""
    return key[1] if isinstance(key[1], str) else key[1][0]


def _complete(message: Message) -> bool:
    words = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(words) and all(words) and not message.fuzzy


def main() -> int:
    settings.configure(USE_I18N=False)
    found = faults()
    for fault in found:
        print(fault)
    print(f"{len(found)} to mend.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
