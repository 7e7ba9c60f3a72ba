"""Text is counted as people see it."""

import time

import pytest

from bartholdi.cores.formspec.counting import characters, clean, clean_line, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("été", 3),
        ("e\u0301te\u0301", 3),  # written with combining accents
        ("a\r\nb", 3),  # a line break is one
        ("q\u0323\u0307", 1),  # marks that have no composed form
        ("👩‍🔬", 1),  # joined
        ("👍🏽", 1),  # with a skin tone
        ("🇫🇷🇺🇸", 2),  # two flags
        ("❤\ufe0f", 1),  # with a variation selector
        ("1️⃣", 1),
        ("o\u200bk", 2),  # what nobody sees is not there
        ("한글", 2),
        ("\u1112\u1161\u11ab", 1),  # a syllable in three parts
    ],
)
def test_a_character_is_what_a_reader_perceives_as_one(text: str, count: int) -> None:
    assert characters(clean(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two\nthree\u00a0four", 4),
        ("l’étude d'aujourd’hui", 2),
        ("a co-tutelle", 2),
        ("Pourquoi\u202f? Parce que\u00a0: « non »", 4),
        ("10\u202f000 dollars – 2019–2023", 3),
        ("so—well…then", 3),
        ("-- * --", 0),
        ("C++ & Co.", 2),
    ],
)
def test_a_word_is_what_stands_between_white_space_and_has_a_letter_or_a_digit(text: str, count: int) -> None:
    assert words(clean(text)) == count


@pytest.mark.parametrize(
    ("text", "cleaned", "line"),
    [
        ("  a\x00b\ud800 \r\n c\u2028d\t", "ab\n c\nd", "ab c d"),
        ("\u202eevil\u202c", "evil", "evil"),
        ("a\u202f:\u00a0b", "a\u202f:\u00a0b", "a\u202f:\u00a0b"),
        ("\ufeff \u200b", "", ""),
    ],
)
def test_what_cannot_be_seen_or_stored_is_taken_away(text: str, cleaned: str, line: str) -> None:
    assert (clean(text), clean_line(text)) == (cleaned, line)
    assert (clean(cleaned), clean_line(line)) == (cleaned, line)


@pytest.mark.parametrize(
    "text",
    [
        "-" * 200_000,
        " " * 199_999 + "x",
        " \t" * 99_999 + "\nx",
        "\u0301" * 200_000,
        "".join(map(chr, range(0x300, 0x32300))),
        "\u200d" * 200_000,
        "\U0001f1eb" * 200_000,
        "1\u202f" * 100_000,
    ],
    ids=range(8),
)
def test_the_time_it_takes_grows_with_the_length_only(text: str) -> None:
    began = time.process_time()
    cleaned = clean(text)
    assert (words(cleaned), characters(cleaned), clean_line(text)) == (
        words(clean(cleaned)),
        characters(clean(cleaned)),
        clean_line(cleaned),
    )
    assert time.process_time() - began < 3
