"""Identifiers with check digits: real ones are read however they are pasted, and one wrong character is always found."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.directory import sources
from bartholdi.office.directory.identifiers import (
    CROCKFORD,
    is_orcid,
    is_ror,
    orcid_check,
    read_orcid,
    read_ror,
    ror_check,
)

RORS = st.text(CROCKFORD, min_size=6, max_size=6).map(lambda middle: f"0{middle}{ror_check(middle)}")
DIGITS = st.text("0123456789", min_size=15, max_size=15)


def hyphened(digits: str) -> str:
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))


ORCIDS = DIGITS.map(lambda digits: hyphened(digits + orcid_check(digits)))


def test_every_identifier_of_the_curated_table_is_sound_and_stands_once() -> None:
    with sources.TABLE.open(encoding="utf-8", newline="") as file:
        rors = [row["ror"] for row in csv.DictReader(file)]
    assert (len(rors) >= 300, len(set(rors)) == len(rors), [ror for ror in rors if not is_ror(ror)]) == (True, True, [])


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("02feahw73", "02feahw73"),
        (" https://ror.org/02feahw73 ", "02feahw73"),
        ("ror.org/02FEAHW73/", "02feahw73"),
        ("02feahw74", ""),
        ("02feahw7", ""),
        ("12feahw73", ""),
        ("https://example.org/02feahw73", ""),
        ("02feah\u066373", ""),
        ("", ""),
    ],
)
def test_a_ror_identifier_as_people_paste_it(pasted: str, read: str) -> None:
    assert read_ror(pasted) == read


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", ""),
        ("", ""),
    ],
)
def test_an_orcid_identifier_as_people_paste_it(pasted: str, read: str) -> None:
    assert read_orcid(pasted) == read


@given(RORS, st.integers(1, 8), st.sampled_from(CROCKFORD))
def test_one_wrong_character_of_a_ror_identifier_is_found(ror: str, place: int, other: str) -> None:
    changed = ror[:place] + other + ror[place + 1 :]
    assert is_ror(changed) == (changed == ror)


@given(ORCIDS, st.sampled_from([*range(4), *range(5, 9), *range(10, 14), *range(15, 19)]), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_orcid_identifier_is_found(orcid: str, place: int, other: str) -> None:
    changed = orcid[:place] + other + orcid[place + 1 :]
    assert is_orcid(changed) == (changed == orcid)


@given(ORCIDS, st.integers(0, 17))
def test_two_digits_that_changed_places_are_found(orcid: str, place: int) -> None:
    turned = orcid[:place] + orcid[place + 1] + orcid[place] + orcid[place + 2 :]
    assert is_orcid(turned) == (turned == orcid)


@given(st.text(max_size=40))
def test_any_text_gives_a_sound_identifier_or_none(text: str) -> None:
    assert all(not found or is_sound(found) for found, is_sound in ((read_ror(text), is_ror), (read_orcid(text), is_orcid)))
