"""Text as people see it: cleaned of what cannot be seen or stored, and counted in characters and words.

A *character* is what a reader perceives as one: after Unicode normalisation (NFC) and with CRLF as one line break, each code
point counts one, but for those that join the character before them: combining marks (categories Mn, Mc, Me), zero-width
joiners and the code point they join, skin tones, tags, and the second of two regional indicators (a flag is one). This is
UAX #29's extended grapheme cluster without its tables for Indic conjuncts and prepended marks, which the standard library lacks.

A *word* is a run between white space (or an em dash, or an ellipsis) that holds a letter or a digit: "aujourd’hui",
"l'étude" and "co-tutelle" are one word each, the lone "?" of French typography none, and "10 000" one.
"""

import re
import unicodedata
from functools import lru_cache

HARD_LIMIT = 200_000  # code points of one answer; more is not a text somebody wrote

# Controls, lone surrogates, zero-width spaces, and marks that reorder what is shown.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_GAP = re.compile(r"\s+")
_ALONE = {"\u00a0", "\u202f", "\u2009"}  # spaces of French typography and of numbers
_BETWEEN_DIGITS = re.compile("(?<=[0-9])[\u00a0\u202f\u2009](?=[0-9])")
_DASHES = re.compile("[\u2014\u2026]")
_SEEN = re.compile(r"[^\W_]")
_JOINED = re.compile("\u200d.", re.DOTALL)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def clean(text: str) -> str:
    """The text without what cannot be seen or stored, in NFC, with line feeds as line breaks, and nothing around it."""
    if not text.isprintable():  # then there is nothing unseen in it, and no line break
        lines = _BREAK.sub("\n", _UNSEEN.sub("", text)).split("\n")
        text = "\n".join(line.rstrip(" \t") for line in lines)
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """The same on one line: each run of white space with a line break or tab in it becomes a space."""
    text = clean(text)
    return text if text.isprintable() else _GAP.sub(_one_gap, text)


def characters(text: str) -> int:
    """How many characters a reader sees in a cleaned text."""
    if text.isascii():
        return len(text)
    if "\u200d" in text:
        text = _JOINED.sub("", text)
    text = _FLAG.sub("F", text)
    joining = {character for character in set(text) if _joins(character)}
    return len(text) - (sum(character in joining for character in text) if joining else 0)


def words(text: str) -> int:
    """How many words a cleaned text has."""
    if not text.isascii():
        text = _BETWEEN_DIGITS.sub("", text)
        text = _DASHES.sub(" ", text)
    return sum(1 for run in text.split() if run.isalnum() or _SEEN.search(run))


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    """Whether it shows as part of the character before it."""
    return (
        unicodedata.category(character) in {"Mn", "Mc", "Me"}
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or character in "\u200c\u200d"
    )


def _one_gap(gap: re.Match[str]) -> str:
    return gap[0] if gap[0].isprintable() or gap[0] in _ALONE else " "
