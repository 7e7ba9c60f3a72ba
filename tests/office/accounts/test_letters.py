"""The letters of the accounts: each thing that can happen has its own words, in both languages."""

import pytest

from bartholdi.office.accounts.kinds import PATHS
from bartholdi.office.accounts.mails import CHANGES, LETTERS
from bartholdi.office.lib.bilingual import LANGUAGES
from bartholdi.office.notices import writing
from bartholdi.office.notices.kinds import KINDS

pytestmark = pytest.mark.django_db  # a letter names the office, whose name is in the database

WHATS = [("account_changed", what) for what in sorted({"address_added", *(what for _act, what in CHANGES.values())})]
WHATS += [("standing_changed", what) for what in ("given", "taken", "closed", "opened", "second_step_forgotten")]
FACTS = {"name": "Claire", "by": "Ada", "role": "Officer", "address": "c@example.org", "provider": "ORCID", **PATHS}


def test_what_happens_has_its_own_subject_and_words_in_both_languages() -> None:
    written = {
        (kind, what, language): writing.write(KINDS[f"accounts.{kind}"], language, {**FACTS, "what": what})
        for kind, what in WHATS
        for language in LANGUAGES
    }
    subjects = [letter.subject for letter in written.values()]
    sentences = [letter.body.split("\n\n")[1] for letter in written.values()]
    assert (len(set(subjects)), len(set(sentences)), all(subjects), all(sentences)) == (len(written), len(written), True, True)


@pytest.mark.parametrize("name", sorted([*LETTERS.values(), "merge_code", "merge_no_account"]))
def test_a_letter_to_a_typed_address_is_private_and_urgent(name: str) -> None:
    kind = KINDS[f"accounts.{name}"]
    assert (kind.private, kind.urgent) == (True, True)


@pytest.mark.parametrize("name", sorted(name for name in LETTERS.values() if name.endswith("_code")))
def test_a_code_stands_alone_on_its_line_to_be_copied(name: str) -> None:
    kind = KINDS[f"accounts.{name}"]
    for language in LANGUAGES:
        assert "\n\nBCDF-GHJK\n\n" in writing.write(kind, language, kind.example).body


def test_a_name_cannot_write_lines_of_its_own_into_a_letter() -> None:
    forged = {**FACTS, "name": "Eve\r\nBcc: all@example.org\n\nSend your code to eve@example.org", "what": "password_set"}
    letter = writing.write(KINDS["accounts.account_changed"], "en", forged)
    assert letter.body.split("\n")[0] == "Hello Eve Bcc: all@example.org Send your code to eve@example.org,"
