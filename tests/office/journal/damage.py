"""What somebody with the database's own password could do to the journal: tests damage it to see it found."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from bartholdi.office.journal.acts import System, record
from bartholdi.office.journal.models import Entry

BY = System("tests")


def write(count: int) -> list[Entry]:
    return [record("accounts.sign_in", None, by=BY, change={"turn": turn, "of": ["x", None, True]}) for turn in range(count)]


@contextmanager
def unguarded() -> Iterator[None]:
    """Without the triggers, until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        else:
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER journal_entry_no_{verb}")
        yield
