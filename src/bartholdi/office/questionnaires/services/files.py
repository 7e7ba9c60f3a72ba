"""Files as answers: examined, kept with the response, named in the answer by what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any, cast

import pypdf
from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext
from pypdf.errors import PyPdfError

from bartholdi.cores.formspec import Fault, Field, Spec
from bartholdi.office.journal.acts import Actor, lock
from bartholdi.office.lib import files
from bartholdi.office.lib.stored import columns
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires.models import Attachment, Response
from bartholdi.office.questionnaires.queries import spec_of
from bartholdi.office.questionnaires.services.answers import Saved, put_in

# The short names of formspec's kinds of files -> those of lib/files; it has no other kinds to examine.
KINDS = {"pdf": "pdf", "docx": "docx", "odt": "odt", "xlsx": "xlsx", "ods": "ods", "png": "png", "jpg": "jpeg"}
KINDS |= {"txt": "text", "csv": "text"}
MOST = 200  # files a response may ever have been given, those taken away again included


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was kept; `faults` are what the questionnaire has against it, such as too many pages."""

    attachment: Attachment
    saved: Saved
    faults: tuple[Fault, ...]


@transaction.atomic
def attach(response: Response, key: str, upload: File[Any], *, by: Actor) -> Handed:
    """In the place of the file that was there; where several are asked for, beside them."""
    lock(response)
    field = _field(response, key)
    if response.attachments.count() >= MOST:
        raise Refused(gettext("The file was not kept: this form has been given more files than it can hold."))
    examined = files.examine(upload, allowed=allowed(field), limit=limit(field))
    attachment = response.attachments.filter(field_key=key, digest=examined.digest).first() or Attachment(
        response=response, field_key=key, pages=pages(upload, examined), **columns(upload, examined)
    )
    if attachment._state.adding:
        attachment.full_clean()
        attachment.save()
    saved = put_in(response, {key: with_file(field, response.everything().get(key), attachment.facts())}, by=by)
    return Handed(attachment, saved, tuple(fault for fault in saved.faults if fault.key == key))


@transaction.atomic
def detach(response: Response, key: str, digest: str, *, by: Actor) -> Saved:
    """Out of the answer; the file itself stays with the versions that name it."""
    lock(response)
    now = response.everything().get(key)
    if _field(response, key).kind == "files":
        left = [each for each in now or [] if each["digest"] != digest] or None
    else:
        left = None if now and now["digest"] == digest else now
    return put_in(response, {key: left}, by=by)


def with_file(field: Field, now: Any, facts: dict[str, Any]) -> Any:
    """The answer with this file: beside the others where several are asked for, else in their place."""
    if field.kind != "files":
        return facts
    return [*(each for each in now or [] if each["digest"] != facts["digest"]), facts]


def allowed(field: Field) -> tuple[str, ...]:
    """The kinds of lib/files that a question takes."""
    asked = field.options.get("types") or ("pdf", "docx", "odt", "png", "jpg")
    return tuple(dict.fromkeys(KINDS[short] for short in asked if short in KINDS))


def limit(field: Field) -> int:
    most: int = field.options.get("max_bytes", settings.FILE_LIMIT)
    return min(settings.FILE_LIMIT, most)


def _field(response: Response, key: str) -> Field:
    return field_of(spec_of(response.edition_id), key)


def field_of(spec: Spec, key: str) -> Field:
    """The question of this key, if it asks for files."""
    field = spec.field(key)
    if field is None or field.kind not in {"file", "files"}:
        raise Refused(gettext("The file was not kept: no file is asked for here."))
    return field


def pages(upload: File[Any], examined: files.Examined) -> int | None:
    if examined.kind.name != "pdf":
        return None
    upload.seek(0)
    try:
        return len(pypdf.PdfReader(cast(IO[bytes], upload.file)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError):
        return None
    finally:
        upload.seek(0)
