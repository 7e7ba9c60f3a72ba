"""What a kind of question brings: its controls, its reading, and how its parts stand on the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bartholdi.cores.formspec import Field
from bartholdi.faces.ui.questions.drawn import Asked, Control
from bartholdi.faces.ui.questions.typed import Typed


def no_suffix(field: Field, language: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Manner:
    """controls  (asked, answer) -> what it is drawn with
    read      (field, typed) -> the answer as `formspec.check` takes it
    layout    `one`: the question's label is the label of its one control; `group`: its legend; `box`, `table`, `words`
    suffix    (field, language) -> what stands after the control: a unit, a currency
    """

    controls: Callable[[Asked, Any], Sequence[Control]]
    read: Callable[[Field, Typed], Any]
    layout: str | Callable[[Field], str] = "one"
    suffix: Callable[[Field, str], str] = no_suffix

    def laid_out(self, field: Field) -> str:
        return self.layout if isinstance(self.layout, str) else self.layout(field)
