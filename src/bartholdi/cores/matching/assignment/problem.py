"""What is assigned: which pairs may be, how many reviewers each application needs, how much each reviewer can take, of which kinds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
Bools = NDArray[np.bool_]

MOST_IN_LISTS = 1_000_000  # numbers in Python lists; above, arrays are asked for: a list takes ten times the memory


class Unsound(ValueError):
    """`code`: not_finite, length, outside, negative, upside_down, twice, contradiction, whole, lists. `facts` name the place."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code}: {facts}")


@dataclass(frozen=True, eq=False)
class Kind:
    """Of these reviewers each application has at least `low` and at most `high`: one of each side, one senior, one of the topic.

    members    (reviewers,) who is of this kind
    low, high  (applications,) how many; high may be any large number
    """

    key: str
    members: Bools
    low: Ints
    high: Ints

    @staticmethod
    def of(key: str, members: ArrayLike, *, low: ArrayLike = 0, high: ArrayLike | None = None, applications: int) -> Kind:
        """`low` and `high`: one number for all applications, or one for each; `high` None is no limit."""
        most = np.iinfo(np.int32).max if high is None else high
        return Kind(key, np.asarray(members, dtype=bool), _each(low, applications, key), _each(most, applications, key))


@dataclass(frozen=True, eq=False)
class Problem:
    """Made by `Problem.of`, which checks. One place a possible pair, sorted by application, then reviewer; no pair twice.

    application, reviewer, score   (pairs,) a higher score is better; below zero is allowed and means: rather not
    demand                         (applications,) reviewers that each needs
    low, high                      (reviewers,) applications that each takes at least and at most
    fixed                          (pairs,) must be assigned
    """

    application: Places
    reviewer: Places
    score: Floats
    demand: Ints
    low: Ints
    high: Ints
    fixed: Bools
    kinds: tuple[Kind, ...] = ()
    base: Floats = field(default_factory=lambda: np.zeros(0))  # what fixed pairs taken out have brought: see `settled`

    @staticmethod
    def of(
        scores: ArrayLike,
        *,
        demand: ArrayLike,
        high: ArrayLike,
        low: ArrayLike = 0,
        pairs: tuple[ArrayLike, ArrayLike] | None = None,
        shape: tuple[int, int] | None = None,
        conflicts: ArrayLike | Iterable[tuple[int, int]] = (),
        fixed: Iterable[tuple[int, int]] = (),
        kinds: Sequence[Kind] = (),
    ) -> Problem:
        """Dense: scores (applications, reviewers). Sparse: scores (n,), `pairs` two arrays (n,) and `shape`; pairs not given cannot be.

        `demand`, `high`, `low`: one number for all, or one each. `conflicts`: pairs that must not be (a conflict, a refusal), as a mask
        of that shape or as pairs of places; they need not be among those given. `fixed` pairs not among those given score 0.
        Unsound with the place of the first fault: a score that is not a number, a pair given twice, or fixed and in conflict.
        """
        given = _array(scores, np.float64)
        size = (given.shape[0], given.shape[1]) if pairs is None and given.ndim == 2 else shape
        if size is None:
            raise Unsound("length", scores=given.shape, pairs=pairs is not None, shape=shape)
        application, reviewer, score = _dense(given) if pairs is None else _sparse(given, pairs, size)
        if not np.isfinite(score).all():
            place = int(np.flatnonzero(~np.isfinite(score))[0])
            raise Unsound("not_finite", application=int(application[place]), reviewer=int(reviewer[place]))
        held = _codes(_couples(fixed), size, "fixed")
        barred = _codes(_couples(conflicts), size, "conflicts")
        if (both := np.intersect1d(held, barred)).size:
            raise Unsound("contradiction", application=int(both[0] // size[1]), reviewer=int(both[0] % size[1]))
        if barred.size or held.size:
            application, reviewer, score = _without(application, reviewer, score, held=held, barred=barred, width=size[1])
        is_fixed = np.zeros(len(score), dtype=bool)
        if held.size:
            is_fixed = np.isin(application.astype(np.int64) * size[1] + reviewer, held)
        problem = Problem(
            application, reviewer, score,
            demand=_each(demand, size[0], "demand"), low=_each(low, size[1], "low"), high=_each(high, size[1], "high"),
            fixed=is_fixed, kinds=tuple(kinds), base=np.zeros(size[0]),
        )  # fmt: skip
        return problem.check()

    def check(self) -> Problem:
        """Itself; Unsound where limits contradict each other or are for another number of applications or reviewers."""
        if (self.low > self.high).any():
            place = int(np.argmax(self.low > self.high))
            raise Unsound("upside_down", reviewer=place, low=int(self.low[place]), high=int(self.high[place]))
        if len({kind.key for kind in self.kinds}) != len(self.kinds):
            raise Unsound("twice", kinds=[kind.key for kind in self.kinds])
        for kind in self.kinds:
            if (len(kind.members), len(kind.low), len(kind.high)) != (self.reviewers, self.applications, self.applications):
                raise Unsound("length", kind=kind.key, members=len(kind.members), low=len(kind.low), high=len(kind.high))
            if (kind.low > kind.high).any():
                raise Unsound("upside_down", kind=kind.key, application=int(np.argmax(kind.low > kind.high)))
        return self

    @property
    def applications(self) -> int:
        return len(self.demand)

    @property
    def reviewers(self) -> int:
        return len(self.high)

    def totals(self, on: Bools) -> Floats:
        """(applications,) what each application gets from the pairs that are on, with what was fixed before."""
        return per(self.application[on], self.score[on], self.applications) + self.base

    def counts(self, on: Bools) -> Ints:
        """(applications,) reviewers of each."""
        return np.bincount(self.application[on], minlength=self.applications)

    def loads(self, on: Bools) -> Ints:
        """(reviewers,) applications of each."""
        return np.bincount(self.reviewer[on], minlength=self.reviewers)

    def of_kind(self, kind: Kind, on: Bools) -> Ints:
        """(applications,) reviewers of that kind of each."""
        return np.bincount(self.application[on][kind.members[self.reviewer[on]]], minlength=self.applications)

    def settled(self) -> Problem:
        """The same without its fixed pairs: what they use up is taken off demands, loads and kinds, which may fall below zero."""
        if not self.fixed.any():
            return self
        kept, taken = ~self.fixed, self.counts(self.fixed)
        kinds = tuple(
            replace(kind, low=np.maximum(kind.low - used, 0), high=kind.high - used)
            for kind, used in ((kind, self.of_kind(kind, self.fixed)) for kind in self.kinds)
        )
        loads = self.loads(self.fixed)
        return replace(
            self, application=self.application[kept], reviewer=self.reviewer[kept], score=self.score[kept], fixed=self.fixed[kept],
            demand=self.demand - taken, low=np.maximum(self.low - loads, 0), high=self.high - loads, kinds=kinds,
            base=self.totals(self.fixed),
        )  # fmt: skip

    def only(self, kept: Bools) -> Problem:
        """With fewer pairs."""
        return replace(
            self, application=self.application[kept], reviewer=self.reviewer[kept], score=self.score[kept], fixed=self.fixed[kept]
        )


def per(index: NDArray[np.signedinteger], values: Floats, count: int) -> Floats:
    """(count,) the sum of the values of each index."""
    return np.bincount(index, weights=values, minlength=count).astype(np.float64)


def _array(values: ArrayLike, kind: type) -> NDArray[np.generic]:
    if (
        isinstance(values, list | tuple)
        and sum(len(row) if isinstance(row, list | tuple) else 1 for row in values) > MOST_IN_LISTS
    ):
        raise Unsound("lists", most=MOST_IN_LISTS, ask="numpy arrays")
    try:
        return np.asarray(values, dtype=kind)
    except (TypeError, ValueError) as fault:
        raise Unsound("not_finite", reason=str(fault)) from fault


def _whole(values: ArrayLike, name: str) -> Ints:
    found = np.asarray(_array(values, np.float64) if isinstance(values, list | tuple) else values)
    if found.dtype.kind not in "iub" and not (np.isfinite(found).all() and (found == np.floor(found)).all()):
        raise Unsound("whole", values=name)
    return found.astype(np.int64)


def _each(values: ArrayLike, count: int, name: str) -> Ints:
    found = _whole(values, name)
    if found.ndim and found.shape != (count,):
        raise Unsound("length", values=name, given=found.shape, wanted=count)
    if found.size and int(found.min()) < 0:
        raise Unsound("negative", values=name, place=int(np.argmin(found)))
    return np.broadcast_to(found, (count,)).copy()


def _dense(given: NDArray[np.generic]) -> tuple[Places, Places, Floats]:
    rows, columns = given.shape
    application = np.repeat(np.arange(rows, dtype=np.int32), columns)
    return application, np.tile(np.arange(columns, dtype=np.int32), rows), np.asarray(given, dtype=np.float64).ravel()


def _sparse(
    given: NDArray[np.generic], pairs: tuple[ArrayLike, ArrayLike], size: tuple[int, int]
) -> tuple[Places, Places, Floats]:
    application, reviewer = (_whole(each, "pairs") for each in pairs)
    if given.ndim != 1 or not application.shape == reviewer.shape == given.shape:
        raise Unsound("length", scores=given.shape, applications=application.shape, reviewers=reviewer.shape)
    _inside(application, reviewer, size, "pairs")
    codes = application * size[1] + reviewer
    score = np.asarray(given, dtype=np.float64)
    if (np.diff(codes) <= 0).any():
        order = np.argsort(codes, kind="stable")
        codes, score = codes[order], score[order]
        if (same := np.flatnonzero(np.diff(codes) == 0)).size:
            raise Unsound("twice", application=int(codes[same[0]] // size[1]), reviewer=int(codes[same[0]] % size[1]))
        application, reviewer = np.divmod(codes, size[1])
    return application.astype(np.int32), reviewer.astype(np.int32), score


def _inside(application: Ints, reviewer: Ints, size: tuple[int, int], name: str) -> None:
    for values, count, noun in ((application, size[0], "application"), (reviewer, size[1], "reviewer")):
        if values.size and (int(values.min()) < 0 or int(values.max()) >= count):
            place = int(np.argmax((values < 0) | (values >= count)))
            raise Unsound("outside", values=name, place=place, noun=noun, index=int(values[place]), count=count)


def _couples(given: ArrayLike | Iterable[tuple[int, int]]) -> NDArray[np.generic]:
    return np.asarray(given if isinstance(given, np.ndarray) else list(given))  # type: ignore[arg-type]


def _codes(given: NDArray[np.generic], size: tuple[int, int], name: str) -> Ints:
    """application * reviewers + reviewer of each, sorted, each once."""
    if not given.size:
        return np.zeros(0, dtype=np.int64)
    if given.shape == size and given.dtype == np.bool_:
        return np.flatnonzero(given).astype(np.int64)
    if given.ndim != 2 or given.shape[1] != 2:
        raise Unsound("length", values=name, given=given.shape, wanted=size)
    whole = _whole(given, name)
    _inside(whole[:, 0], whole[:, 1], size, name)
    return np.unique(whole[:, 0] * size[1] + whole[:, 1])


def _without(
    application: Places, reviewer: Places, score: Floats, *, held: Ints, barred: Ints, width: int
) -> tuple[Places, Places, Floats]:
    """The pairs without those barred, and with those held that were not given."""
    codes = application.astype(np.int64) * width + reviewer
    kept = ~np.isin(codes, barred)
    new = np.setdiff1d(held, codes)
    codes, values = np.append(codes[kept], new), np.append(score[kept], np.zeros(len(new)))
    order = np.argsort(codes, kind="stable")
    where, who = np.divmod(codes[order], width)
    return where.astype(np.int32), who.astype(np.int32), values[order]
