"""A table of moves: what it opens, what it refuses, how it is drawn."""

from types import SimpleNamespace

import pytest
from django.db.models import TextChoices

from bartholdi.office.lib.workflow import Move, Refused, Workflow


class State(TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    GONE = "gone", "Gone"


TABLE = Workflow(
    State,
    initial=State.DRAFT,
    moves=[Move("send", (State.DRAFT,), State.SENT), Move("drop", (State.DRAFT, State.SENT), State.GONE)],
)


def test_which_moves_are_open() -> None:
    assert {state.value: TABLE.open_moves(state) for state in State} == {
        "draft": {"send", "drop"},
        "sent": {"drop"},
        "gone": set(),
    }


def test_a_move_sets_the_state_and_tells_the_old_one() -> None:
    thing = SimpleNamespace(state="draft")
    assert (TABLE.apply(thing, "send"), thing.state) == ("draft", "sent")


def test_a_move_from_another_state_is_refused_in_words() -> None:
    thing = SimpleNamespace(state="gone")
    with pytest.raises(Refused, match="because the state is now “Gone”"):
        TABLE.apply(thing, "send")
    assert thing.state == "gone"


def test_it_is_drawn() -> None:
    assert TABLE.as_mermaid().splitlines() == [
        "stateDiagram-v2",
        "  [*] --> draft",
        "  draft --> sent: send",
        "  draft --> gone: drop",
        "  sent --> gone: drop",
    ]
