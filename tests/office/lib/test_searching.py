"""Search answers alike on every database: by stems, by the beginning of a word, without accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.lib.searching import matching, normalised
from tests.factories import AccountFactory

NAMES = ("Zoé Lefèvre", "Zone Manager", "Coopération scientifique", "Cooperative Sciences", "Saoirse O’Brien", "李 明")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zoe", {"Zoé Lefèvre"}),
        ("ZOÉ lef", {"Zoé Lefèvre"}),
        ("zo", {"Zoé Lefèvre", "Zone Manager"}),
        ("cooperation", {"Coopération scientifique", "Cooperative Sciences"}),
        ("science", {"Cooperative Sciences"}),
        ("o'brien", {"Saoirse O’Brien"}),
        ("brien", {"Saoirse O’Brien"}),
        ("li ming", {"李 明"}),
        ("nobody", set()),
        ("", set(NAMES)),
        ("%_\\ ' \" ; --", set(NAMES)),
    ],
)
def test_finds(query: str, found: set[str]) -> None:
    for number, name in enumerate(NAMES):
        AccountFactory(name=name, email=f"{number}@example.org").save()
    assert {user.name for user in User.objects.filter(matching(query))} == found


@given(st.text())
def test_any_text_can_be_kept_and_asked(text: str) -> None:
    kept = normalised(text)
    assert kept == kept.strip().join((" ", " ")) if kept else True
    matching(text)
