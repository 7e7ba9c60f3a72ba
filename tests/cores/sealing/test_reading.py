"""Every vector has the verdict that it names; every reason code has a vector."""

import io
import os
from pathlib import Path

import pytest

from bartholdi.cores.sealing import blobs, parcel
from bartholdi.cores.sealing.refusal import SENTENCES
from tests.cores.sealing.judging import Vectors

VECTORS = Vectors()
ELSEWHERE = {"unsupported-suite", "argon2-blocked"}  # of readers that know SD-3 alone, or that run in a browser
PAGE = Path(__file__).parents[3] / "docs" / "sealing-format.md"


@pytest.mark.parametrize("name", VECTORS.all)
def test_a_vector_has_its_verdict(name: str) -> None:
    vector = VECTORS.all[name]
    assert VECTORS.judged(vector) == (vector["expected"], vector["result"])


def test_every_reason_code_has_a_vector_and_a_line_of_the_page() -> None:
    expected = {vector["expected"] for vector in VECTORS.all.values()}
    assert {code for code in SENTENCES if code not in expected} == ELSEWHERE
    page = PAGE.read_text("utf-8")
    assert [code for code, sentence in SENTENCES.items() if f"| `{code}` |" not in page or f"| {sentence} |" not in page] == []


def test_a_blob_goes_through_a_file_and_back(tmp_path: Path) -> None:
    content, told = os.urandom(3_000_000), []
    sealed, opened = io.BytesIO(), io.BytesIO()
    found = blobs.written(
        io.BytesIO(content), sealed, size=len(content), key=bytes(32), dispatch="ab" * 16, index=2, told=told.append
    )
    parcel.written(packed := io.BytesIO(), b"envelope", [("cd" * 16, io.BytesIO(sealed.getvalue()), len(sealed.getvalue()))])
    member = parcel.members(packed, len(packed.getvalue()))[1]
    packed.seek(member.at)
    blob = io.BytesIO(packed.read(member.size))
    blobs.opened(blob, opened, length=member.size, attachment=found | {"key": "00" * 32}, dispatch="ab" * 16, index=2)
    assert (opened.getvalue() == content, sum(told)) == (True, len(content))
