"""Loading: from the table and from the registry's dump, in bounded memory; twice changes nothing; the office's own words stay."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.accounts.models import User
from bartholdi.office.directory import queries, services, sources
from bartholdi.office.directory.models import Organisation, OrganisationLink
from bartholdi.office.directory.services import Facts
from bartholdi.office.directory.services.loading import digest_of
from bartholdi.office.directory.sources import Record
from bartholdi.office.journal.acts import System
from bartholdi.office.journal.models import Entry
from tests.counting import statements

BY = System("test")
CNRS, LAB, OTHER = "02feahw73", "05hz99a17", "03hq2nj16"


def entry(ror: str, *, status: str = "active", parents: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """As in the registry's documentation of schema version 2."""
    return {
        "id": f"https://ror.org/{ror}",
        "status": status,
        "domains": [f"{ror}.example"],
        "links": [{"type": "wikipedia", "value": "https://w.example"}, {"type": "website", "value": "https://o.example"}],
        "locations": [
            {
                "geonames_id": 2988507,
                "geonames_details": {
                    "country_code": "FR",
                    "country_name": "France",
                    "country_subdivision_code": "IDF",
                    "country_subdivision_name": "Île-de-France",
                    "lat": 48.85341,
                    "lng": 2.3488,
                    "name": "Paris",
                },
            }
        ],
        "names": [
            {"lang": "fr", "types": ["ror_display", "label"], "value": f"Laboratoire {ror}"},
            {"lang": "en", "types": ["label"], "value": f"Laboratory {ror}"},
            {"lang": None, "types": ["acronym"], "value": f"L{ror[:3]}".upper()},
            {"lang": "br", "types": ["label"], "value": f"Arnodva {ror}"},
            {"lang": None, "types": ["alias"], "value": f"Old {ror}"},
        ],
        "relationships": [{"type": "parent", "label": "x", "id": f"https://ror.org/{parent}"} for parent in parents],
        **more,
    }


def load(path: Path, by: Any = BY) -> dict[str, int]:
    return dict(+services.load_organisations(lambda: sources.read(path), named=path.name, by=by))


@pytest.fixture
def dump(tmp_path: Path) -> Callable[..., Path]:
    def write(*entries: Any, name: str = "v2.json") -> Path:
        (tmp_path / name).write_text(json.dumps(list(entries), ensure_ascii=False, indent=2), encoding="utf-8")
        return tmp_path / name

    return write


def test_reads_a_record_of_the_registry(dump: Callable[..., Path]) -> None:
    assert list(sources.read(dump(entry(LAB, parents=(CNRS,))))) == [
        Record(
            source="ror",
            ror=LAB,
            name_en=f"Laboratory {LAB}",
            name_fr=f"Laboratoire {LAB}",
            acronym="L05H",
            city="Paris",
            region="Île-de-France",
            country="FR",
            latitude=48.85341,
            longitude=2.3488,
            website="https://o.example",
            names=((f"Arnodva {LAB}", "br", "name"), (f"Old {LAB}", "", "alias")),
            domains=(f"{LAB}.example",),
            parents=(CNRS,),
        )
    ]


def test_what_cannot_be_kept_is_counted_and_does_not_stop_the_rest(dump: Callable[..., Path], db: None) -> None:
    bad = [
        {},
        None,
        "text",
        7,
        entry("02feahw74"),
        entry(CNRS, names=[]),
        entry(CNRS, locations=[]),
        entry(CNRS, names=None),
        entry(CNRS, status=None, links=[{}]),
    ]
    assert load(dump(*bad, entry(LAB))) == {"read": 10, "unreadable": 9, "added": 1}


@pytest.mark.parametrize("chunk", [1, 7, 64, 1 << 20])
def test_one_array_or_one_object_a_line_is_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(sources, "CHUNK", chunk)
    things = [{"a": 'é"]}', "n": [1, {"b": None}]}, {}, {"c": "[,"}]
    for text in (json.dumps(things), json.dumps(things, indent=1), "\n".join(map(json.dumps, things)) + "\n"):
        assert list(sources.objects(io.StringIO(text))) == things
    assert list(sources.objects(io.StringIO(""))) == []


def test_a_file_that_is_something_else_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("<html>", '[{"a": 1}, {"b":', "x" * 50):
        with pytest.raises(sources.Unreadable, match="This is not JSON"):
            list(sources.objects(io.StringIO(text)))
    monkeypatch.setattr(sources, "CHUNK", 10)
    monkeypatch.setattr(sources, "LARGEST", 100)
    with pytest.raises(sources.Unreadable):
        list(sources.objects(io.StringIO('{"a": "' + "x" * 10_000)))
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    with pytest.raises(sources.Unreadable, match=r"no \.json"):
        list(sources.read(tmp_path / "empty.zip"))


def test_the_zipped_dump_is_read_in_its_second_schema(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "v1.zip", "w") as archive:
        archive.writestr("v1-ror-data.json", "[]")
        archive.writestr("v1-ror-data_schema_v2.json", json.dumps([entry(LAB)]))
    assert [each.ror for each in sources.read(tmp_path / "v1.zip") if each] == [LAB]


@pytest.mark.django_db
class TestLoaded:
    def test_the_table_loads_once_and_a_second_time_writes_nothing(self) -> None:
        first = load(sources.TABLE)
        entries = Entry.objects.count()
        asked = statements(lambda: load(sources.TABLE))
        assert (first["added"] == first["read"] >= 300, entries, Entry.objects.count()) == (True, 1, 1)
        assert [sql for sql in asked if sql.startswith(("INSERT", "UPDATE", "DELETE"))] == []
        assert [str(each.acronym) for each in queries.look_up("cnrs")] == ["CNRS"]

    def test_the_registry_adds_changes_links_and_marks(self, dump: Callable[..., Path]) -> None:
        lab = entry(LAB, parents=(CNRS, OTHER))
        assert load(dump(lab, entry(CNRS))) == {"read": 2, "added": 2, "linked": 1}
        assert load(dump(lab, entry(CNRS))) == {"read": 2}
        changed = entry(LAB, status="withdrawn")
        assert load(dump(changed, entry(CNRS))) == {"read": 2, "changed": 1, "unlinked": 1}
        row = Organisation.objects.get(ror=LAB)
        assert (row.state, row.names.count(), row.domains.count(), row.keys.count()) == ("withdrawn", 2, 1, 0)
        assert OrganisationLink.objects.count() == 0
        assert list(Entry.objects.order_by("number").values_list("act", flat=True)) == ["directory.load_organisations"] * 2

    def test_a_circle_of_the_registry_is_broken_where_it_would_close(self, dump: Callable[..., Path]) -> None:
        counts = load(dump(entry(LAB, parents=(CNRS,)), entry(CNRS, parents=(OTHER,)), entry(OTHER, parents=(LAB, OTHER))))
        assert counts == {"read": 3, "added": 3, "linked": 2}

    def test_what_the_office_wrote_stays_but_a_withdrawal_is_marked(self, officer: User, dump: Callable[..., Path]) -> None:
        load(dump(entry(LAB), entry(CNRS)))
        row = Organisation.objects.get(ror=LAB)
        services.change_organisation(row, Facts(name_en="Our name", ror=LAB, country="FR"), by=officer)
        merged = Organisation.objects.get(ror=CNRS)
        services.merge_organisations(row, merged, by=officer)
        assert load(dump(entry(LAB, status="inactive"), entry(CNRS, domains=[]))) == {"read": 2, "kept": 2, "marked": 1}
        row.refresh_from_db()
        assert (row.name_en, row.withdrawn, queries.look_up("our name")) == ("Our name", True, [])

    def test_the_table_never_replaces_what_the_registry_told(self, dump: Callable[..., Path]) -> None:
        load(dump(entry(CNRS)))
        load(sources.TABLE)
        assert Organisation.objects.get(ror=CNRS).name_en == f"Laboratory {CNRS}"
        load(dump(entry(CNRS, domains=[])))
        assert Organisation.objects.get(ror=CNRS).domains.count() == 0

    @pytest.mark.parametrize("part", ["officer", "director", "auditor", "applicant"])
    def test_only_administrators_load(self, cast: dict[str, User], part: str) -> None:
        with pytest.raises(PermissionDenied):
            load(sources.TABLE, by=cast[part])

    def test_a_load_that_stops_half_way_says_what_it_did(self) -> None:
        def stop(done: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            services.load_organisations(lambda: sources.read(sources.TABLE), named="t", by=BY, told=stop)
        written = Entry.objects.get()
        assert written.change["added"] == Organisation.objects.count()


def test_any_change_of_a_record_is_seen() -> None:
    one = next(each for each in sources.read(sources.TABLE) if each)
    changed = [
        replace(one, city="Elsewhere"),
        replace(one, withdrawn=True),
        replace(one, parents=(LAB,)),
        replace(one, source="ror"),
    ]
    assert len({digest_of(each) for each in (one, *changed)}) == 5
