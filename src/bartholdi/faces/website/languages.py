"""A page and its other language: where the switch leads, what search engines are told, which version is newer."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from wagtail.models import Locale, Page

from bartholdi.faces.ui.context import NAMES
from bartholdi.faces.website.showing import shown

A_SESSION = timedelta(days=1)  # both versions are often corrected in one sitting: that is no difference worth a word


def around(page: Page, request: HttpRequest) -> dict[str, Any]:
    """For the template of a page: `languages` wins over the one of every page, because slugs differ between languages."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    here = next((code for code, locale in locales.items() if locale.pk == page.locale_id), "en")
    page.locale = locales[here]  # spares whoever asks for it later a query
    exact = {here: page} | versions(page, request, locales)
    missing = [code for code in NAMES if code in locales and code not in exact]
    nearest = {code: above(page, request, locale_id=locales[code].pk) for code in missing}
    languages = [
        {
            "code": code,
            "name": name,
            "url": address(exact.get(code) or nearest.get(code), request, came_from=code in missing, code=code),
            "current": code == here,
            "exact": code in exact,
        }
        for code, name in NAMES.items()
    ]
    return {
        "languages": languages,
        "alternates": [{"code": code, "url": each.get_full_url(request)} for code, each in sorted(exact.items())]
        if len(exact) > 1
        else [],
        "newer": newer(page, [each for code, each in exact.items() if code != here]),
        "came_from_untranslated": "untranslated" in request.GET,
    }


def versions(page: Page, request: HttpRequest, locales: dict[str, Locale]) -> dict[str, Page]:
    others = Page.objects.filter(translation_key=page.translation_key, live=True).exclude(locale_id=page.locale_id)
    codes = {locale.pk: code for code, locale in locales.items()}
    return {codes[other.locale_id]: other for other in others}


def above(page: Page, request: HttpRequest, *, locale_id: int) -> Page | None:
    """The nearest page above this one that exists in the other language."""
    keys = dict(page.get_ancestors().values_list("translation_key", "depth"))
    candidates = shown(Page.objects.filter(translation_key__in=keys), request, locale_id=locale_id)
    return max(candidates, key=lambda each: keys[each.translation_key], default=None)


def address(page: Page | None, request: HttpRequest, *, came_from: bool, code: str) -> str:
    url = page.get_url(request) if page else None
    if not url:
        return f"/{code}/"
    return f"{url}?untranslated=1" if came_from else url


def newer(page: Page, others: list[Page]) -> Page | None:
    """The other version, when it was published a good while after this one."""
    if page.last_published_at is None:
        return None
    later = (
        other for other in others if other.last_published_at and other.last_published_at > page.last_published_at + A_SESSION
    )
    return next(later, None)
