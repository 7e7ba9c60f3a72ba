"""The database itself refuses to change, remove or empty the journal, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from bartholdi.office.journal.models import Entry
from bartholdi.office.journal.verify import verify
from tests.office.journal.damage import write

pytestmark = pytest.mark.django_db

SENTENCE = "The journal is append-only: an entry is never changed or removed."
STATEMENTS = [
    "UPDATE journal_entry SET actor_label = 'Somebody else' WHERE number = 1",
    "UPDATE journal_entry SET search_text = ''",
    "DELETE FROM journal_entry WHERE number = 2",
    "DELETE FROM journal_entry",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_that_changes_an_entry_is_refused(statement: str) -> None:
    write(2)
    with pytest.raises(DatabaseError, match=SENTENCE), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Entry.objects.count(), verify().sound) == (2, True)


def test_emptying_the_table_is_refused() -> None:
    """SQLite has no TRUNCATE: its DELETE is tried above."""
    write(2)
    statement = "TRUNCATE journal_entry" if connection.vendor == "postgresql" else "DELETE FROM journal_entry"
    with pytest.raises(DatabaseError, match=SENTENCE), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 2


def test_the_models_own_ways_are_refused() -> None:
    entry = write(1)[0]
    entry.actor_label = "Somebody else"
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete):
        with pytest.raises(DatabaseError, match=SENTENCE), transaction.atomic():
            attempt()
    assert verify().sound


def test_an_entry_of_the_same_number_cannot_replace_one() -> None:
    """SQLite's REPLACE would delete silently; PostgreSQL's ON CONFLICT DO UPDATE would update."""
    write(1)
    with connection.cursor() as cursor:
        names = ", ".join(column.column for column in Entry._meta.concrete_fields)
        values = ", ".join(
            "'forged'" if column.column == "actor_label" else column.column for column in Entry._meta.concrete_fields
        )
        if connection.vendor == "postgresql":
            ending = "ON CONFLICT (number) DO UPDATE SET actor_label = 'forged'"
            statement = f"INSERT INTO journal_entry ({names}) SELECT {values} FROM journal_entry {ending}"
        else:
            statement = f"REPLACE INTO journal_entry ({names}) SELECT {values} FROM journal_entry"
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement)
    assert verify().sound
