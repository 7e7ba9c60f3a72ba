"""The registry of letters: each app says in AppConfig.ready which kinds it sends, with an example that a test renders."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.utils.functional import Promise

# Labels are gettext_lazy, so that the outbox names a kind in its reader's language.
Words = str | Promise


class Gone(Exception):
    """What a letter encloses is not kept any more."""


@dataclass(frozen=True)
class Enclosure:
    """A file that leaves with a letter; `open` gives its octets, as they are when it leaves."""

    name: str
    media_type: str
    size: int
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The letter in `office/<app>/letters/<name>/`: `subject.en.txt body.en.txt subject.fr.txt body.fr.txt`."""

    app: str
    name: str
    label: Words
    reason: Words  # ends the sentence of the footer, "You receive this letter because ..."
    example: Mapping[str, Any]
    private: bool = False  # holds a code or a link that opens something: nobody at the desk reads it
    urgent: bool = False  # somebody waits in front of a screen: leaves before the others
    lifetime: timedelta = timedelta(days=3)  # after that it is of no use: it fails instead of leaving late
    multiline: frozenset[str] = field(default_factory=frozenset)  # the context's texts that may keep their lines
    encloses: Callable[[str], Sequence[Enclosure]] | None = None  # the files of a cause; raises Gone

    @property
    def key(self) -> str:
        return f"{self.app}.{self.name}"

    @property
    def folder(self) -> Path:
        return Path(apps.get_app_config(self.app).path) / "letters" / self.name


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if KINDS.get(kind.key, kind) != kind:
            raise ValueError(f"two kinds of notice are named {kind.key}")
        KINDS[kind.key] = kind


def enclosures(key: str, cause: str) -> Sequence[Enclosure]:
    """The files that leave with a letter of this kind and cause, opened only when it leaves. Raises Gone."""
    kind = KINDS.get(key)
    return kind.encloses(cause) if kind is not None and kind.encloses is not None else ()


def label(key: str) -> str:
    """The kind in words; a kind that a later version dropped keeps its key."""
    return str(KINDS[key].label) if key in KINDS else key


def choices() -> list[tuple[str, str]]:
    """Every kind with its words, in the order of the words."""
    return sorted(((key, str(kind.label)) for key, kind in KINDS.items()), key=lambda pair: pair[1].casefold())
