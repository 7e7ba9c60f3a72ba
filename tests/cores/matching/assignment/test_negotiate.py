"""Negotiating for a floor: when all agree, everybody reaches it and nobody is overloaded; what cannot be agreed is never said to be."""

import numpy as np

from bartholdi.cores.matching.assignment import Problem, largest
from bartholdi.cores.matching.assignment.negotiate import Negotiation, Table

RNG = np.random.default_rng(6)
SCARCE = Problem.of(RNG.uniform(0.5, 1.0, (16, 10)) * RNG.gamma(2.0, 0.5, 10), demand=2, high=4)


def talk(floor: float) -> Negotiation:
    return Negotiation(
        SCARCE, Table.of(SCARCE), largest(SCARCE).on, floor=floor, prices=np.zeros(10), rng=np.random.default_rng(1)
    )


def test_what_is_agreed_holds() -> None:
    floor = 1.85
    assert largest(SCARCE).floor < floor
    negotiation = talk(floor)
    assert negotiation.moved(3000)
    on = negotiation.on()
    assert negotiation.over == 0
    assert (SCARCE.counts(on) == 2).all()
    assert (SCARCE.loads(on) <= 4).all()
    assert SCARCE.totals(on).min() >= floor - 1e-9


def test_a_floor_above_the_bound_is_not_agreed() -> None:
    negotiation = talk(largest(SCARCE).floor_bound * 1.01)
    assert not negotiation.moved(500) or SCARCE.totals(negotiation.on()).min() < negotiation.needs[0]
