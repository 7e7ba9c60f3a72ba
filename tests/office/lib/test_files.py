"""Files given by people: judged from their content, refused with a sentence that says how to mend them."""

import hashlib
import io
import zipfile

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bartholdi.office.lib.files import KINDS, examine, safe_name, weight
from bartholdi.office.lib.workflow import Refused

LIMIT = 1024 * 1024
EVERY = tuple(KINDS)


def pdf(*, password: str = "", pages: int = 1) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def png(width: int = 4, height: int = 4) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return out.getvalue()


def zipped(**entries: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


DOCX = zipped(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
ODT = zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


def judge(content: bytes, name: str = "file.pdf", allowed: tuple[str, ...] = EVERY) -> tuple[str, str]:
    examined = examine(SimpleUploadedFile(name, content), allowed=allowed, limit=LIMIT)
    return examined.kind.name, examined.name


def refusal(content: bytes, name: str = "file.pdf", allowed: tuple[str, ...] = EVERY) -> str:
    with pytest.raises(Refused) as caught:
        examine(SimpleUploadedFile(name, content), allowed=allowed, limit=LIMIT)
    return str(caught.value).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (pdf(), "cv.pdf", ("pdf", "cv.pdf")),
        (png(), "photo.PNG", ("png", "photo.png")),
        (DOCX, "project.docx", ("docx", "project.docx")),
        (ODT, "projet.odt", ("odt", "projet.odt")),
        ("Références\n".encode(), "refs.bib", ("text", "refs.bib")),
        (png(), "picture.pdf", ("png", "picture.pdf.png")),  # the content decides
    ],
)
def test_a_file_is_judged_by_its_content(content: bytes, name: str, expected: tuple[str, str]) -> None:
    assert judge(content, name) == expected


def test_size_and_digest_are_those_of_the_content() -> None:
    content = pdf()
    examined = examine(SimpleUploadedFile("cv.pdf", content), allowed=["pdf"], limit=LIMIT)
    assert (examined.size, examined.digest) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty (0 bytes). Open it to see that it has content, then choose it again."),
        (
            b"%PDF-1.7\n" + b"x" * LIMIT,
            "This file is too large: 1.1 MB. The limit is 1 MB. Make it smaller, then choose it again.",
        ),
        (png(), "This file cannot be taken: its content is PNG. Choose a file of one of these kinds: PDF."),
        (
            b"MZ\x90\x00" + b"\x00" * 300,
            "This file cannot be taken: its content is of an unknown kind. Choose a file of one of these kinds: PDF.",
        ),
        (
            b"<html><script>1</script>",
            "This file cannot be taken: its content is of an unknown kind. Choose a file of one of these kinds: PDF.",
        ),
        (b"%PDF-1.7\nnonsense", "This PDF is damaged and cannot be opened. Make it again, then choose it again."),
        (pdf(password="secret"), "This PDF is locked with a password. Save it without a password, then choose it again."),
        (pdf(pages=0), "This PDF has no page. Make it again, then choose it again."),
    ],
)
def test_what_is_not_a_sound_pdf_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content, allowed=("pdf",)) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (png()[:60], "This picture is damaged and cannot be opened. Export it again, then choose it again."),
        (
            zipped(**{"word/document.xml": "<x/>", "word/vbaProject.bin": b"x"}),
            "This document contains macros (small programs). Save it without macros, then choose it again.",
        ),
        (
            zipped(**{f"word/{n}.xml": "" for n in range(5001)}),
            "This document unpacks to far more than a document should. Save it as a PDF, then choose that.",
        ),
        (
            zipped(**{"readme.txt": "x"}),
            (
                "This file cannot be taken: its content is of an unknown kind. "
                "Choose a file of one of these kinds: PDF, PNG, JPG, DOCX, XLSX, ODT, ODS, TXT."
            ),
        ),
        ("é".encode("latin-1") * 10, "This text is not in UTF-8. Save it as UTF-8 (“Unicode”), then choose it again."),
    ],
)
def test_damaged_and_dangerous_files_are_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    header = bytearray(png())
    header[16:24] = (30_000).to_bytes(4, "big") + (30_000).to_bytes(4, "big")
    assert refusal(bytes(header)).startswith("This picture ")


@pytest.mark.parametrize(
    ("size", "english", "french"),
    [
        (1, "1 KB", "1\xa0ko"),
        (348_000, "340 KB", "340\xa0ko"),
        (1_200_000, "1.2 MB", "1,2\xa0Mo"),
        (20 * 1024 * 1024, "20 MB", "20\xa0Mo"),
    ],
)
def test_a_size_is_said_as_people_say_it(size: int, english: str, french: str) -> None:
    assert weight(size) == english
    with translation.override("fr"):
        assert weight(size) == french


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\Mon CV.PDF", "Mon CV.pdf"),
        ("évaluation.pdf", "évaluation.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("a\u200bb\x00c.pdf", "abc.pdf"),
        ("", "file.pdf"),
        ("....", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ('a<b>"c|.pdf', "a-b-c-.pdf"),
    ],
)
def test_the_original_name_is_kept_and_made_safe(name: str, expected: str) -> None:
    assert safe_name(name, KINDS["pdf"]) == expected


@given(st.text(max_size=300))
def test_no_name_escapes_its_folder_or_loses_its_ending(name: str) -> None:
    safe = safe_name(name, KINDS["pdf"])
    assert safe.endswith(".pdf")
    assert not set(safe) & set('/\\\x00\n\r<>:"|?*')
    assert 5 <= len(safe) <= 104


@given(st.binary(max_size=3000))
def test_no_content_ends_in_anything_but_a_verdict(content: bytes) -> None:
    for start in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"):
        try:
            examine(SimpleUploadedFile("x", start + content), allowed=EVERY, limit=LIMIT)
        except Refused as refused:
            assert str(refused)  # noqa: PT017  either verdict is right: the point is that there is one
