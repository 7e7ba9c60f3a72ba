"""The chain tells: altered, removed, reordered and cut-off entries are found and named; a sound chain is called sound."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bartholdi.office.journal.acts import record
from bartholdi.office.journal.models import GENESIS, Entry, Head
from bartholdi.office.journal.verify import Verdict, verify
from tests.office.journal.damage import BY, unguarded, write

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
COLUMNS = sorted(
    {field.name for field in Entry._meta.concrete_fields} - {"search_text"}
)  # which only repeats the others, for search

ALTERED = "This entry was altered after it was written."
MISSING = "Entries are missing just before this one."
MOVED = "This entry does not follow the one before it: an entry was altered, moved or replaced."
CUT = "The end of the journal was cut off or replaced: it does not match the journal’s own mark."
UNMARKED = "The journal no longer contains the mark that you noted."


def faults(verdict: Verdict) -> list[tuple[int, str]]:
    return [(fault.number, fault.sentence) for fault in verdict.faults]


def test_an_empty_journal_is_whole() -> None:
    assert verify() == Verdict(0, f"0:{GENESIS}", ())


def test_a_journal_that_was_only_written_to_is_whole() -> None:
    entries = write(5)
    assert verify() == Verdict(5, f"5:{entries[-1].digest}", ())


def test_an_altered_entry_is_found() -> None:
    write(3)
    with unguarded():
        Entry.objects.filter(number=2).update(actor_label="Somebody else")
    assert faults(verify()) == [(2, ALTERED)]


def test_an_entry_altered_with_a_new_seal_is_found_by_the_next() -> None:
    write(3)
    with unguarded():
        entry = Entry.objects.get(number=2)
        entry.actor_label = "Somebody else"
        Entry.objects.filter(number=2).update(actor_label=entry.actor_label, digest=entry.computed_digest())
    assert faults(verify()) == [(3, MOVED)]


def test_a_removed_entry_is_found() -> None:
    write(4)
    with unguarded():
        Entry.objects.filter(number=2).delete()
    assert faults(verify()) == [(3, MISSING)]


def test_the_first_entry_removed_is_found() -> None:
    write(2)
    with unguarded():
        Entry.objects.filter(number=1).delete()
    assert faults(verify()) == [(2, MISSING)]


def test_two_entries_that_changed_places_are_found() -> None:
    write(4)
    with unguarded():
        for old, new in ((2, 99), (3, 2), (99, 3)):
            Entry.objects.filter(number=old).update(number=new)
    assert faults(verify()) == [(2, MOVED), (2, ALTERED), (3, MOVED), (3, ALTERED), (4, MOVED)]


@pytest.mark.parametrize("left", [0, 2])
def test_an_end_that_was_cut_off_is_found(left: int) -> None:
    write(3)
    with unguarded():
        Entry.objects.filter(number__gt=left).delete()
    assert faults(verify()) == [(left, CUT)]


def test_an_entry_put_at_the_end_without_the_mark_is_found() -> None:
    first = write(1)[0]
    forged = Entry(number=2, at=first.at, act="x.y", actor_key="k", actor_label="l", previous=first.digest)
    forged.digest = forged.computed_digest()
    forged.save(force_insert=True)
    assert faults(verify()) == [(2, CUT)]


def test_a_lost_mark_is_found() -> None:
    write(2)
    Head.objects.all().delete()
    assert faults(verify()) == [(2, CUT)]


def test_an_end_cut_off_with_its_mark_is_found_by_a_mark_noted_elsewhere() -> None:
    write(3)
    noted = verify().head
    with unguarded():
        Entry.objects.filter(number=3).delete()
    second = Entry.objects.get(number=2)
    Head.objects.update(number=2, digest=second.digest)
    assert verify().sound
    assert faults(verify(noted=noted)) == [(3, UNMARKED)]
    record("accounts.sign_in", None, by=BY)
    assert faults(verify(noted=noted)) == [(3, UNMARKED)]


@pytest.mark.parametrize("noted", ["nonsense", "3", "3:", "-1:abc", "9" * 40 + ":x", ":", "²:x"])
def test_a_noted_mark_that_is_none_is_not_found(noted: str) -> None:
    write(3)
    assert [fault.sentence for fault in verify(noted=noted).faults] == [UNMARKED]


@pytest.mark.parametrize("back", [0, 1, 4])
def test_a_noted_mark_stays_in_the_chain(back: int) -> None:
    write(5)
    noted = Entry.objects.get(number=5 - back)
    assert verify(noted=f"{noted.number}:{noted.digest}").sound


def test_the_search_column_is_not_sealed() -> None:
    """It is computed from the others, and computed anew when the way of searching changes."""
    write(1)
    with unguarded():
        Entry.objects.update(search_text="anything")
    assert verify().sound


def other(column: str, old: Any, data: st.DataObject) -> Any:
    """Any value of the column's kind but the one it has."""
    if isinstance(old, datetime):
        return old + timedelta(microseconds=data.draw(st.integers(-(10**15), 10**15).filter(bool)))
    if column == "number":
        return data.draw(st.integers(1, 10**9).filter(lambda number: number > 4))
    if column == "change":
        plain = st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), WORDS),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
            max_leaves=5,
        )
        # True equals 1 for Python, but not for a reader: compared as they are written.
        return data.draw(st.dictionaries(WORDS, plain).filter(lambda change: repr(change) != repr(old)))
    return data.draw(WORDS.filter(lambda text: text != old))


WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)


class AnyChange(TestCase):
    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(COLUMNS), st.integers(1, 4), st.data())
    def test_of_any_column_of_any_entry_is_found(self, column: str, number: int, data: st.DataObject) -> None:
        write(4)
        old = getattr(Entry.objects.get(number=number), column)
        with unguarded():
            Entry.objects.filter(number=number).update(**{column: other(column, old, data)})
        assert not verify().sound

    @settings(max_examples=50, deadline=None)
    @given(st.permutations([1, 2, 3, 4]))
    def test_of_the_order_is_found(self, order: list[int]) -> None:
        write(4)
        with unguarded():
            Entry.objects.update(number=F("number") + 100)
            for number, place in enumerate(order, 1):
                Entry.objects.filter(number=number + 100).update(number=place)
        assert verify().sound == (order == [1, 2, 3, 4])


ANYTHING = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.datetimes(timezones=st.just(UTC)), st.decimals()
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


class AnyAct(TestCase):
    @settings(max_examples=100, deadline=None)
    @given(st.dictionaries(st.text(), ANYTHING, max_size=4))
    def test_is_read_back_as_it_was_sealed(self, change: dict[str, Any]) -> None:
        """Whatever an act notes: fractions, zero characters, halves of pairs, on either database."""
        record("accounts.sign_in", None, by=BY, change=change)
        assert verify().sound


@pytest.mark.parametrize(
    "column", ["at = 'long ago'", "at = '2026-99-99 00:00:00'", "actor_label = x'ff'", "act = CAST(x'ff' AS TEXT)"]
)
def test_an_entry_that_can_no_longer_be_read_is_a_fault_and_no_crash(column: str) -> None:
    """SQLite keeps whatever it is given; PostgreSQL refuses what does not fit its columns, and then nothing was altered."""
    write(3)
    taken = True
    with unguarded(), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(f"UPDATE journal_entry SET {column} WHERE number = 2")
        except DatabaseError:
            taken = False
    assert [fault[0] for fault in faults(verify())][:1] == ([2] if taken else [])
    assert taken or connection.vendor == "postgresql"
