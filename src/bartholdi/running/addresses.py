"""Every address of the installation, read from its URL configuration; the demonstration's check and the house tests visit them."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import override

LIBRARIES = ("cms/", "account/with/")  # Wagtail's own screens, and where other sites send people back
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def every_address(*, languages: tuple[str, ...] = ("en", "fr"), with_arguments: bool = False, to_read: bool = False) -> list[str]:
    """Sorted, without repeats; those that take arguments only when asked, with a sample for each. `to_read`: those that answer GET."""
    found: set[str] = set()
    for language in languages:
        with override(language):
            routes = ((route, entry) for route, entry in _routes(get_resolver(), "/") if with_arguments or "<" not in route)
            found.update(route for route, entry in routes if not to_read or _answers_get(entry.callback))
    return sorted(_filled(route) for route in found)


def _answers_get(view: Any) -> bool:
    """Django keeps the methods that a view takes in the decorator's closure alone; other decorators may stand around it."""
    layer = view
    while layer is not None:
        taken = inspect.getclosurevars(layer).nonlocals.get("request_method_list") if inspect.isfunction(layer) else None
        if taken is not None and "GET" not in taken:
            return False
        layer = getattr(layer, "__wrapped__", None)
    of_class = getattr(view, "view_class", None)
    return of_class is None or hasattr(of_class, "get")


def _routes(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        step = _step(entry.pattern)
        if step is None or f"{prefix}{step}".startswith(tuple(f"/{library}" for library in LIBRARIES)):
            continue
        if isinstance(entry, URLPattern):
            yield prefix + step, entry
        else:
            yield from _routes(entry, prefix + step)


def _step(pattern: Any) -> str | None:
    """The readable part of a route; a regular expression (Wagtail's page tree) has none: its pages are asked for by name."""
    if isinstance(pattern, LocalePrefixPattern):
        return str(pattern.language_prefix)
    route = getattr(pattern, "_route", None)
    return None if route is None else str(route)


def _filled(route: str) -> str:
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1] or "str", "x"), route)
