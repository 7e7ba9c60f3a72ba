"""Every word of the interface, read from the code without GNU gettext: `python -m tools.words update [more.po ...]`."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "bartholdi"
FRENCH = SOURCE / "locale" / "fr" / "LC_MESSAGES" / "django.po"
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Key = tuple[str, str | tuple[str, str]]  # context, then the text or its singular and plural


def extracted() -> dict[Key, list[str]]:
    """Each message and the files it stands in."""
    found: dict[Key, list[str]] = {}
    for path in sorted(
        p for p in SOURCE.rglob("*") if p.suffix in {".py", ".html", ".txt"} and "/migrations/" not in p.as_posix()
    ):
        for key in _messages(path):
            places = found.setdefault(key, [])
            place = path.relative_to(ROOT).as_posix()
            if place not in places:
                places.append(place)
    return found


def _messages(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize  # only templates need Django

        # What is left of the page between the calls has indents that are no Python.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, function, arguments, _comments in extract_python(
        io.BytesIO(text.encode()), list(FUNCTIONS), (), {"encoding": "utf-8"}
    ):
        words = tuple(a for a in (arguments if isinstance(arguments, tuple) else (arguments,)) if a is not None)
        context = words[0] if "pgettext" in function else ""
        words = words[1:] if "pgettext" in function else words
        if words and words[0]:
            yield context, (words[0], words[1]) if "ngettext" in function or "npgettext" in function else words[0]


def catalogue(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="fr", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="fr", charset="utf-8")


def update(*more: Path) -> list[str]:
    """Writes the French catalogue anew: what the code says now, in the words we have; returns what still lacks French."""
    known: dict[Key, str | tuple[str, ...]] = {}
    for path in (FRENCH, *more):
        for message in catalogue(path):
            if (
                message.id
                and not message.fuzzy
                and any(message.string if isinstance(message.string, tuple) else (message.string,))
            ):
                known[message.context or "", message.id] = message.string
    fresh = Catalog(
        locale="fr",
        project="Bartholdi",
        version="1",
        charset="utf-8",
        fuzzy=False,
        copyright_holder="the founding engineers of Bartholdi",
        header_comment="# The French of Bartholdi's interface.",
    )
    missing = []
    for (context, text), places in sorted(extracted().items(), key=lambda item: (item[1][0], str(item[0]))):
        french = known.get((context, text))
        if french is None:
            missing.append(f"{places[0]}: {text if isinstance(text, str) else text[0]}")
        fresh.add(
            text,
            french or ("" if isinstance(text, str) else ("", "")),
            context=context or None,
            locations=[(p, None) for p in places],
        )
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    with FRENCH.open("wb") as file:
        write_po(file, fresh, width=120, include_lineno=False, omit_header=False)
    text = FRENCH.read_text(encoding="utf-8")
    moments = ('"POT-Creation-Date', '"PO-Revision-Date')  # they would change the file at every run
    FRENCH.write_text("".join(line for line in text.splitlines(keepends=True) if not line.startswith(moments)), encoding="utf-8")
    return missing


def main() -> int:
    missing = update(*(Path(name) for name in sys.argv[2:]))
    print("\n".join(missing) or "Every word has its French.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
