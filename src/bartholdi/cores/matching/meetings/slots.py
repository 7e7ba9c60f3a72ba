"""When chosen pairs meet: by colouring where nobody has gaps (Koenig 1916), else by placing each and moving what is in its way."""

from __future__ import annotations

from collections import defaultdict

PATIENCE = 30  # moves for each pair before the search gives up
Ends = dict[int, tuple[int, int]]  # meeting -> its two members


def coloured(ends: Ends, slots: int, tables: int | None) -> dict[int, int] | None:
    """meeting -> slot. None where a person has more meetings than there are slots, or all together more than there are tables.

    A meeting takes the first slot free for one member and the first free for the other; where these differ, the chain of meetings that
    alternate between the two slots is turned round. Chains also even out the slots in the end, so that each needs as few tables as can be.
    """
    at: list[dict[int, int]] = [defaultdict(lambda: -1) for _slot in range(slots)]  # slot -> member -> meeting
    if tables is not None and len(ends) > tables * slots:
        return None
    found: dict[int, int] = {}
    for meeting, (one, other) in sorted(ends.items()):
        mine = next((slot for slot in range(slots) if at[slot][one] < 0), None)
        theirs = next((slot for slot in range(slots) if at[slot][other] < 0), None)
        if mine is None or theirs is None:
            return None
        if mine != theirs:
            _turned(_chain(ends, at, other, mine, theirs), ends, at, found, (mine, theirs))
        _put(meeting, mine, ends, at, found)
    if tables is not None:
        _evened(ends, slots, at, found)
    return found


def _chain(ends: Ends, at: list[dict[int, int]], start: int, first: int, second: int) -> list[int]:
    """Meetings in two slots in turn, from the one that `start` has in `first` on."""
    found, person, slot = [], start, first
    while (meeting := at[slot][person]) >= 0:
        found.append(meeting)
        one, other = ends[meeting]
        person, slot = (other if person == one else one), (second if slot == first else first)
    return found


def _put(meeting: int, slot: int, ends: Ends, at: list[dict[int, int]], found: dict[int, int]) -> None:
    found[meeting] = slot
    for person in ends[meeting]:
        at[slot][person] = meeting


def _turned(chain: list[int], ends: Ends, at: list[dict[int, int]], found: dict[int, int], two: tuple[int, int]) -> None:
    """Every meeting of the chain goes to the other of the two slots."""
    for meeting in chain:
        for person in ends[meeting]:
            at[found[meeting]][person] = -1
    for meeting in chain:
        _put(meeting, two[1] if found[meeting] == two[0] else two[0], ends, at, found)


def _evened(ends: Ends, slots: int, at: list[dict[int, int]], found: dict[int, int]) -> None:
    """Slots that differ by one meeting at most: from the fullest to the emptiest, a chain that begins and ends in the fullest."""
    held: list[set[int]] = [set() for _slot in range(slots)]
    for meeting, slot in found.items():
        held[slot].add(meeting)
    while found:
        full, bare = max(range(slots), key=lambda slot: len(held[slot])), min(range(slots), key=lambda slot: len(held[slot]))
        if len(held[full]) - len(held[bare]) <= 1:
            return
        starts = (person for meeting in sorted(held[full]) for person in ends[meeting] if at[bare][person] < 0)
        chain = next(found_chain for person in starts if len(found_chain := _chain(ends, at, person, full, bare)) % 2)
        _turned(chain, ends, at, found, (full, bare))
        for meeting in chain:
            held[full] ^= {meeting}
            held[bare] ^= {meeting}


def searched(ends: Ends, allowed: dict[int, list[int]], room: list[int]) -> dict[int, int] | None:
    """meeting -> slot, all of them; None where that was not found.

    Each is placed where it displaces what has been displaced least often until now; what it displaces is placed next. The order is fixed:
    the same pairs give the same slots every time.
    """
    table = _Placing(ends, room)
    todo = sorted(ends, key=lambda meeting: (-len(allowed[meeting]), meeting))
    for turn in range(PATIENCE * len(todo) + 1):
        if not todo:
            return table.found
        meeting = todo.pop()
        todo += table.place(meeting, allowed[meeting], turn)
    return None


class _Placing:
    """Who is where, how often each meeting was displaced and when it was placed last."""

    def __init__(self, ends: Ends, room: list[int]) -> None:
        self.ends, self.room = ends, room
        self.found: dict[int, int] = {}
        self.held: list[dict[int, None]] = [{} for _slot in room]
        self.at: dict[tuple[int, int], int] = {}
        self.moved = dict.fromkeys(ends, 1)
        self.last = dict.fromkeys(ends, 0)

    def place(self, meeting: int, slots: list[int], turn: int) -> list[int]:
        """The meetings that it displaced."""
        ways = (self._way(meeting, slot) for slot in slots if self.room[slot])
        best = min(ways, default=None)
        if best is None:
            return [meeting]
        _cost, _held, slot, gone = best
        for other in gone:
            self._remove(other, slot)
        self.found[meeting], self.last[meeting] = slot, turn
        self.held[slot][meeting] = None
        for person in self.ends[meeting]:
            self.at[person, slot] = meeting
        return list(gone)

    def _way(self, meeting: int, slot: int) -> tuple[int, int, int, tuple[int, ...]]:
        """What it costs to put it there, how full the slot is, the slot, and what must go."""
        one, other = self.ends[meeting]
        gone = {self.at.get((one, slot), -1), self.at.get((other, slot), -1)} - {-1}
        if not gone and len(self.held[slot]) >= self.room[slot]:
            gone = {min(self.held[slot], key=lambda each: (self.moved[each], self.last[each], each))}
        return sum(self.moved[each] for each in gone), len(self.held[slot]), slot, tuple(sorted(gone))

    def _remove(self, meeting: int, slot: int) -> None:
        del self.found[meeting], self.held[slot][meeting]
        self.moved[meeting] += 1
        for person in self.ends[meeting]:
            del self.at[person, slot]
