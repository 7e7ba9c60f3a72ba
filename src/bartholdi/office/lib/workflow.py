"""A workflow is a table of named moves between states. It is data; services perform the moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext


class Refused(Exception):
    """The act is not possible now; str(error) is a sentence that may be shown to the person."""


@dataclass(frozen=True)
class Move:
    name: str
    sources: tuple[TextChoices, ...]
    target: TextChoices


class Workflow:
    def __init__(self, states: type[TextChoices], *, initial: TextChoices, moves: Iterable[Move]) -> None:
        self.states = states
        self.initial = initial
        self.moves = {move.name: move for move in moves}

    def open_moves(self, state: str) -> set[str]:
        return {move.name for move in self.moves.values() if state in move.sources}

    def apply(self, subject: Any, name: str) -> str:
        """Set subject.state, or refuse. The caller holds the row lock and saves. Returns the old state."""
        move = self.moves[name]
        if subject.state not in move.sources:
            raise Refused(
                gettext("Nothing was changed: this is not possible any more, because the state is now “%(state)s”.")
                % {"state": self.states(subject.state).label}
            )
        old: str = subject.state
        subject.state = move.target
        return old

    def as_mermaid(self) -> str:
        lines = ["stateDiagram-v2", f"  [*] --> {self.initial.value}"]
        for move in self.moves.values():
            lines += [f"  {source.value} --> {move.target.value}: {move.name}" for source in move.sources]
        return "\n".join(lines)
