"""What the office calls itself. It is edited in one place, which registers how to read it; letters and bars ask here."""

import time
from collections.abc import Callable

from django.conf import settings

from bartholdi.office.lib.bilingual import language

Names = dict[str, str]  # language -> name
SECONDS = 60  # other processes see a new name after so long

_readers: list[Callable[[], Names | None]] = []
_known: tuple[float, Names] | None = None


def register(read: Callable[[], Names | None]) -> None:
    """`read` gives the name in each language, or None while nobody has written one."""
    _readers.append(read)


def name() -> str:
    """In the language of the moment; the installation's own name where the office has none yet."""
    global _known  # noqa: PLW0603  read on every page: asked of the database once a minute
    if _known is None or time.monotonic() - _known[0] > SECONDS:
        _known = (time.monotonic(), next((names for read in _readers if (names := read())), {}))
    return _known[1].get(language()) or settings.WAGTAIL_SITE_NAME


def forget() -> None:
    """The name was changed in this process: the next page shows the new one."""
    global _known  # noqa: PLW0603
    _known = None
