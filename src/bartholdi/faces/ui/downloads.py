"""Sends a privately stored file to somebody who has been allowed to see its owner."""

from typing import TypeVar

from django.http import FileResponse
from django.http.response import HttpResponseBase

from bartholdi.office.lib.stored import StoredFile

Answer = TypeVar("Answer", bound=HttpResponseBase)


def send(stored: StoredFile, *, name: str = "") -> FileResponse:
    """Always as a download, never shown inside our own pages: a file may carry script that we did not find.

    `name`: where its own says too much.
    """
    name = name or stored.name
    answer = FileResponse(stored.file.open("rb"), as_attachment=True, filename=name, content_type=stored.media_type)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return private(answer)


def private(answer: Answer) -> Answer:
    """For this person only: no browser or proxy keeps it, none guesses another kind."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
