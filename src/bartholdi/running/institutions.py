"""`bartholdi load-institutions [FILE]`: fills the directory from the curated table, or from the registry's own dump."""

import sys
from pathlib import Path
from zipfile import BadZipFile

import django


def load(file: str) -> int:
    django.setup()
    from bartholdi.office.directory import sources
    from bartholdi.office.directory.services import load_organisations
    from bartholdi.office.journal.acts import System

    path = Path(file) if file else sources.TABLE

    def told(done: int) -> None:
        print(f"\r{done:,} organisations read", end="", file=sys.stderr, flush=True)

    try:
        counts = load_organisations(lambda: sources.read(path), named=path.name, by=System("command line"), told=told)
    except (OSError, UnicodeDecodeError, BadZipFile, sources.Unreadable) as error:
        print(f"\nbartholdi: {path} cannot be read: {error}", file=sys.stderr)
        return 1
    print(file=sys.stderr)
    print(
        f"{counts['read']:,} read: {counts['added']:,} added, {counts['changed']:,} changed, "
        f"{counts['kept']:,} left as the office has them, {counts['unreadable']:,} unreadable."
    )
    return 0
