"""The faults of answers where they are drawn: each beside its control once, and all of them in the summary."""

from collections.abc import Iterable

from bartholdi.cores.formspec import Fault, Spec, say, where
from bartholdi.faces.ui import summary

OTHER = ".other"


class Faults:
    """Given out by place; what no control asked for stays with the question."""

    def __init__(self, spec: Spec, faults: Iterable[Fault], language: str) -> None:
        self.spec, self.language = spec, language
        self.all = tuple(faults)
        self.waiting: dict[str, list[Fault]] = {}
        for fault in self.all:
            self.waiting.setdefault(fault.key, []).append(fault)
        self.targets: dict[int, str] = {}  # the id of the control to go to, by the identity of the fault: its facts have no hash

    def at(self, path: str, target: str) -> list[str]:
        """The sentences of exactly this place."""
        return [say(fault, self.language) for fault in self._take(path, target, whole=False)]

    def under(self, path: str, target: str, *, placed: bool = False) -> list[str]:
        """What still waits at this place and within it; `placed`: each says where within it."""
        return [self._said(fault, placed) for fault in self._take(path, target, whole=True)]

    def _take(self, path: str, target: str, *, whole: bool) -> list[Fault]:
        if not (waiting := self.waiting.get(key(path))):
            return []
        fits = is_within if whole else is_at
        taken = [fault for fault in waiting if fits(fault.path, path)]
        self.waiting[key(path)] = [fault for fault in waiting if not fits(fault.path, path)]
        self.targets |= {id(fault): target for fault in taken}
        return taken

    def _said(self, fault: Fault, placed: bool) -> str:
        field = self.spec.field(fault.key)
        place = where(self.spec, fault, self.language)[len(field.label.said(self.language)) + 2 :] if placed and field else ""
        return self.joined(place, say(fault, self.language))

    def joined(self, place: str, sentence: str) -> str:
        """A label that is a sentence of its own ends as it does."""
        if place.endswith((".", "?", "!", "…")):
            return f"{place} {sentence}"
        colon = "\u00a0: " if self.language == "fr" else ": "
        return f"{place}{colon}{sentence}" if place else sentence

    def summary(self) -> list[summary.Fault]:
        """Of those that were drawn, in the order of the questionnaire."""
        return [
            summary.Fault(self.joined(where(self.spec, fault, self.language), say(fault, self.language)), self.targets[id(fault)])
            for fault in self.all
            if id(fault) in self.targets
        ]


def key(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def is_at(path: str, place: str) -> bool:
    """The other answer of several has a number in its path, but one control."""
    return path == place or (place.endswith(OTHER) and path.endswith(OTHER) and is_within(path, place.removesuffix(OTHER)))


def is_within(path: str, place: str) -> bool:
    return path == place or (path.startswith(place) and path[len(place)] in {".", "["})
