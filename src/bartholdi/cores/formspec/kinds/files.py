"""File and files: the answer is what the office knows of an attachment, never its content."""

import re
from collections.abc import Mapping
from typing import Any

from bartholdi.cores.formspec.kinds.kind import Cell, Kind, Manner, Shown, a_line, a_list, an_object, count_faults, in_order
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import some_of, whole
from bartholdi.cores.formspec.spec import Options
from bartholdi.cores.formspec.words.shown import DIGEST, FILES, NAME, PAGES, SIZE, pages, size

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "odt": f"{_OPEN}text",
    "ods": f"{_OPEN}spreadsheet",
    "odp": f"{_OPEN}presentation",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "zip": "application/zip",
}
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEDIA = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,120}")
MOST_BYTES = 10**12

LIMITS = {"types": some_of(TYPES), "max_bytes": whole(1, 10**11), "max_pages": whole(1, 10_000)}


def check_file(value: object, options: Options, place: Place) -> dict[str, Any] | None:
    """`{"name": "cv.pdf", "size": 81234, "digest": sha256 in hex, "media_type": "application/pdf", "pages": 2}`.

    Sizes are in bytes; `pages` is left out where nobody can count them. These facts come from whoever stored the file:
    what is malformed was not written by a person, and is dropped as being of the wrong type.
    """
    kept = _facts(value, place)
    if kept:
        _limits(kept, options, place)
    return kept


def _facts(value: object, place: Place) -> dict[str, Any] | None:
    if (given := an_object(value, place)) is None:
        return None
    name = a_line(given.get("name"), place.at("name"))
    count, digest, media = given.get("size"), given.get("digest"), given.get("media_type")
    if not (name and _is_count(count) and _matches(_DIGEST, digest) and _matches(_MEDIA, media)):
        place.fault("wrong_type")
        return None
    kept: dict[str, Any] = {"name": name, "size": count, "digest": digest, "media_type": media}
    if _is_count(given.get("pages")):
        kept["pages"] = given["pages"]
    return kept


def _limits(kept: Mapping[str, Any], options: Options, place: Place) -> None:
    types = options.get("types")
    if types and kept["media_type"] not in {TYPES[each] for each in types}:
        place.fault("wrong_file_type", types=", ".join(each.upper() for each in types))
    if kept["size"] == 0:
        place.fault("empty_file")
    if kept["size"] > options.get("max_bytes", kept["size"]):
        place.fault("file_too_big", max=options["max_bytes"], size=kept["size"])
    if most := options.get("max_pages"):
        if "pages" not in kept:
            place.fault("pages_unknown", n=most)
        elif kept["pages"] > most:
            place.fault("too_many_pages", n=most, count=kept["pages"])


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_BYTES


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and len(value) < 200 and bool(pattern.fullmatch(value))


def check_files(value: object, options: Options, place: Place) -> list[dict[str, Any]] | None:
    """The same facts for each file; a file given twice counts once."""
    kept: list[dict[str, Any]] = []
    for index, each in enumerate(a_list(value, place, most=200)):
        found = _facts(each, place.at(index))
        if found and all(found["digest"] != other["digest"] for other in kept):
            _limits(found, options, place.at(len(kept)))
            kept.append(found)
    count_faults(len(kept), options, place, few="too_few_files", many="too_many_files")
    total = sum(each["size"] for each in kept)
    if total > options.get("max_total_bytes", total):
        place.fault("files_too_big", max=options["max_total_bytes"], size=total)
    return kept or None


def contradict_pages(options: Options, place: Place) -> None:
    if "max_pages" in options and options.get("types") != ("pdf",):
        place.at("max_pages").fault("pages_need_pdf")
    in_order("min", "max")(options, place)


def _said(answer: Any, manner: Manner) -> str:
    facts = [size(answer["size"], manner.language)]
    if "pages" in answer:
        facts.append(pages(answer["pages"], manner.language))
    if manner.blind:  # a file's name often is its author's
        short = next((short for short, media in TYPES.items() if media == answer["media_type"]), "")
        return ", ".join([short.upper(), *facts] if short else facts)
    return f"{answer['name']} ({', '.join(facts)})"


def show_file(answer: Any, options: Options, manner: Manner) -> Shown:
    return _said(answer, manner)


def show_files(answer: Any, options: Options, manner: Manner) -> Shown:
    return [_said(each, manner) for each in answer]


def cells_file(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    return [None if manner.blind else answer["name"], answer["size"], answer["digest"], answer.get("pages")]


FILE = Kind(
    name="file",
    check=check_file,
    missing="missing_file",
    options=LIMITS,
    contradict=contradict_pages,
    show=show_file,
    parts=lambda options: [
        ("name", NAME, "text"),
        ("size", SIZE, "number"),
        ("digest", DIGEST, "text"),
        ("pages", PAGES, "number"),
    ],
    cells=cells_file,
)
FILES_KIND = Kind(
    name="files",
    check=check_files,
    missing="missing_file",
    options={**LIMITS, "max_total_bytes": whole(1, 10**12), "min": whole(1, 100), "max": whole(1, 100)},
    contradict=contradict_pages,
    show=show_files,
    parts=lambda options: [("count", FILES, "number"), ("names", NAME, "text")],
    cells=lambda answer, options, manner: [len(answer), None if manner.blind else "; ".join(each["name"] for each in answer)],
)
