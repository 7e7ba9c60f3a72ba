"""The WSGI application, for gunicorn."""

import os
import re
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bartholdi.settings")


class Utf8Request(WSGIRequest):
    """All our pages speak UTF-8. Django takes the sender's word for another coding, and fails over Python's codings
    that are no alphabets (`hex`) before anything of ours could answer."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        kind = re.sub(r";\s*charset=[^;]*", "", meta.get("CONTENT_TYPE", ""), flags=re.IGNORECASE)
        super()._set_content_type_params({**meta, "CONTENT_TYPE": kind})  # type: ignore[misc]  # the stubs leave it out


application = get_wsgi_application()
application.request_class = Utf8Request
