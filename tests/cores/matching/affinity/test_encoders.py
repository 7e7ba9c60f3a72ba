"""The packaged encoder across languages, and an ONNX model small enough to check by hand."""

from collections.abc import Iterable

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from bartholdi.cores.matching.affinity import Matcher, Memory, Reviewer, Text, affinities, embedded
from bartholdi.cores.matching.affinity.onnx import Onnx, Settings
from bartholdi.cores.matching.affinity.packaged import Packaged

ENGLISH = (
    "Melting of alpine glaciers in a warming climate",
    "Wheat genes that resist drought",
    "Aqueducts of Roman cities in Gaul",
)
FRENCH = (
    "La fonte des glaciers alpins sous un climat plus chaud",
    "Les gènes du blé résistant à la sécheresse",
    "Les aqueducs romains en Gaule",
)
TABLE = np.array([[0, 0], [3, 0], [0, 4]], dtype=np.float32)


@pytest.fixture(scope="module")
def packaged() -> Packaged:
    return Packaged()


def test_a_french_text_is_nearest_to_its_english_version(packaged: Packaged) -> None:
    store = Memory(packaged)
    likeness = embedded(FRENCH, packaged, store) @ embedded(ENGLISH, packaged, store).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2]


def test_a_french_application_finds_its_english_writing_reviewer(packaged: Packaged) -> None:
    reviewers = [Reviewer(f"r{place}", (Text("p", title),)) for place, title in enumerate(ENGLISH)]
    found = affinities(Matcher.of(reviewers, packaged), [Text(f"a{place}", title) for place, title in enumerate(FRENCH)])
    assert found.scores.argmax(axis=1).tolist() == [0, 1, 2]


def test_a_text_has_the_same_vector_in_any_company(packaged: Packaged) -> None:
    alone, together = packaged.encode(ENGLISH[:1]), packaged.encode(ENGLISH)
    assert alone[0].tobytes() == together[0].tobytes()
    assert (packaged.encode([]).shape, together.shape, together.dtype) == ((0, 512), (3, 512), np.float32)


def test_an_onnx_model_is_pooled_over_the_tokens_that_are_read() -> None:
    model = Onnx("tiny", looked_up(TABLE), tokenizer(), Settings(longest=3))
    assert model.dimension == 2
    found = model.encode(["ice", "ice wheat", "ice ice wheat wheat wheat", "unheard"])
    np.testing.assert_allclose(found, [[1, 0], [0.6, 0.8], [6 / 52**0.5, 4 / 52**0.5], [0, 0]], atol=1e-6)


def test_the_name_tells_settings_apart_that_change_vectors() -> None:
    names = {
        Onnx("tiny", looked_up(TABLE), tokenizer(), each).name for each in (Settings(), Settings(longest=9), Settings("query: "))
    }
    assert len(names) == 3


def tokenizer() -> str:
    made = Tokenizer(WordLevel({"?": 0, "ice": 1, "wheat": 2}, unk_token="?"))
    made.pre_tokenizer = Whitespace()
    return str(made.to_str())


def looked_up(table: np.ndarray) -> bytes:
    """An ONNX file, written field by field: `last_hidden_state` is the row of `table` for each of `input_ids`."""
    tensor = [(1, table.shape[0]), (1, table.shape[1]), (2, 1), (8, b"table"), (9, table.tobytes())]
    node = [(1, b"table"), (1, b"input_ids"), (2, b"last_hidden_state"), (4, b"Gather")]
    graph = [(1, packed(node)), (2, b"lookup"), (5, packed(tensor))]
    graph += [
        (11, value(b"input_ids", 7, [b"one", b"tokens"])),
        (12, value(b"last_hidden_state", 1, [b"one", b"tokens", table.shape[1]])),
    ]
    return packed([(1, 8), (7, packed(graph)), (8, packed([(2, 13)]))])


def value(name: bytes, kind: int, sizes: list[bytes | int]) -> bytes:
    shape = packed([(1, packed([(2 if isinstance(size, bytes) else 1, size)])) for size in sizes])
    return packed([(1, name), (2, packed([(1, packed([(1, kind), (2, shape)]))]))])


def packed(fields: Iterable[tuple[int, bytes | int]]) -> bytes:
    """Protocol buffers: numbers as varints, the rest with its length."""
    return b"".join(
        varint(number << 3 | 2) + varint(len(held)) + held if isinstance(held, bytes) else varint(number << 3) + varint(held)
        for number, held in fields
    )


def varint(number: int) -> bytes:
    low = number & 127
    return bytes([low | 128]) + varint(number >> 7) if number > 127 else bytes([low])
