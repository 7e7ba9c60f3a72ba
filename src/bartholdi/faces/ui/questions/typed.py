"""What a form sent for one question or a part of it: never trusted, cleaned of what cannot be seen, and never lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from bartholdi.office.lib.words import clean_line, clean_text

MOST_ROWS = 501  # one more than formspec takes, so that it says so


@dataclass(frozen=True, slots=True)
class Typed:
    """The values under one name; `before` is the answer that was kept before this was sent."""

    post: QueryDict
    name: str
    before: Any = None

    def at(self, part: str) -> "Typed":
        return Typed(self.post, f"{self.name}.{part}")

    def line(self) -> str | None:
        return clean_line(self._last()) or None

    def text(self) -> str | None:
        return clean_text(self._last()) or None

    def values(self) -> list[str]:
        """All that were ticked; the empty one only says that the question was asked."""
        return [value for each in self.post.getlist(self.name) if (value := clean_line(each))]

    def rows(self) -> Iterator["Typed"]:
        """In the order of their numbers, whatever is between them."""
        begin = f"{self.name}."
        found = {part for key in self.post if key.startswith(begin) and (part := key[len(begin) :].partition(".")[0])}
        numbers = sorted(int(part) for part in found if part.isascii() and part.isdigit() and len(part) < 7)
        return (self.at(str(number)) for number in numbers[:MOST_ROWS])

    def _last(self) -> str:
        return (self.post.getlist(self.name) or [""])[-1]
