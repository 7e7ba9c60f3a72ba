"""Vectors in a folder: they outlive the process, survive a crash in the middle, and refuse what does not belong together."""

from pathlib import Path

import numpy as np
import pytest

from bartholdi.cores.matching.affinity import Unmatchable, embedded
from bartholdi.office.lib.vectors import Folder
from tests.cores.matching.affinity.shelves import Letters


def test_vectors_outlive_the_process_and_are_not_embedded_again(tmp_path: Path) -> None:
    encoder = Letters()
    first = embedded(["ice", "wheat"], encoder, Folder(tmp_path, encoder))
    again = embedded(["melt", "wheat", "ice"], encoder, Folder(tmp_path, encoder))
    assert encoder.asked == ["ice", "wheat", "melt"]
    assert again[1:].tolist() == first[::-1].tolist()


def test_keeping_twice_adds_nothing(tmp_path: Path) -> None:
    store = Folder(tmp_path, Letters())
    digest = "0" * 64
    for value in (1.0, 2.0):
        store.keep([digest], np.full((1, 26), value, np.float32))
    assert store.known([digest, digest, "1" * 64])[digest].tolist() == [1.0] * 26
    assert (tmp_path / "vectors").stat().st_size == 26 * 4


@pytest.mark.parametrize("cut", [0, 1, 63, 64])
def test_what_a_crash_cut_short_is_embedded_again(tmp_path: Path, cut: int) -> None:
    """Rows are on the disk before their names: at worst a row without a whole name, which the next one takes the place of."""
    encoder = Letters()
    expected = embedded(["ice", "wheat"], encoder, Folder(tmp_path, encoder))
    names = tmp_path / "digests"
    names.write_bytes(names.read_bytes()[: 65 + cut])
    encoder.asked.clear()
    found = embedded(["ice", "melt", "wheat"], encoder, Folder(tmp_path, encoder))
    assert (encoder.asked, found[[0, 2]].tolist()) == (["melt", "wheat"], expected.tolist())
    assert names.read_bytes().count(b"\n") == 3


def test_another_encoder_or_length_is_refused(tmp_path: Path) -> None:
    Folder(tmp_path, Letters())
    other, longer = Letters(), Letters()
    other.name, longer.dimension = "figures", 27
    for encoder, code in ((other, "encoder"), (longer, "dimension")):
        with pytest.raises(Unmatchable) as refused:
            Folder(tmp_path, encoder)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("file", "content"), [("about.json", b"{"), ("about.json", b"[]"), ("vectors", b""), ("digests", b"short\n")]
)
def test_a_damaged_folder_is_refused_with_how_to_mend_it(tmp_path: Path, file: str, content: bytes) -> None:
    encoder = Letters()
    embedded(["ice"], encoder, Folder(tmp_path, encoder))
    (tmp_path / file).write_bytes(content)
    with pytest.raises(Unmatchable, match="delete it, it is filled again"):
        Folder(tmp_path, encoder)
