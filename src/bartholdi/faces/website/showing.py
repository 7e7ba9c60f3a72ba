"""Which pages a visitor may be shown: published, not private, in one language; each list is one query."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

Shown = TypeVar("Shown", bound=QuerySet)


def shown(pages: Shown, request: HttpRequest, *, locale_id: int | QuerySet) -> Shown:
    """`locale_id`: the key of the language, or the query that finds it, which then is part of this one."""
    pages = pages.filter(live=True, locale_id=locale_id)
    for path in private_paths(request):
        pages = pages.exclude(path__startswith=path)
    return pages


def named(pages: Shown, *more: str) -> Shown:
    """Only what a link needs: a page has more than thirty columns."""
    return pages.only("title", "path", "depth", "url_path", "locale_id", "translation_key", "content_type_id", *more)


def private_paths(request: HttpRequest) -> list[str]:
    """Read once per request, where Wagtail's own `public()` would ask for each list."""
    kept = vars(request)
    if "private_paths" not in kept:
        kept["private_paths"] = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    return kept["private_paths"]


def with_pictures(pages: Shown) -> Shown:
    return pages.select_related("picture").prefetch_related("picture__renditions")


def with_parents(pages: Iterable[Any]) -> list[Any]:
    """Each page's `above`, for all of them in one query."""
    found = list(pages)
    paths = {page.path[: -Page.steplen] for page in found}
    above = {page.path: page for page in named(Page.objects.filter(path__in=paths))} if paths else {}
    for page in found:
        page.above = above.get(page.path[: -Page.steplen])
    return found


def translated(keys: Iterable[Any], request: HttpRequest, *, locale_id: int) -> list[Page]:
    """The pages with these translation keys, in the order of the keys, as the reader's language has them."""
    order = list(keys)
    pages = shown(Page.objects.filter(translation_key__in=order), request, locale_id=locale_id) if order else []
    return sorted(pages, key=lambda page: order.index(page.translation_key))
