"""Keys and values made from the words that people write: short, in plain letters, and each once."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40


def propose(words: str, taken: Collection[str], *, fallback: str = "question") -> str:
    """A key for these words that is not taken: “Months in France” is `months_in_france`, then `months_in_france_2`."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", words) if letter.isascii())
    found = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
    found = re.sub(r"^[0-9_]+", "", found)[:LONGEST].rstrip("_")
    return another(found or fallback, taken)


def another(key: str, taken: Collection[str]) -> str:
    """The key itself, or the first of `key_2`, `key_3` … that is free."""
    if key not in taken:
        return key
    stem = re.sub(r"_[0-9]{1,4}$", "", key)
    number = 2
    while (found := f"{stem[: LONGEST - len(f'_{number}')]}_{number}") in taken:
        number += 1
    return found
