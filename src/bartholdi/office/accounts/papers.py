"""What a person does with their own papers: keep one, rename it, throw it away."""

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.translation import gettext as _

from bartholdi.office.accounts.models import Document, User
from bartholdi.office.accounts.permissions import DOCUMENT_POLICY as POLICY
from bartholdi.office.journal.acts import act, record
from bartholdi.office.lib.files import DOCUMENTS, PICTURES, examine
from bartholdi.office.lib.stored import columns
from bartholdi.office.lib.workflow import Refused

ALLOWED = (*DOCUMENTS, *PICTURES, "xlsx", "ods")
MOST = 40  # papers a person may keep


def keep_document(upload: File[Any], *, title: str, by: User) -> Document:
    """Examines the file, keeps it, and refuses the same content twice."""
    if by.documents.count() >= MOST:
        raise Refused(_("You keep %(most)s documents already. Throw one away, then add this one.") % {"most": MOST})
    examined = examine(upload, allowed=ALLOWED, limit=settings.FILE_LIMIT)
    twin = by.documents.filter(digest=examined.digest).first()
    if twin is not None:
        raise Refused(_("You have this file already: it is kept as “%(title)s”.") % {"title": twin.title})
    document = Document(owner=by, title=title.strip() or examined.name, **columns(upload, examined))
    with act("accounts.keep_document", document, by=by, policy=POLICY):
        pass
    return document


def rename_document(document: Document, *, title: str, by: User) -> Document:
    with act("accounts.rename_document", document, by=by, policy=POLICY):
        document.title = title.strip() or document.name
    return document


def discard_document(document: Document, *, by: User) -> None:
    """The row goes now; the file itself only once the row is surely gone, so that a failed act loses nothing."""
    POLICY.require(by, "discard_document", document)
    with transaction.atomic():
        record("accounts.discard_document", document, by=by, change={"name": document.name, "digest": document.digest})
        storage: Storage = document.file.storage
        name = document.file.name
        document.delete()
        transaction.on_commit(lambda: storage.delete(name or ""))
