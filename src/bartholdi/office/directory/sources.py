"""Organisations out of a file, one at a time: the curated table, or the registry's own dump (JSON, JSON lines, or zipped)."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from bartholdi.office.directory.identifiers import read_ror
from bartholdi.office.directory.models.columns import COUNTRIES
from bartholdi.office.lib.words import clean_line

TABLE = Path(__file__).resolve().parent / "institutions.csv"
CHUNK = 1 << 20
LARGEST = 16 * CHUNK  # no record is so long: the file is something else
BETWEEN = re.compile(r"[\s,\[\]\ufeff]*")


class Unreadable(ValueError):
    """The file is not what it should be; str(error) says where."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One organisation as a source tells it. `names`: text, language, kind of OrganisationName; `parents`: ROR identifiers."""

    source: str
    ror: str
    name_en: str
    name_fr: str
    acronym: str
    city: str
    region: str
    country: str
    latitude: float | None
    longitude: float | None
    website: str = ""
    names: tuple[tuple[str, str, str], ...] = ()
    domains: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    withdrawn: bool = False


def read(path: Path) -> Iterator[Record | None]:
    """None stands for a record that cannot be kept: without a sound identifier, a name or a country."""
    with opened(path) as file:
        if path.suffix.lower() == ".csv":
            yield from (_of_the_table(row) for row in csv.DictReader(file))
        else:
            yield from (_of_the_registry(found) for found in objects(file))


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", newline="") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        inside = [name for name in archive.namelist() if name.endswith(".json")]
        newest = next((name for name in inside if "v2" in name), next(iter(inside), None))
        if newest is None:
            raise Unreadable("There is no .json file in this archive.")
        with archive.open(newest) as packed:
            yield io.TextIOWrapper(packed, encoding="utf-8")


def objects(file: TextIO) -> Iterator[Any]:
    """The objects of one long array, or of one object a line, holding one at a time."""
    decoder, text, place, ended = json.JSONDecoder(), "", 0, False
    while True:
        place = BETWEEN.match(text, place).end()  # type: ignore[union-attr]  # it matches nothing, too
        if ended and place == len(text):
            return
        try:
            found, place = decoder.raw_decode(text, place)
        except ValueError:
            if ended or len(text) - place > LARGEST:
                raise Unreadable(f"This is not JSON: {text[place : place + 60]!r}") from None
            more = file.read(CHUNK)
            text, place, ended = text[place:] + more, 0, not more
            continue
        yield found


def _of_the_table(row: dict[str, str | None]) -> Record | None:
    said = {name: clean_line(value or "") for name, value in row.items() if isinstance(name, str) and not isinstance(value, list)}
    latitude, longitude = _place(said.get("latitude"), said.get("longitude"))
    return _sound(
        Record(
            source="table",
            ror=read_ror(said.get("ror", "")),
            name_en=said.get("name_en", "")[:300],
            name_fr=said.get("name_fr", "")[:300],
            acronym=said.get("acronym", "")[:60],
            city=said.get("city", "")[:120],
            region=said.get("region", "")[:120],
            country=said.get("country", ""),
            latitude=latitude,
            longitude=longitude,
            domains=_domains(said.get("domains", "").split()),
        )
    )


def _of_the_registry(found: Any) -> Record | None:
    """A record of schema version 2. What is not as documented makes the record unreadable, not the load fail."""
    try:
        return _sound(_read_registry(found))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _read_registry(found: dict[str, Any]) -> Record:
    places = [each["geonames_details"] for each in found["locations"]]
    where = places[0] if places else {}
    country = where.get("country_code") or ""
    name_en, name_fr, acronym, names = _names(found["names"], country)
    latitude, longitude = _place(where.get("lat"), where.get("lng"))
    sites = [each["value"] for each in found.get("links", ()) if each["type"] == "website"]
    return Record(
        source="ror",
        ror=read_ror(found["id"]),
        name_en=name_en,
        name_fr=name_fr,
        acronym=acronym,
        city=clean_line(where.get("name") or "")[:120],
        region=clean_line(where.get("country_subdivision_name") or "")[:120],
        country=country,
        latitude=latitude,
        longitude=longitude,
        website=next((site for site in sites if len(site) <= 300), ""),
        names=names,
        domains=_domains(found.get("domains") or ()),
        parents=tuple(
            sorted({read_ror(each["id"]) for each in found.get("relationships", ()) if each["type"] == "parent"} - {""})
        ),
        withdrawn=found["status"] != "active",
    )


def _names(given: list[dict[str, Any]], country: str) -> tuple[str, str, str, tuple[tuple[str, str, str], ...]]:
    """The shown name goes to its language; without one, to the language of the country as far as that is one of ours."""
    called = sorted(given, key=lambda each: ("ror_display" not in each["types"], "label" not in each["types"]))
    texts = [(clean_line(each["value"])[:300], (each.get("lang") or "")[:8], each["types"]) for each in called]
    proper = [(text, language) for text, language, types in texts if {"label", "ror_display"} & set(types) and text]
    main = {language: text for text, language in reversed(proper)}
    name_en, name_fr = main.get("en", ""), main.get("fr", "")
    shown = proper[0][0] if proper else ""
    if shown not in {name_en, name_fr}:
        if country == "FR" and not name_fr:
            name_fr = shown
        elif not name_en:
            name_en = shown
    short = [text for text, _language, types in texts if "acronym" in types and len(text) <= 60]
    acronym = short[0] if short else ""
    others: dict[str, tuple[str, str, str]] = {}
    for text, language, types in texts:
        if text and text not in {name_en, name_fr, acronym}:
            kind = "acronym" if "acronym" in types else "alias" if "alias" in types else "name"
            others.setdefault(text, (text, language, kind))
    return name_en, name_fr, acronym, tuple(others.values())


def _sound(record: Record) -> Record | None:
    return record if record.ror and (record.name_en or record.name_fr) and record.country in COUNTRIES else None


def _place(latitude: Any, longitude: Any) -> tuple[float | None, float | None]:
    try:
        north, east = float(latitude), float(longitude)
    except (TypeError, ValueError):
        return None, None
    return (north, east) if -90 <= north <= 90 and -180 <= east <= 180 else (None, None)


def _domains(given: Any) -> tuple[str, ...]:
    return tuple(sorted({str(domain).strip().lower()[:253] for domain in given} - {""}))
