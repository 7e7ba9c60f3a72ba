"""Pictures of published pages; never anything from the private storage, which has no address."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

KINDS = {
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
FOLDERS = ("original_images/", "images/")  # Wagtail's pictures and their sizes: nothing else is served
ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'"  # a picture opened on its own runs nothing and asks for nothing


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponseBase:
    kind = KINDS.get(name[name.rfind(".") :].lower())
    if kind is None or not name.startswith(FOLDERS):
        raise Http404
    try:
        changed = int(default_storage.get_modified_time(name).timestamp())
        if (parse_http_date_safe(request.headers.get("If-Modified-Since", "")) or 0) >= changed:
            return HttpResponseNotModified()
        response = FileResponse(default_storage.open(name), content_type=kind)
    except (FileNotFoundError, SuspiciousFileOperation, IsADirectoryError):
        raise Http404
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "public, max-age=604800"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    return response
