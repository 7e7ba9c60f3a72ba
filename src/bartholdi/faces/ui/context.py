"""What every template may read about the page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from bartholdi.faces.ui import scheme
from bartholdi.office.lib import identity
from bartholdi.office.lib.bilingual import language

NAMES = {"en": "English", "fr": "Français"}  # each in its own language


def page(request: HttpRequest) -> dict[str, Any]:
    """A view that knows better (a page's own translation) gives `languages` itself: a view's words win over these."""
    return {
        "demo": not settings.PRODUCTION,
        "office_name": identity.name(),
        "language": language(),
        "languages": [
            {"code": code, "name": name, "url": translated(request, code), "current": code == get_language()}
            for code, name in NAMES.items()
        ],
        "scheme": scheme.chosen(request),
        "rehearsal": getattr(request, "rehearsal", None),
    }


def translated(request: HttpRequest, code: str) -> str:
    """The address of this page in the other language, its query string kept."""
    if request.method == "POST":  # the other language is asked for with GET: what was posted stays typed (keep.js)
        return translate_url(request.path_info, code)
    return translate_url(request.get_full_path_info(), code)
