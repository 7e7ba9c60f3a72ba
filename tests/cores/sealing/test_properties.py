"""Whatever comes in: a reason code or what was signed, never anything else, never long."""

import io
import json
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartholdi.cores.sealing import blobs, canonical, certificates, envelope, frames, keys, manifest, padding, parcel, reading
from bartholdi.cores.sealing.reading import Reader
from bartholdi.cores.sealing.refusal import SENTENCES, Refusal
from tests.cores.sealing import corpus
from tests.cores.sealing.judging import Vectors
from tests.cores.sealing.making import NOW, dispatch, enveloped, inner, octets_of

ROOT = Path(__file__).resolve().parents[3]
VECTORS = Vectors()
SOUND = VECTORS.binary(VECTORS.all["dispatch-ok"]["inputs"]["envelope"])
CERTIFICATE = b64decode(VECTORS.keys["paris"]["certificate"])
READER = VECTORS.reader(VECTORS.all["dispatch-ok"], VECTORS.all["dispatch-ok"]["inputs"])
TRUE = reading.read(SOUND, READER).manifest.octets

edits = st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 64), st.binary(max_size=64)), min_size=1, max_size=4)


def spliced(octets: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, remove, insert in changes:
        place = at % (len(octets) + 1)
        octets = octets[:place] + insert + octets[place + remove :]
    return octets


def said(read: Callable[[], object]) -> object:
    """What it gives, or the code of the refusal."""
    try:
        return read()
    except Refusal as refusal:
        return refusal.code


def verdict(read: Callable[[bytes], object], octets: bytes) -> str:
    found = said(lambda: read(octets))
    return found if isinstance(found, str) and found in SENTENCES else "ok"


@given(edits)
@settings(max_examples=100, deadline=None)
def test_a_damaged_envelope_is_refused_or_says_the_same(changes: list[tuple[int, int, bytes]]) -> None:
    octets = spliced(SOUND, changes)
    assert said(lambda: reading.read(octets, READER).manifest.octets) in {TRUE, *SENTENCES}


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda rest: SOUND[:1210] + rest))
@settings(max_examples=100, deadline=None)
def test_the_parsers_answer_noise_with_a_code(octets: bytes) -> None:
    for read in (
        envelope.parsed, certificates.parsed, manifest.read, lambda given: reading.read_slip(given, READER),
        lambda given: keys.unlocked(given, "x"), lambda given: parcel.members(io.BytesIO(given), len(given)),
    ):  # fmt: skip
        assert verdict(read, octets) != "ok"


@given(edits)
@settings(max_examples=60, deadline=None)
def test_a_damaged_certificate_seals_to_no_other_key(changes: list[tuple[int, int, bytes]]) -> None:
    at = int(datetime.fromisoformat(NOW).timestamp())
    true = certificates.parsed(CERTIFICATE).usable(at).fingerprint
    assert said(lambda: certificates.parsed(spliced(CERTIFICATE, changes)).usable(at).fingerprint) in {true, *SENTENCES}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-canonical.SAFE, canonical.SAFE) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner_: st.lists(inner_, max_size=3) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner_, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), json_values, max_size=4))
def test_canonical_json_comes_back_and_has_one_form(value: dict[str, Any]) -> None:
    octets = canonical.written(value)
    assert json.loads(octets) == value
    assert said(lambda: canonical.read(octets)) in (value, "manifest-depth")
    assert verdict(canonical.read, octets + b" ") in {"manifest-not-canonical", "manifest-depth"}


KEYS = sorted(json.loads(TRUE))


@given(st.sampled_from(KEYS), json_values)
@settings(max_examples=100)
def test_a_manifest_with_any_value_at_any_key_holds_or_has_a_code(key: str, value: object) -> None:
    try:
        octets = canonical.written(json.loads(TRUE) | {key: value})
    except ValueError:
        return
    assert verdict(manifest.read, octets).startswith(("ok", "manifest-", "marking-", "recipient-", "attachment-"))


@given(st.integers(2, 1 << 40))
def test_padded_sizes_are_few_near_and_stay(length: int) -> None:
    padded = padding.padme(length)
    assert (length <= padded <= length * 1.12 + 1, padding.padme(padded)) == (True, padded)


def test_many_recipients_cost_little_and_many_foreign_ones_nothing() -> None:
    washington, paris = VECTORS.key("washington"), VECTORS.key("paris")
    whole = enveloped(inner(octets_of(dispatch(washington, paris.certificate)), washington), paris.certificate)
    began = time.process_time()
    assert verdict(lambda octets: reading.read(octets, READER), whole[:1203] * 5000 + whole[1203:]) == "recipients-count"
    assert time.process_time() - began < 1


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.long), 331], ids=["all", "sampled"])
def test_every_bit_of_an_envelope_counts(step: int) -> None:
    """Flipped, it is refused; none takes two seconds, nor 200 MB, counted with the interpreter."""
    command = [sys.executable, "-m", "tests.cores.sealing.every_bit", str(step)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT, text=True).stdout)
    assert (found["accepted"], found["slowest"] < 2, found["peak"] < 200_000_000, found["tried"] > 300) == ([], True, True, True)


def test_every_sampled_bit_of_a_blob_counts() -> None:
    """The same bits as in the browser (`tests/journeys/test_sealing_fuzz.py`)."""
    blob, entry, bits = corpus.flipped_blob()
    found = {}
    for bit in bits:
        changed = bytearray(blob)
        changed[bit // 8] ^= 1 << (bit % 8)
        source, target = io.BytesIO(changed), io.BytesIO()
        judged = said(lambda: blobs.opened(source, target, length=len(blob), attachment=entry, dispatch="0a" * 16, index=0))  # noqa: B023
        found[bit] = judged
    assert found == dict.fromkeys(bits, "blob-root")


def test_a_reader_never_shows_its_secrets() -> None:
    secret = VECTORS.key("paris")
    told = repr(Reader(now=datetime.fromisoformat(NOW), pinned=[], secrets=secret.secrets)) + repr(secret) + repr(secret.secrets)
    assert [raw for raw in secret.raw.values() if raw.hex() in told or repr(raw)[2:-1] in told] == []


@settings(deadline=None, max_examples=60)
@given(st.binary(min_size=1, max_size=4000), st.randoms(use_true_random=False))
def test_pictures_give_the_octets_back_in_any_order(octets: bytes, chance: Any) -> None:
    texts = frames.written(octets)
    shuffled = [*texts, *chance.sample(texts, len(texts) // 2)]
    chance.shuffle(shuffled)
    assert frames.joined(shuffled) == octets


@settings(deadline=None, max_examples=200)
@given(edits)
def test_a_damaged_picture_is_refused_or_gives_the_same(changes: list[tuple[int, int, bytes]]) -> None:
    octets = bytes(range(256)) * 4
    first, *rest = frames.written(octets)
    damaged = spliced(first.encode(), changes).decode("utf-8", "replace")
    assert said(lambda: frames.joined([damaged, *rest])) in {
        octets,
        "frame-grammar",
        "frames-mixed",
        "frame-twice",
        "frames-missing",
        "frames-digest",
    }
