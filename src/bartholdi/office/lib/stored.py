"""A file kept in private storage: no address of its own, sent only by its owner's page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib.files import Examined, examine


class PrivateFolder(FileSystemStorage):
    """A folder whose files have no address: only a view that has asked who is there sends them."""

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address: send it by its owner's page.")


def private() -> Storage:
    return storages["private"]


def random_place(instance: models.Model, _name: str) -> str:
    """A name on the disk that says nothing of the person, and that nobody can guess or overwrite."""
    token = uuid.uuid4().hex
    return f"{instance._meta.app_label}/{token[:2]}/{token}"


class StoredFile(models.Model):
    """Columns of every kept file; the app that owns it adds whose it is. `file` is named in no address."""

    file = models.FileField(_("file"), storage=private, upload_to=random_place)
    name = models.CharField(_("name"), max_length=120)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    digest = models.CharField(_("SHA-256 digest"), max_length=64)
    media_type = models.CharField(_("kind"), max_length=100)
    kept_at = models.DateTimeField(_("kept since"), default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="%(app_label)s_%(class)s_not_empty")]

    def __str__(self) -> str:
        return self.name


def columns(upload: File[Any], examined: Examined) -> dict[str, Any]:
    """What a new StoredFile takes from an upload that was examined."""
    return {
        "file": upload,
        "name": examined.name,
        "size": examined.size,
        "digest": examined.digest,
        "media_type": examined.kind.media_type,
    }


def examined(values: Mapping[str, Any], *, allowed: Iterable[str]) -> dict[str, Any]:
    """What a form gives for a StoredFile, with the columns of its "upload", where one was chosen; without one, the file that is there
    stays."""
    others = {name: value for name, value in values.items() if name != "upload"}
    upload = values.get("upload")
    if not upload:
        return others
    return {**others, **columns(upload, examine(upload, allowed=allowed, limit=settings.FILE_LIMIT))}
