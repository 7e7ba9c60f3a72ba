"""Typed text: one form of each letter, nothing unseen, and no letter of any language lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.lib.words import clean_line, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Léa Martin ", "Léa Martin"),
        ("Le\u0301a", "Léa"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("\u200bAda\u2060 Okafor\ufeff", "Ada Okafor"),
        ("\u2066nested\u2069", "nested"),
        ("tab\tstays, bell\a goes", "tab\tstays, bell goes"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u200b\u200b", ""),
        ("a\u200db", "ab"),  # Latin letters need no joiner
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian does
        ("क्\u200dष", "क्\u200dष"),
        ("\U0001f469\u200d\U0001f52c", "\U0001f469\u200d\U0001f52c"),  # a scientist is two signs joined
        ("שלום", "שלום"),
        ("O’Brien-Nuñez ʻOkina", "O’Brien-Nuñez ʻOkina"),
        ("12\u202f000\u00a0€", "12\u202f000\u00a0€"),
        ("<b>not markup</b>", "<b>not markup</b>"),
    ],
)
def test_keeps_letters_and_drops_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_line_has_one_line_and_single_spaces() -> None:
    assert clean_line(" Marie\n Skłodowska   Curie\u00a0! ") == "Marie Skłodowska Curie\u00a0!"


@given(st.text())
def test_cleaning_twice_changes_nothing_more_and_leaves_nothing_unseen(typed: str) -> None:
    once = clean_text(typed)
    assert clean_text(once) == once
    assert not [c for c in once if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert not set(once) & set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
