"""Writes the French catalogue anew from what the code says now: `python -m tools.words [more.po ...]`; no GNU gettext needed."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.conf import settings

from tools.untranslated import CATALOGUE, Key, marked, said, translated

MOMENTS = ('"POT-Creation-Date', '"PO-Revision-Date')  # they would change the file at every run


def update(*more: Path) -> list[str]:
    """Keeps the words we have, those of `more` before those of the catalogue; returns what still lacks French."""
    known = {key: french for path in (CATALOGUE, *more) for key, french in translated(path).items()}
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
    for key, files in sorted(_places().items(), key=lambda item: (item[1][0], str(item[0]))):
        context, sentence = key
        if key not in known:
            missing.append(f"{files[0]}: {said(key)}")
        french = known.get(key, "" if isinstance(sentence, str) else ("", ""))
        fresh.add(sentence, french, context=context or None, locations=[(file, None) for file in files])
    _write(fresh)
    return missing


def _places() -> dict[Key, list[str]]:
    """Files without lines: these would change at every edit."""
    return {
        key: [f"src/bartholdi/{file}" for file in dict.fromkeys(file for file, _line in found)] for key, found in marked().items()
    }


def _write(catalogue: Catalog) -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False, omit_header=False)
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines(keepends=True)
    CATALOGUE.write_text("".join(line for line in lines if not line.startswith(MOMENTS)), encoding="utf-8")


def main(arguments: list[str]) -> int:
    settings.configure(USE_I18N=False)
    missing = update(*map(Path, arguments))
    print("\n".join(missing) or "Every word has its French.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
