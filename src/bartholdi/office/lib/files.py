"""What a file given by a person must be before it is kept: judged from its content, never from its name."""

from __future__ import annotations

import codecs
import hashlib
import math
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, cast

import filetype
import pypdf
from babel.numbers import format_decimal
from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from pypdf.errors import PyPdfError

from bartholdi.office.lib.antivirus import refuse_infected
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused

PIXELS = 60_000_000  # a page scanned at 600 dpi has 35 million
ZIP_ENTRIES = 5_000
ZIP_BYTES = 500 * 1024 * 1024
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """A kind of file that can be asked for: its media type, the endings it may carry, and how it is examined."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    examine: Callable[[IO[bytes]], None]


@dataclass(frozen=True)
class Examined:
    """What is kept beside the file: the name made safe, the size in bytes, the SHA-256 digest and the judged kind."""

    name: str
    size: int
    digest: str
    kind: Kind


def _pdf(content: IO[bytes]) -> None:
    try:
        document = pypdf.PdfReader(content)
        encrypted = document.is_encrypted
        pages = 0 if encrypted else len(document.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise Refused(_("This PDF is damaged and cannot be opened. Make it again, then choose it again.")) from error
    if encrypted:
        raise Refused(_("This PDF is locked with a password. Save it without a password, then choose it again."))
    if not pages:
        raise Refused(_("This PDF has no page. Make it again, then choose it again."))


def _picture(content: IO[bytes]) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is told below
            picture = Image.open(content)
            if picture.width * picture.height > PIXELS:
                raise Refused(
                    _("This picture has too many pixels. Make it smaller (60 megapixels at most), then choose it again.")
                )
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused(_("This picture is damaged and cannot be opened. Export it again, then choose it again.")) from error


def _office(folder: str) -> Callable[[IO[bytes]], None]:
    def examine(content: IO[bytes]) -> None:
        try:
            with zipfile.ZipFile(content) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise Refused(_("This document is damaged and cannot be opened. Save it again, then choose it again.")) from error
        names = {entry.filename for entry in entries}
        if len(entries) > ZIP_ENTRIES or sum(entry.file_size for entry in entries) > ZIP_BYTES:
            raise Refused(_("This document unpacks to far more than a document should. Save it as a PDF, then choose that."))
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Refused(_("This document contains macros (small programs). Save it without macros, then choose it again."))
        if not any(name.startswith(folder) for name in names):
            raise Refused(_("This document is not what its name says. Save it again, then choose it again."))

    return examine


def _plain(content: IO[bytes]) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in iter(lambda: content.read(CHUNK), b""):
            if "\x00" in decoder.decode(piece):
                raise Refused(_("This is not a text file. Choose a file of plain text, or a PDF."))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Refused(_("This text is not in UTF-8. Save it as UTF-8 (“Unicode”), then choose it again.")) from error


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", "application/pdf", ("pdf",), _pdf),
        Kind("png", "image/png", ("png",), _picture),
        Kind("jpeg", "image/jpeg", ("jpg", "jpeg"), _picture),
        Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",), _office("word/")),
        Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",), _office("xl/")),
        Kind("odt", "application/vnd.oasis.opendocument.text", ("odt",), _office("content.xml")),
        Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", ("ods",), _office("content.xml")),
        Kind("text", "text/plain", ("txt", "csv", "md", "bib"), _plain),
    )
}
DOCUMENTS = ("pdf", "docx", "odt")
PICTURES = ("png", "jpeg")


def examine(upload: File[bytes], *, allowed: Iterable[str], limit: int) -> Examined:
    """Judges an upload by its content and gives what to keep beside it, or refuses with a sentence that says how to mend it.

    `allowed` are names of KINDS; `limit` is in bytes. Reads the file in pieces: memory does not grow with its size.
    """
    allowed = tuple(allowed)
    size = upload.size or 0
    if not size:
        raise Refused(_("This file is empty (0 bytes). Open it to see that it has content, then choose it again."))
    if size > limit:
        raise Refused(
            _("This file is too large: %(size)s. The limit is %(limit)s. Make it smaller, then choose it again.")
            % {"size": weight(size), "limit": weight(limit)}
        )
    kind = judged(upload)
    if kind is None or kind.name not in allowed:
        raise Refused(
            _("This file cannot be taken: its content is %(found)s. Choose a file of one of these kinds: %(kinds)s.")
            % {"found": kind.name.upper() if kind else _("of an unknown kind"), "kinds": ", ".join(listed(allowed))}
        )
    upload.seek(0)
    kind.examine(cast(IO[bytes], upload.file))
    refuse_infected(upload)
    return Examined(name=safe_name(upload.name or "", kind), size=size, digest=digest(upload), kind=kind)


def weight(size: int) -> str:
    """A size in bytes as people say it, rounded up: 340 KB, 1.2 MB; 340 ko, 1,2 Mo."""
    if size < 1_000_000:
        return _("%(number)s KB") % {"number": format_decimal(math.ceil(size / 1024), locale=language())}
    tenths = math.ceil(size / 1024 / 1024 * 10)
    return _("%(number)s MB") % {"number": format_decimal(tenths / 10, format="#,##0.#", locale=language())}


def listed(allowed: Iterable[str]) -> list[str]:
    """The kinds as people know them: PDF, DOCX ..."""
    return [ending.upper() for name in allowed for ending in KINDS[name].endings[:1]]


def judged(upload: File[bytes]) -> Kind | None:
    """The kind by its content; None where it is none of ours."""
    upload.seek(0)
    guess = filetype.guess(upload.read(8192))
    if guess is None:
        return KINDS["text"] if _looks_like_text(upload) else None
    media_type = _inside(upload) if guess.mime == "application/zip" else guess.mime
    return next((kind for kind in KINDS.values() if kind.media_type == media_type), None)


def _inside(upload: File[bytes]) -> str:
    """The media type of a zip by what lies in it; the first bytes alone do not tell one office format from another."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(cast(IO[bytes], upload.file)) as archive:
            names = set(archive.namelist()[:ZIP_ENTRIES])
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "application/zip"
    if any(name.startswith("word/") for name in names):
        return KINDS["docx"].media_type
    return KINDS["xlsx"].media_type if any(name.startswith("xl/") for name in names) else "application/zip"


def _looks_like_text(upload: File[bytes]) -> bool:
    upload.seek(0)
    start: bytes = upload.read(8192)
    return b"\x00" not in start and start.lstrip()[:1] != b"<"


def digest(upload: File[bytes]) -> str:
    """SHA-256 in hexadecimal, over the content."""
    sha = hashlib.sha256()
    upload.seek(0)
    for piece in iter(lambda: upload.read(CHUNK), b""):
        sha.update(piece)
    upload.seek(0)
    return sha.hexdigest()


def safe_name(name: str, kind: Kind) -> str:
    """The name as the person knows it, without folders, control or direction marks, with an ending that fits the content."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    name = re.sub(r"[<>:\"|?*]+", "-", name)
    path = PurePosixPath(re.sub(r"\s+", " ", name).strip(" ."))
    ending = path.suffix[1:].lower()
    stem = path.stem if ending in kind.endings else path.name
    return f"{stem.strip(' .')[:100] or 'file'}.{ending if ending in kind.endings else kind.endings[0]}"
