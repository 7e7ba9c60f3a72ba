"""Texts and names made comparable: without accents, case, signs and, for names, order."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text in lower case and without accents, letter variants written alike."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return _WORD.findall(plain)


def normal(text: str) -> str:
    return " ".join(words(text))


def normal_name(name: str) -> str:
    """A name whichever way round it is written: `Hopper, Grace` is `Grace Hopper`."""
    return " ".join(sorted(words(name)))
