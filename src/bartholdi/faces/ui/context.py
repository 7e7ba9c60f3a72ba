"""What every template may read about the page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    return {"demo": settings.DEMO, "office_name": settings.WAGTAIL_SITE_NAME}
