"""Where something is wrong, and what: faults with a path, collected while a spec or its answers are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    `path` names the place (`sections[2].fields[0].when.all[1]` in a spec, `budget[1].amount` in answers; empty: the whole),
    `code` what is wrong there, `facts` what a sentence about it needs: whole numbers, Decimal, date, text, or `{"en", "fr"}`.
    `words.say` makes the sentence.
    """

    path: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The field of an answer's path: `budget` of `budget[1].amount`."""
        return self.path.split(".", 1)[0].split("[", 1)[0]


class SpecError(ValueError):
    """A spec that cannot be used; `faults` are all its faults, each with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path or 'spec'}: {fault.code}" for fault in self.faults[:20]))


class Place:
    """A place being read, and the list that its faults go to. `final`: what is missing counts as a fault."""

    __slots__ = ("faults", "final", "path")

    def __init__(self, path: str = "", *, faults: list[Fault] | None = None, final: bool = False) -> None:
        self.path = path
        self.faults: list[Fault] = [] if faults is None else faults
        self.final = final

    def at(self, step: str | int) -> "Place":
        """The place one step further in: a property's name, or the index in a list."""
        if isinstance(step, int):
            path = f"{self.path}[{step}]"
        else:
            path = f"{self.path}.{step}" if self.path else step
        return Place(path, faults=self.faults, final=self.final)

    def fault(self, code: str, **facts: Any) -> None:
        self.faults.append(Fault(self.path, code, facts))

    def missing(self, code: str, **facts: Any) -> None:
        """A fault that a draft may have."""
        if self.final:
            self.fault(code, **facts)


def safe(key: object) -> str:
    """A name from anywhere, short and in plain letters, so that it can stand in a path."""
    return key[:60].encode("ascii", "replace").decode() if isinstance(key, str) else type(key).__name__
