"""Every act that the code names is known to the journal in words."""

import re
from pathlib import Path

import pytest
from django.utils import translation

import bartholdi
from bartholdi.office.journal import words

SOURCE = Path(bartholdi.__file__).parent
NAMED = re.compile(r"\b(?:act|record|record_change|_leave|settle)\(\s*\"([a-z_]+\.[a-z_]+)\"")


def named() -> set[str]:
    return {name for path in SOURCE.rglob("*.py") for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def test_every_act_in_the_code_has_its_words() -> None:
    assert named() - {act for act, _words in words.known()} == set()


def test_an_act_that_no_app_speaks_for_is_shown_by_its_name() -> None:
    assert words.said("gone.acted") == "gone.acted"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_acts_are_offered_in_the_order_of_their_words(language: str) -> None:
    with translation.override(language):
        offered = [said.casefold() for _act, said in words.known()]
    assert offered == sorted(offered)
