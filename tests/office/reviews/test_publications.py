"""Publication lists: BibTeX and OpenAlex say the same facts; a broken entry costs itself, and nothing breaks the reader."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.lib.workflow import Refused
from bartholdi.office.reviews.publications import read

BIBTEX = r"""
% from a reference manager
@article{dupont2024, title={On {\'e}tudes of {Ice}}, author={Dupont, Claire and Ren{\'e} M{\"u}ller}, year={2024}, abstract={It melts.}}
@inproceedings{b, title="Snow", date = {2019-03-01}}
@article{broken, title={Never closed
"""
OPENALEX = {
    "results": [
        {
            "display_name": "On études of Ice",
            "publication_year": 2024,
            "authorships": [{"author": {"display_name": "Claire Dupont"}}, {"author": None}],
            "abstract_inverted_index": {"melts.": [1], "It": [0]},
        },
        {"title": None},
        "noise",
    ]
}


def test_bibtex_is_read_with_its_accents_and_without_what_is_broken() -> None:
    assert read(BIBTEX.encode()) == [
        {"title": "On études of Ice", "abstract": "It melts.", "year": 2024, "authors": ["Dupont, Claire", "René Müller"]},
        {"title": "Snow", "abstract": "", "year": 2019, "authors": []},
    ]


def test_openalex_is_read_with_its_abstract_put_together_again() -> None:
    row = {"title": "On études of Ice", "abstract": "It melts.", "year": 2024, "authors": ["Claire Dupont"]}
    assert read(json.dumps(OPENALEX).encode()) == [row]
    assert read(json.dumps(OPENALEX["results"][0]).encode("utf-8-sig")) == [row]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no publication"),
        (b"%PDF-1.7", "no publication"),
        (b"[1, 2", "no sound JSON"),
        (b"[" * 100_000, "no sound JSON"),
        (json.dumps([{"title": "x"}] * 3_000).encode(), "at most"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["results", "title", "authorships", "author", "abstract_inverted_index"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(
    st.binary(max_size=200)
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.text(max_size=80).map(lambda t: f"@article{{a, {t}".encode())
)
def test_any_file_is_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(Refused):
        for row in read(content):
            assert set(row) == {"title", "abstract", "year", "authors"}
