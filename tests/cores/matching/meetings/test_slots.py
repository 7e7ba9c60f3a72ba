"""Colouring always succeeds where it may, evenly; what cannot be placed is given up."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.matching.meetings.slots import coloured, searched

PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(100, 107)), unique=True, max_size=50)


@given(PAIRS, st.integers(0, 3))
@settings(max_examples=80, deadline=None)
def test_as_many_slots_as_the_busiest_has_meetings_are_enough(pairs: list[tuple[int, int]], more: int) -> None:
    ends = dict(enumerate(pairs))
    busiest = max(Counter(person for pair in pairs for person in pair).values(), default=0)
    slots = busiest + more
    tables = -(-len(pairs) // slots) if slots else 0
    found = coloured(ends, slots, tables)
    assert found is not None
    assert found.keys() == ends.keys()
    taken = Counter((person, slot) for meeting, slot in found.items() for person in ends[meeting])
    assert all(count == 1 for count in taken.values())
    assert all(count <= tables and 0 <= slot < slots for slot, count in Counter(found.values()).items())
    if busiest:
        assert coloured(ends, busiest - 1, None) is None
    if tables:
        assert coloured(ends, slots, (len(pairs) - 1) // slots) is None


def test_what_cannot_be_placed_is_given_up() -> None:
    ends = {0: (0, 1), 1: (0, 2)}
    assert searched(ends, {0: [0], 1: [0]}, [9]) is None
    assert searched(ends, {0: [0, 1], 1: [0]}, [9, 9]) == {0: 1, 1: 0}
    assert searched(ends, {0: [0, 1], 1: [0]}, [9, 0]) is None
