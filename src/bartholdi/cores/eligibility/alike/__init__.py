"""Applications that may be the same: found by who they are of, by their titles, and by their abstracts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bartholdi.cores.eligibility.alike.shingles import closeness, near, pairs_of, shingles
from bartholdi.cores.eligibility.alike.texts import normal, normal_name
from bartholdi.cores.eligibility.facts import Person
from bartholdi.cores.eligibility.values import as_ror

STRONG, LIKELY, POSSIBLE = "strong", "likely", "possible"
STRENGTHS = (STRONG, LIKELY, POSSIBLE)
NEAR = 60  # per cent of shared shingles from which abstracts are alike
SAME = 90  # from which they are as good as the same
_WHO = frozenset({"person", "email", "orcid"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An application to be compared. `people` are those who apply (leads): a host or a referee may be on many."""

    key: str
    title: str = ""
    abstract: str = ""
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two applications that may be one: what they share, and how strong a sign that is.

    `evidence`: `person`, `email`, `orcid`, `name` (with the institution), `title`, `abstract`; `alike`: per cent of the abstracts shared.
    `strong`: the same people with the same project, or title and abstract the same; `likely`: one exact sign; `possible`: less.
    """

    first: str
    second: str
    evidence: tuple[str, ...]
    strength: str
    alike: int = 0


def duplicates(items: Iterable[Item]) -> list[Pair]:
    """The pairs of items that may be the same, the strongest first; time grows about as their number does."""
    ordered = sorted(items, key=lambda item: (item.key, item.title, item.abstract))
    found: dict[tuple[int, int], set[str]] = {}
    for sign, group in _groups(ordered):
        for pair in pairs_of(group):
            found.setdefault(pair, set()).add(sign)
    cut = [shingles(item.abstract) for item in ordered]
    for pair in near(cut):
        found.setdefault(pair, set())
    pairs = [_pair(ordered[one], ordered[two], signs, closeness(cut[one], cut[two])) for (one, two), signs in found.items()]
    kept = [pair for pair in pairs if pair.evidence]
    return sorted(kept, key=lambda pair: (STRENGTHS.index(pair.strength), -pair.alike, pair.first, pair.second))


def _groups(items: list[Item]) -> Iterator[tuple[str, list[int]]]:
    """The items that share a sign exactly."""
    groups: dict[tuple[str, str], list[int]] = {}
    for index, item in enumerate(items):
        for sign in _signs(item):
            groups.setdefault(sign, []).append(index)
    yield from ((sign, group) for (sign, _value), group in groups.items() if len(group) > 1)


def _signs(item: Item) -> set[tuple[str, str]]:
    marks = (mark.partition(":") for person in item.people for mark in person.marks)
    found = {(what, value) for what, _colon, value in marks}
    for person in item.people:
        name, where = normal_name(person.name), as_ror(person.organisation) or normal(person.organisation)
        if name and where:
            found.add(("name", f"{name}|{where}"))
    if title := normal(item.title):
        found.add(("title", title))
    return found


def _pair(one: Item, two: Item, signs: set[str], alike: int) -> Pair:
    evidence = signs | ({"abstract"} if alike >= NEAR else set())
    who, what = evidence & (_WHO | {"name"}), evidence & {"title", "abstract"}
    if (who and what) or ("title" in what and alike >= SAME):
        strength = STRONG
    elif who & _WHO or "title" in what or alike >= SAME:
        strength = LIKELY
    else:
        strength = POSSIBLE
    return Pair(one.key, two.key, tuple(sorted(evidence)), strength, alike if "abstract" in evidence else 0)
