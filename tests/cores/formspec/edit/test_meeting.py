"""Two who change one draft: whether the later one touches the place that the earlier one changed, of everything that can be done."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bartholdi.cores.formspec.edit import (
    EditError,
    add_field,
    change_field,
    copy_field,
    copy_page,
    meets,
    move_field,
    remove_field,
    remove_page,
    rename_field,
    shift_field,
    shift_page,
)
from tests.cores.formspec.edit.test_fields import draft, keys
from tests.cores.formspec.forms import field, said

SEEN = draft(
    one=[field("a", "text"), field("b", "text"), field("c", "text"), field("d", "text")],
    two=[field("e", "text"), field("f", "text")],
    three=[field("g", "text")],
)
OTHER_WORDS = {"key": "b", "kind": "text", "label": said("Other words")}
MOVE_B_BEHIND_D = (move_field, {"key": "b", "section": "one", "after": "d"})


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        # Elsewhere, or of the question's words, which a move leaves alone.
        (MOVE_B_BEHIND_D, (change_field, {"key": "b", "field": OTHER_WORDS}), False),
        (MOVE_B_BEHIND_D, (shift_field, {"key": "f", "step": -1}), False),
        (MOVE_B_BEHIND_D, (remove_field, {"key": "a"}), False),
        (MOVE_B_BEHIND_D, (add_field, {"field": field("x", "text"), "section": "one", "after": None}), False),
        # The same question, or the same gap.
        (MOVE_B_BEHIND_D, (move_field, {"key": "b", "section": "two", "after": None}), True),
        (MOVE_B_BEHIND_D, (add_field, {"field": field("x", "text"), "section": "one", "after": "d"}), True),
        (MOVE_B_BEHIND_D, (remove_field, {"key": "d"}), True),
        (MOVE_B_BEHIND_D, (remove_field, {"key": "b"}), True),
        ((shift_field, {"key": "c", "step": -1}), (shift_field, {"key": "c", "step": -1}), True),
        ((shift_field, {"key": "c", "step": -1}), (remove_field, {"key": "b"}), True),
        ((shift_field, {"key": "c", "step": -1}), (remove_field, {"key": "d"}), False),
        ((shift_field, {"key": "e", "step": -1}), (remove_field, {"key": "b"}), False),
        ((shift_field, {"key": "e", "step": -1}), (remove_field, {"key": "d"}), True),
        ((copy_field, {"key": "b"}), (change_field, {"key": "c", "field": {**OTHER_WORDS, "key": "c"}}), False),
        ((copy_field, {"key": "b"}), (change_field, {"key": "b", "field": OTHER_WORDS}), True),
        ((copy_field, {"key": "b"}), (copy_field, {"key": "b"}), True),
        ((remove_field, {"key": "b"}), (shift_field, {"key": "b", "step": 1}), False),
        ((remove_field, {"key": "b"}), (change_field, {"key": "b", "field": OTHER_WORDS}), True),
        ((shift_page, {"key": "two", "step": 1}), (remove_field, {"key": "a"}), False),
        ((shift_page, {"key": "two", "step": 1}), (shift_page, {"key": "two", "step": 1}), True),
        ((copy_page, {"key": "one"}), (remove_field, {"key": "f"}), False),
        ((copy_page, {"key": "one"}), (remove_field, {"key": "a"}), True),
        ((remove_page, {"key": "three"}), (remove_field, {"key": "a"}), False),
        ((remove_page, {"key": "three"}), (move_field, {"key": "a", "section": "three", "after": None}), True),
        ((rename_field, {"key": "b", "new": "z"}), (remove_field, {"key": "f"}), True),  # never merged
    ],
)
def test_what_meets(mine: Any, theirs: Any, expected: bool) -> None:
    change, facts = mine
    other, others_facts = theirs
    assert meets(change, SEEN, other(SEEN, **others_facts), facts) is expected


question = st.sampled_from("abcdefg")
page = st.sampled_from(["one", "two", "three"])
changes = st.one_of(
    st.builds(lambda key, section, after: (move_field, {"key": key, "section": section, "after": after}), question, page,
              st.none() | question),
    st.builds(lambda key, step: (shift_field, {"key": key, "step": step}), question, st.sampled_from([-1, 1])),
    st.builds(lambda key: (copy_field, {"key": key}), question),
    st.builds(lambda key: (remove_field, {"key": key}), question),
    st.builds(lambda key, step: (shift_page, {"key": key, "step": step}), page, st.sampled_from([-1, 1])),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(changes, changes)
def test_what_does_not_meet_can_be_done_and_loses_nothing_of_either(mine: Any, theirs: Any) -> None:
    (change, facts), (other, others_facts) = mine, theirs
    try:
        alone, now = change(SEEN, **facts), other(SEEN, **others_facts)
    except EditError:
        assume(False)
    assume(not meets(change, SEEN, now, facts))
    both = [key for each in keys(change(now, **facts)).values() for key in each]
    before, mine_only, theirs_only = ({key for each in keys(data).values() for key in each} for data in (SEEN, alone, now))
    gone = (before - mine_only) | (before - theirs_only)
    assert (len(both), set(both)) == (len(set(both)), (before | mine_only | theirs_only) - gone)
