"""The desk's journal: the list, an entry in words, and the state of the chain."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from bartholdi.faces.desk import changes
from bartholdi.faces.desk.changes import Line
from bartholdi.office.accounts import services
from bartholdi.office.accounts.models import User
from bartholdi.office.decisions.models import Decision
from bartholdi.office.journal.acts import System, record
from bartholdi.office.journal.models import Entry
from tests.cast import CAST
from tests.counting import cost
from tests.factories import ApplicationFactory
from tests.office.journal.damage import unguarded, write

pytestmark = pytest.mark.django_db
LIST = "/en/desk/journal/"
VERIFY = f"{LIST}verify/"


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """What was found about another test's journal."""
    cache.clear()


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).strip()


def test_who_may_open_what(client: Client, cast: dict[str, User]) -> None:
    write(1)
    answers = {}
    for part in CAST:
        client.force_login(cast[part])
        answers[part] = (client.get(LIST).status_code, client.get(f"{LIST}1/").status_code, client.post(VERIFY).status_code)
    no, own, all_of_it = (403, 403, 403), (200, 404, 403), (200, 200, 302)
    assert answers == {
        "applicant": no,
        "stranger": no,
        "officer": own,
        "editor": own,
        "director": all_of_it,
        "auditor": all_of_it,
        "administrator": all_of_it,
    }


def test_everybody_at_the_desk_reads_what_they_did_themselves(client: Client, officer: User) -> None:
    services.change_profile(officer, name="Olivia O.", language="fr", zone="Europe/Paris", by=officer)
    client.force_login(officer)
    page = client.get(f"{LIST}1/")
    assert page.status_code == 200
    assert "Olivia Officer changed the profile" in text(page).replace("Olivia O.", "Olivia Officer")


def test_the_list_says_acts_in_words_and_finds_them(client: Client, auditor: User) -> None:
    record("accounts.give_role", auditor, by=System("seed"), change={"role": "auditor"})
    record("accounts.sign_in", auditor, by=auditor)
    client.force_login(auditor)
    found = {}
    for query in (
        {"act": "accounts.give_role"},
        {"by": "ana"},
        {"q": "seed"},
        {"subject": auditor.journal_key},
        {"actor": "system:seed"},
    ):
        rows = client.get(LIST, query).context["listing"].page.rows
        found[next(iter(query))] = [row.number for row in rows]
    assert found == {"act": [1], "by": [2], "q": [1], "subject": [2, 1], "actor": [1]}
    assert "gave a role" in text(client.get(LIST))


def test_an_entry_shows_its_neighbours_its_change_and_the_history(client: Client, auditor: User, applicant: User) -> None:
    for zone in ("Europe/Paris", "UTC", "America/New_York"):
        services.change_profile(applicant, name="A.", language="en", zone=zone, by=applicant)
    client.force_login(auditor)
    page = client.get(f"{LIST}2/")
    context = page.context
    assert (context["older"].number, context["newer"].number) == (1, 3)
    assert [entry.number for entry in context["history"]] == [3, 2, 1]
    assert context["lines"] == [Line("Time zone", "Europe/Paris", "UTC")]
    assert "Time zone Europe/Paris UTC" in text(page)


def test_an_entry_costs_the_same_whatever_its_history(client: Client, auditor: User, applicant: User) -> None:
    client.force_login(auditor)
    record("accounts.sign_in", applicant, by=applicant)
    costs = []
    for more in (1, 30):
        for _turn in range(more):
            record("accounts.sign_in", applicant, by=applicant)
        costs.append(cost(client, f"{LIST}1/"))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("url", [f"{LIST}999/", f"{LIST}{'9' * 30}/", f"{LIST}0/"])
def test_an_entry_that_does_not_exist(client: Client, auditor: User, url: str) -> None:
    client.force_login(auditor)
    assert client.get(url).status_code == 404


def test_a_whole_chain_is_said_to_be_whole(client: Client, auditor: User) -> None:
    write(2)
    client.force_login(auditor)
    assert "The chain has not been read yet" in text(client.get(LIST))
    assert client.get(VERIFY).status_code == 405
    page = text(client.post(VERIFY, follow=True))
    assert "The journal is whole" in page
    assert re.search(r"Read on .*: 2 entries\.", page)
    assert "The journal is whole" in text(client.get(LIST))


def test_damage_is_named_on_the_page_and_on_today(client: Client, auditor: User) -> None:
    write(5)
    with unguarded():
        Entry.objects.filter(number=2).update(actor_label="Somebody else")
        Entry.objects.filter(number=4).delete()
    client.force_login(auditor)
    page = text(client.post(VERIFY, follow=True))
    assert "The journal is damaged in 2 places" in page
    assert "Entry 2 – This entry was altered after it was written." in page
    assert "Entry 5 – Entries are missing just before this one." in page
    assert "The journal is damaged in 2 places" in text(client.get("/en/desk/"))


def test_who_may_not_read_everything_learns_nothing_of_damage(client: Client, cast: dict[str, User]) -> None:
    write(2)
    with unguarded():
        Entry.objects.filter(number=1).delete()
    client.force_login(cast["auditor"])
    client.post(VERIFY, follow=True)
    client.force_login(cast["officer"])
    assert "damaged" not in text(client.get(LIST)) + text(client.get("/en/desk/"))


@pytest.mark.parametrize(
    ("subject", "change", "lines"),
    [
        ("accounts.user:1", {}, []),
        ("accounts.user:1", {"language": ["en", "fr"]}, [Line("Language of letters", "English", "French")]),
        ("accounts.user:1", {"is_active": [True, False]}, [Line("Can sign in", "yes", "no")]),
        ("accounts.user:1", {"name": [None, "Zoé"]}, [Line("Name", "", "Zoé")]),
        ("accounts.user:1", {"password": ["…", "…"]}, [Line("Password", "", "changed; the value is not recorded")]),
        (
            "accounts.user:1",
            {"last_login": [None, "2026-11-22T12:00:00Z"]},
            [Line("Last login", "", datetime(2026, 11, 22, 12, tzinfo=UTC))],
        ),
        ("accounts.user:1", {"last_login": ["2026-99-22T12:00:00Z", ""]}, [Line("Last login", "2026-99-22T12:00:00Z", "")]),
        ("accounts.user:1", {"role": "editor"}, [Line("Role", "", "editor", noted=True)]),
        ("accounts.user:1", {"moved": {"letters": 2}}, [Line("Moved", "", "letters: 2", noted=True)]),
        ("accounts.user:1", {"roles": ["auditor", "editor"]}, [Line("Roles", "", "auditor, editor", noted=True)]),
        ("notices.notice:1", {"kind": ["", "accounts.standing_changed"]}, [Line("Kind", "", "The role was changed")]),
        ("gone.model:1", {"old_column": [1, 2]}, [Line("Old column", "", "1, 2", noted=True)]),
        ("nonsense", {"a": None}, [Line("A", "", "", noted=True)]),
        ("", ["not", "a dictionary"], [Line("", "", "not, a dictionary", noted=True)]),
    ],
)
def test_a_change_in_words(subject: str, change: Any, lines: list[Line]) -> None:
    assert changes.lines(Entry(subject_key=subject, change=change)) == lines


def test_a_reader_of_french_reads_what_it_is_about_in_french_and_how_it_was_written(client: Client, director: User) -> None:
    decision = Decision.objects.create(application=ApplicationFactory(reference="CHST-1"), outcome="decline")
    number = record("decisions.draft_decision", decision, by=director).number
    client.force_login(director)
    pages = {page: text(client.get(f"/fr/desk/{page}")) for page in ("", "journal/", f"journal/{number}/")}
    assert [("CHST-1 : Non retenue" in said, "Not selected" in said) for said in pages.values()] == [
        (True, False),
        (True, False),
        (True, True),
    ]
    english = text(client.get(f"/en/desk/journal/{number}/"))
    assert ("CHST-1: Not selected" in english, "written as" in english) == (True, False)
