"""Identifiers are read in each way they are written, and their check digits are verified."""

import pytest

from bartholdi.cores.formspec.kinds.people import is_email, orcid, ror


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", None),
        ("0000-0002-1825-009", None),
        ("０000-0002-1825-0097", None),
    ],
)
def test_orcid(text: str, found: str | None) -> None:
    assert orcid(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("02feahw73", "02feahw73"),  # CNRS
        ("https://ror.org/05f82e368", "05f82e368"),  # Université Paris Cité
        ("ror.org/02FEAHW73", "02feahw73"),
        ("02feahw72", None),
        ("02feihw73", None),  # no i, l, o or u
        ("", None),
    ],
)
def test_ror(text: str, found: str | None) -> None:
    assert ror(text) == found


def test_one_changed_character_of_an_identifier_is_caught() -> None:
    assert [ror(f"02feahw7{last}") for last in "012456789"] == [None] * 9
    assert [ror(f"0{other}feahw73") for other in "013456789abcdefgh"] == [None] * 17
    assert [orcid(f"0000-0002-1{digit}25-0097") for digit in "012345679"] == [None] * 9


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("a@b.org", True),
        ("élodie.o'neil+x@université.fr", True),
        ("a@b", False),
        ("a@.org", False),
        ("a@b.", False),
        ("a b@c.org", False),
        ("a@b@c.org", False),
        ("<a@b.org>", False),
        ("a@b..org", False),
    ],
)
def test_an_email_address_has_one_at_and_a_domain(text: str, sound: bool) -> None:
    assert is_email(text) is sound
