"""The first administrator is appointed from the machine; everything that does not fit is said in one line."""

import pytest

from bartholdi.office.accounts.models import User
from bartholdi.office.journal.models import Entry
from bartholdi.running.appointment import appoint


def test_an_account_gets_its_role_and_the_journal_says_who_gave_it(stranger: User, capsys: pytest.CaptureFixture[str]) -> None:
    assert appoint("Stranger@Example.org", "administrator") == 0
    assert User.objects.get(pk=stranger.pk).roles == {"administrator"}
    entry = Entry.objects.get(act="accounts.give_role")
    assert (entry.actor_label, entry.change) == ("Bartholdi (command line)", {"role": "administrator"})
    assert capsys.readouterr().out == "Sam Stranger (stranger@example.org) is now administrator; the journal says so.\n"


@pytest.mark.parametrize(
    ("address", "role", "status", "sentence"),
    [
        ("nobody@example.org", "officer", 1, "nobody has an account with nobody@example.org. Make one on the site first"),
        (
            "stranger@example.org",
            "king",
            2,
            "there is no role 'king'. The roles are: administrator, auditor, director, editor, officer.",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_one_line(
    stranger: User, capsys: pytest.CaptureFixture[str], address: str, role: str, status: int, sentence: str
) -> None:
    assert appoint(address, role) == status
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
