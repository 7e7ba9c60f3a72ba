"""How the pages of dispatches are asked and answered by their own script: outer facts as JSON, sealed octets as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from bartholdi.faces.ui.downloads import private
from bartholdi.office.dispatches.services.drafts import Stale
from bartholdi.office.lib.workflow import Refused

OCTETS = "application/octet-stream"
LARGEST = 8 * 1024 * 1024 + 1  # one more than an envelope may have, so that a longer one is seen


def keyed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page on which a key is used: it may start a worker of our own."""
    return csp_update({"worker-src": [SELF]})(view)


def answered(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A refusal goes back as its sentence; nothing of the answer is kept by the browser."""

    @wraps(view)
    def in_json(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return private(view(request, *args, **kwargs))
        except Refused as refusal:
            return JsonResponse({"refused": str(refusal), "stale": isinstance(refusal, Stale)}, status=409)

    return in_json


def given(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.read(LARGEST))
    except (ValueError, RecursionError) as error:
        raise Refused(_("The page sent something that cannot be read. Load it again: your draft is kept.")) from error
    return found if isinstance(found, dict) else {}


def octets(request: HttpRequest) -> bytes:
    return request.read(LARGEST)


def sent(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=OCTETS)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def number(text: Any) -> int:
    """0 where it is none: what is asked for by it is then not found."""
    written = str(text or "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 16 else 0
