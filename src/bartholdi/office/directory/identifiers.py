"""ROR and ORCID identifiers: read as people paste them, refused when their check digits do not fit."""

import re

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ROR = re.compile(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}")
_ROR_WRITTEN = re.compile(r"(?:https?://)?(?:ror\.org/)?(0[0-9a-z]{6}[0-9]{2})/?")
_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_ORCID_WRITTEN = re.compile(r"(?:https?://)?(?:orcid\.org/)?((?:[0-9]{4}-?){3}[0-9]{3}[0-9X])/?")


def is_ror(text: str) -> bool:
    """A nought, six letters of Crockford's alphabet, two check digits by ISO 7064 mod 97-10."""
    return bool(_ROR.fullmatch(text)) and ror_check(text[1:7]) == text[7:]


def ror_check(middle: str) -> str:
    value = 0
    for letter in middle:
        value = value * 32 + CROCKFORD.index(letter)
    return f"{98 - value * 100 % 97:02}"


def is_orcid(text: str) -> bool:
    """Sixteen digits in fours; the last one, or X, by ISO 7064 mod 11-2."""
    return bool(_ORCID.fullmatch(text)) and orcid_check(text.replace("-", "")[:15]) == text[-1]


def orcid_check(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    value = (12 - total % 11) % 11
    return "X" if value == 10 else str(value)


def read_ror(text: str) -> str:
    """The nine characters out of an address or of themselves; "" where there is no sound identifier."""
    found = _ROR_WRITTEN.fullmatch(text.strip().lower())
    return found[1] if found and is_ror(found[1]) else ""


def read_orcid(text: str) -> str:
    """0000-0002-1825-0097 out of an address, with or without hyphens; "" where there is no sound identifier."""
    found = _ORCID_WRITTEN.fullmatch(text.strip().lower().replace("x", "X"))
    digits = found[1].replace("-", "") if found else ""
    orcid = "-".join(digits[place : place + 4] for place in range(0, 16, 4))
    return orcid if is_orcid(orcid) else ""
