"""A missing number alarms until its sender was asked and the answer is noted; what is noted is the mailbox's own."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Dispatch, GapNote, Mailbox
from bartholdi.office.dispatches.queries import delivery
from bartholdi.office.dispatches.services import gap_notes
from bartholdi.office.journal.models import Entry
from bartholdi.office.lib.workflow import Refused
from tests.office.dispatches.posts import sent


@pytest.fixture
def washington_lost(officer: User, washington: Mailbox, paris: Mailbox) -> list[Dispatch]:
    """Seven from Washington to Paris, of which 2, 4, 5 and 6 never came."""
    all_ = [sent(washington, paris, by=officer) for _each in range(7)]
    for at in (1, 3, 4, 5):
        all_[at].addressees.all().delete()
        all_[at].delete()
    return all_


def missing(mailbox: Mailbox) -> list[delivery.Range]:
    return [each for gap in delivery.gaps([mailbox.pk]).get(mailbox.pk, []) for each in gap.ranges]


def test_what_is_noted_is_not_missing_any_more_until_it_is_taken_back(
    washington_lost: list[Dispatch], applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    assert missing(paris) == [(2, 2), (4, 6)]
    whole = gap_notes.note_gap(paris, washington, first=2, last=2, answer=" Not used, says Inès. ", by=applicant)
    part = gap_notes.note_gap(paris, washington, first=5, last=5, answer="Lost; came again as 7.", by=applicant)
    assert (whole.answer, str(whole), missing(paris)) == ("Not used, says Inès.", "WASHINGTON 2", [(4, 4), (6, 6)])
    gap_notes.take_gap_note_back(part, by=applicant)
    assert missing(paris) == [(4, 6)]
    with pytest.raises(Refused, match="taken back already"):
        gap_notes.take_gap_note_back(part, by=applicant)
    gap_notes.note_gap(paris, washington, first=4, last=6, answer="Never written.", by=applicant)
    assert (missing(paris), delivery.gaps([paris.pk])) == ([], {})


@pytest.mark.parametrize(
    ("numbers", "answer", "why"),
    [((2, 2), "  ", "write what the sender answered"), ((1, 2), "x", "not missing any more"), ((9, 12), "x", "not missing any more"), ((6, 4), "x", "not missing any more"),
     ((4, 2**40), "x", "not missing any more"), ((2, 2), "x" * 301, "300")],
)  # fmt: skip
def test_nothing_is_noted_of_what_is_not_missing_or_without_an_answer(
    washington_lost: list[Dispatch],
    applicant: User,
    washington: Mailbox,
    paris: Mailbox,
    numbers: delivery.Range,
    answer: str,
    why: str,
) -> None:
    with pytest.raises(Refused, match=why):
        gap_notes.note_gap(paris, washington, first=numbers[0], last=numbers[1], answer=answer, by=applicant)
    assert (missing(paris), GapNote.objects.count()) == ([(2, 2), (4, 6)], 0)


def test_only_who_holds_the_mailbox_notes_and_reads_of_it(
    washington_lost: list[Dispatch], cast: dict[str, User], applicant: User, washington: Mailbox, paris: Mailbox
) -> None:
    for other in (each for each in cast.values() if each != applicant):
        with pytest.raises(PermissionDenied):
            gap_notes.note_gap(paris, washington, first=2, last=2, answer="x", by=other)
    made = gap_notes.note_gap(paris, washington, first=2, last=2, answer="Not used.", by=applicant)
    for other in (each for each in cast.values() if each != applicant):
        with pytest.raises(PermissionDenied):
            gap_notes.take_gap_note_back(made, by=other)
    seen = {name for name, who in cast.items() if GapNote.objects.visible_to(who).exists()}
    told = Entry.objects.filter(act="dispatches.note_gap")
    read = {name for name, who in cast.items() if told.visible_to(who).exists()}
    assert (seen, read, told.count()) == ({"applicant"}, {"applicant"}, 1)


@given(st.sets(st.integers(1, 30), min_size=1), st.lists(st.tuples(st.integers(0, 32), st.integers(0, 4))))
def test_ranges_without_what_was_taken_out_are_the_numbers_without_them(known: set[int], taken: list[tuple[int, int]]) -> None:
    ranges = delivery.missing(sorted(known))
    left = delivery.less(ranges, [(first, first + more) for first, more in taken])
    numbers = {each for low, high in ranges for each in range(low, high + 1)}
    out = {each for first, more in taken for each in range(first, first + more + 1)}
    assert [each for low, high in left for each in range(low, high + 1)] == sorted(numbers - out)
