"""`bartholdi load-institutions`, as an operator meets it: what it did in one line, what it cannot read in another."""

from pathlib import Path

import pytest

from bartholdi.office.journal.models import Entry
from bartholdi.running import institutions

pytestmark = pytest.mark.django_db


def test_loads_the_table_that_comes_along_and_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert (institutions.load(""), institutions.load("")) == (0, 0)
    said = capsys.readouterr().out.splitlines()
    number = said[0].split()[0]
    assert said == [
        f"{number} read: {number} added, 0 changed, 0 left as the office has them, 0 unreadable.",
        f"{number} read: 0 added, 0 changed, 0 left as the office has them, 0 unreadable.",
    ]
    assert list(Entry.objects.values_list("act", "actor_label")) == [("directory.load_organisations", "Bartholdi (command line)")]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.json", b"<html>", "This is not JSON: '<html>'"),
        ("cut.json", b'[{"id": "https://ror.org', "This is not JSON"),
        ("latin.csv", "name_en\nUniversité".encode("latin-1"), "codec can't decode"),
        ("broken.zip", b"PK", "File is not a zip file"),
        ("gone.json", None, "No such file"),
    ],
)
def test_says_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert institutions.load(str(tmp_path / name)) == 1
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert (said.startswith(f"bartholdi: {tmp_path / name} cannot be read: "), sentence in said) == (True, True)
