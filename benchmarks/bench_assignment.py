"""Assigning reviewers: the published MIDL matrix, generated problems from 1,400 to 100,000, and assignment by chance.

MIDL is read from ../shared/data beside the repository, or from where BARTHOLDI_SHARED_DATA says; without it, that part is left out and
said. Everything else is generated here, seed 1. `--quick` leaves out what takes longer than a few seconds; each large case runs in a process of its own, which tells its memory.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from bartholdi.cores.matching.assignment import Assignment, Problem, Progress, assign, drawn, largest, spread, spread_to
from bartholdi.cores.matching.assignment.negotiate import Table
from bartholdi.cores.matching.assignment.scarce import Market

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
SEED = 1
MINUTE = 60.0
Floats = NDArray[np.float64]
TASTES = {"dense, broad tastes": 0.4, "dense, narrow tastes": 0.15}  # how widely each spreads over topics


def dense(breadth: float, applications: int = 2600, reviewers: int = 1400, topics: int = 25) -> Floats:
    """Applications and reviewers on the same topics, of which some are crowded on one side and some on the other."""
    rng = np.random.default_rng(SEED)
    popular = [rng.dirichlet(np.ones(topics)) for _side in range(2)]

    def tastes(count: int, share: Floats) -> Floats:
        weights = rng.gamma(np.maximum(share * topics * breadth, 0.02), size=(count, topics)) + 1e-9
        return np.asarray(weights / np.linalg.norm(weights, axis=1)[:, None])

    fit = tastes(applications, popular[0]) @ tastes(reviewers, popular[1]).T
    return np.clip(0.5 * fit + rng.gamma(2.0, 0.025, fit.shape), 0, 1)


def sparse(applications: int, reviewers: int, each: int) -> Problem:
    """Each application knows some `each` reviewers of its neighbourhood; three are needed, who take a fifth more than that on average."""
    rng = np.random.default_rng(SEED)
    home = np.repeat(np.arange(applications) * (reviewers / applications), each)
    who = (home + rng.normal(0, reviewers / 25, len(home))).astype(np.int64) % reviewers
    codes = np.unique(np.repeat(np.arange(applications), each) * reviewers + who)
    scores = rng.beta(2, 4, len(codes))
    high = -(-applications * 3 * 6 // (5 * reviewers))
    begun = time.process_time()
    problem = Problem.of(scores, pairs=np.divmod(codes, reviewers), shape=(applications, reviewers), demand=3, high=high)
    print(f"| (made of arrays) | {len(codes):,} | {time.process_time() - begun:.2f} | | | | |")
    return problem


def midl() -> Problem | None:
    path = Path(os.environ.get("BARTHOLDI_SHARED_DATA", BESIDE)) / "assignment" / "midl.npz"
    if not path.is_file():
        print("MIDL is left out: set BARTHOLDI_SHARED_DATA, or put the data into ../shared/data beside the repository.\n")
        return None
    data = np.load(path)
    return Problem.of(data["scores"], demand=data["demand"], high=data["load_max"])


def line(name: str, found: Assignment, seconds: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"| {name} | {len(found.problem.score):,} | {seconds:.2f} | {found.total:,.3f} ({found.total_bound:,.3f}) "
        f"| {found.floor:.4f} | {found.floor_bound:.4f} | {memory} MB |",
        flush=True,
    )


def small(problem: Problem) -> None:
    for name, act in (("MIDL, largest total", largest), ("MIDL, floor first", assign)):
        begun = time.process_time()
        found = act(problem)
        line(name, found, time.process_time() - begun)


def chance(problem: Problem) -> None:
    print(
        "\n| by chance, MIDL, 95 % of the best | L2 norm | share | pairs in play | entropy | highest | a solve, CPU s | a draw |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    best = largest(problem).total
    for grain in (20, 64, 1024):
        found = spread_to(problem, 0.95, grain=grain)
        begun = time.process_time()
        spread(problem, evenness=found.evenness, grain=grain)
        solved = time.process_time()
        drawn(found, SEED)
        print(
            f"| parts of 1/{grain} | {found.norm:.4f} | {found.total / best:.4f} | {int((found.parts > 0).sum()):,} | {found.entropy:.0f} "
            f"| {found.probability.max():.3f} | {solved - begun:.2f} | {time.process_time() - solved:.2f} |",
            flush=True,
        )


def minute(name: str) -> None:
    """The largest total; then the floor raised for a minute of processor time."""
    scores = dense(TASTES[name])
    begun = time.process_time()
    problem = Problem.of(scores, demand=3, high=6)
    first = largest(problem)
    line(f"{name}, largest total", first, time.process_time() - begun)
    begun, told = time.process_time(), []

    def until(progress: Progress) -> bool:
        told.append((time.process_time() - begun, progress.floor))
        return told[-1][0] < MINUTE

    found = assign(problem, steps=None, told=until)
    spent = time.process_time() - begun
    reached = next(at for at, floor in told if floor >= found.floor - 1e-9)
    line(f"{name}, a minute for the floor, which was reached after {reached:.0f} s", found, spent)
    near = next(at for at, floor in told if floor >= 0.95 * found.floor_bound)
    bound, _dear = Market(problem, Table.of(problem)).divided(first.floor_bound)
    print(f"| {name}, 95 % of the bound | | {near:.0f} | | | | |")
    print(f"| {name}, if reviewers could be divided | | | | {found.floor / bound:.3f} of it | {bound:.4f} | |", flush=True)


def large(name: str) -> None:
    applications, reviewers, each = (10_000, 10_000, 104) if name == "sparse" else (100_000, 20_000, 101)
    problem = sparse(applications, reviewers, each)
    begun = time.process_time()
    found = largest(problem)
    line(f"{applications:,} × {reviewers:,}, largest total", found, time.process_time() - begun)


def apart(name: str) -> None:
    subprocess.run([sys.executable, "-m", "benchmarks.bench_assignment", f"--only={name}"], check=True)


def main() -> int:
    if only := [each.removeprefix("--only=") for each in sys.argv if each.startswith("--only=")]:
        (minute if only[0] in TASTES else large)(only[0])
        return 0
    found = midl()
    print("| case | pairs | CPU s | total (bound) | lowest | bound | memory |")
    print("|---|--:|--:|--:|--:|--:|--:|", flush=True)
    if found is not None:
        small(found)
    if "--quick" not in sys.argv:
        for name in ("sparse", *TASTES, "huge"):
            apart(name)
    if found is not None:
        chance(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
