"""Each text is embedded once; what an encoder or a store may not give is refused with how to mend it."""

from collections.abc import Sequence

import numpy as np
import pytest

from bartholdi.cores.matching.affinity import Memory, Unmatchable, embedded
from tests.cores.matching.affinity.shelves import Letters


class Odd(Letters):
    """Gives what it is told to."""

    def __init__(self, given: np.ndarray) -> None:
        super().__init__()
        self.given = given

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return self.given


def test_a_text_is_embedded_once_however_often_it_occurs() -> None:
    encoder = Letters()
    store = Memory(encoder)
    first = embedded(["ice", "wheat", "ice"], encoder, store)
    again = embedded(["wheat", "melt"], encoder, store)
    assert encoder.asked == ["ice", "wheat", "melt"]
    assert first[0].tolist() == first[2].tolist()
    assert again[0].tolist() == first[1].tolist()
    np.testing.assert_allclose(np.linalg.norm(first, axis=1), 1.0, atol=1e-6)


def test_composed_and_decomposed_accents_are_the_same_text() -> None:
    encoder = Letters()
    embedded(["\u00e9t\u00e9", "e\u0301te\u0301"], encoder, Memory(encoder))
    assert len(encoder.asked) == 1


def test_nothing_is_embedded_for_no_texts() -> None:
    encoder = Letters()
    assert embedded([], encoder, Memory(encoder)).shape == (0, 26)


@pytest.mark.parametrize(
    ("given", "code", "facts"),
    [
        (np.zeros((2, 26)), "shape", {"asked": (1, 26), "given": (2, 26)}),
        (np.zeros((1, 25)), "shape", {"asked": (1, 26), "given": (1, 25)}),
        (np.full((1, 26), np.nan), "not_finite", {"place": 0}),
    ],
)
def test_what_is_no_vector_is_refused(given: np.ndarray, code: str, facts: dict[str, object]) -> None:
    encoder = Odd(given)
    with pytest.raises(Unmatchable) as refused:
        embedded(["ice"], encoder, Memory(encoder))
    assert (refused.value.code, refused.value.facts) == (code, facts)


def test_a_store_of_another_encoder_or_length_is_refused() -> None:
    encoder, store = Letters(), Memory(Letters())
    store.dimension = 25
    with pytest.raises(Unmatchable) as refused:
        embedded(["ice"], encoder, store)
    assert (refused.value.code, refused.value.facts) == ("dimension", {"store": 25, "encoder": 26})
    store.encoder = "figures"
    with pytest.raises(Unmatchable, match="use a new store"):
        embedded(["ice"], encoder, store)


def test_a_damaged_vector_in_a_store_is_refused() -> None:
    encoder = Letters()
    store = Memory(encoder)
    embedded(["ice"], encoder, store)
    next(iter(store._held.values()))[3] = np.inf
    with pytest.raises(Unmatchable, match="embed its text again"):
        embedded(["ice"], encoder, store)
