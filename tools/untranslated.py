"""Every word of the interface in both languages: what is marked must stand in the French catalogue, what is shown must be marked."""

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
Key = tuple[str, str]  # context, sentence


def faults(sources: Path = SOURCES, catalogue: Path = CATALOGUE) -> list[str]:
    missing = [f"{place}: no French for “{key[1]}”" for key, place in missing_french(sources, catalogue).items()]
    return [*missing, *fuzzy(catalogue), *unmarked.faults(sources)]


def missing_french(sources: Path, catalogue: Path) -> dict[Key, str]:
    known = {_key(message) for message in _catalogue(catalogue) if _complete(message)}
    return {key: place for key, place in _marked(sources).items() if key not in known}


def fuzzy(catalogue: Path) -> list[str]:
    return [
        f"{catalogue.name}: “{_key(message)[1]}” is fuzzy" for message in _catalogue(catalogue) if message.id and message.fuzzy
    ]


def _marked(sources: Path) -> dict[Key, str]:
    """Every marked sentence, with the first place where it stands."""
    found: dict[Key, str] = {}
    for path in sorted([*sources.rglob("*.py"), *sources.rglob("*.html"), *sources.rglob("*.txt")]):
        for line, key in _in_file(path):
            found.setdefault(key, f"{path.relative_to(sources)}:{line}")
    return found


def _in_file(path: Path) -> Iterator[tuple[int, Key]]:
    text = path.read_text()
    if path.suffix != ".py":
        # Django turns a template into calls among blanks; without indentation, Babel reads them as Python
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    for line, sentence, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield line, (context or "", sentence[0] if isinstance(sentence, tuple) else sentence)


def _catalogue(path: Path) -> Catalog:
    if not path.exists():
        return Catalog("fr")
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def _key(message: Message) -> Key:
    return (message.context or "", message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _complete(message: Message) -> bool:
    words = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(words) and all(words) and not message.fuzzy


def main(arguments: list[str]) -> int:
    settings.configure(USE_I18N=False)
    if "--po" in arguments:  # what is missing, as entries ready to be filled in
        for (context, sentence), place in missing_french(SOURCES, CATALOGUE).items():
            print(f"#: {place}\n" + (f'msgctxt "{context}"\n' if context else "") + f'msgid "{_escaped(sentence)}"\nmsgstr ""\n')
        return 0
    found = faults()
    for fault in found:
        print(fault)
    print(f"{len(found)} to mend.")
    return 1 if found else 0


def _escaped(sentence: str) -> str:
    return sentence.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
