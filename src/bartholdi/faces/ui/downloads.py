"""Sends a privately stored file to somebody who has been allowed to see its owner."""

from django.http import FileResponse

from bartholdi.office.lib.stored import StoredFile


def send(stored: StoredFile) -> FileResponse:
    """Always as a download, never shown inside our own pages: a file may carry script that we did not find."""
    answer = FileResponse(stored.file.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
