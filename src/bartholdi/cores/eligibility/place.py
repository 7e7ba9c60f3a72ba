"""Where something is wrong in rules, and what: faults with a path, collected while the rules are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the path (`rules[2].options.window`; empty: the whole), a code, and facts for its sentence."""

    path: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class RulesError(ValueError):
    """Rules that cannot be used; `faults` are all their faults, each with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path or 'rules'}: {fault.code}" for fault in self.faults[:20]))


@dataclass(frozen=True, slots=True)
class Place:
    """A place being read, and the list that its faults go to."""

    path: str = ""
    faults: list[Fault] = field(default_factory=list)

    def at(self, step: str | int) -> "Place":
        """The place one step further in: a property's name, or the index in a list."""
        into = f"[{step}]" if isinstance(step, int) else f".{step}" if self.path else step
        return Place(self.path + into, self.faults)

    def fault(self, code: str, **facts: Any) -> None:
        self.faults.append(Fault(self.path, code, facts))


def safe(name: object) -> str:
    """A name from anywhere, short and in plain letters, so that it can stand in a path."""
    return name[:60].encode("ascii", "replace").decode() if isinstance(name, str) else type(name).__name__
