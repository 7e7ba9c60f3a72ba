"""What is open to everybody now. The website knows and registers how to ask; the portal shows it, without knowing the website."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest


@dataclass(frozen=True, kw_only=True)
class Call:
    title: str
    url: str
    closes: datetime | None  # None: there is no deadline
    zone: str


_sources: list[Callable[[HttpRequest], list[Call]]] = []


def register(source: Callable[[HttpRequest], list[Call]]) -> None:
    """`source` gives what is open in the language of the moment, what closes first before."""
    _sources.append(source)


def open_now(request: HttpRequest) -> list[Call]:
    return [call for source in _sources for call in source(request)]
