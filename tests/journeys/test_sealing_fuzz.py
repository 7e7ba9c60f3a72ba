"""Damaged inputs, of one corpus, get one verdict from both implementations; no bit of an envelope is without weight in the browser either."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.cores.sealing import corpus
from tests.cores.sealing.judging import Vectors
from tests.journeys import twin

JUDGED = """async ([all, keys, asked]) => {
    const { judge } = await import("/ui/sealing/vectors.js"), judged = judge([...all, ...asked], keys), found = {};
    for (const vector of asked) found[vector.name] = await judged(vector);
    return found;
}"""
BITS = """async ([all, keys, envelope, bits]) => {
    const { unbase64, base64 } = await import("/ui/sealing/octets.js"), { unlocked } = await import("/ui/sealing/keys.js");
    const { read } = await import("/ui/sealing/reading.js"), { parsed } = await import("/ui/sealing/certificates.js");
    const { Refusal } = await import("/ui/sealing/refusal.js");
    const own = await unlocked(unbase64(keys.paris.key), "", { bare: true }), pinned = [await parsed(unbase64(keys.washington.certificate))];
    const sound = unbase64(envelope), accepted = [];
    let slowest = 0;
    for (const bit of bits) {
        const changed = sound.slice();
        changed[bit >> 3] ^= 1 << (bit & 7);
        const start = performance.now();
        try {
            await read(changed, { now: Date.parse("2027-01-15T12:00:00Z"), pinned, secrets: own.secrets });
            accepted.push(bit);
        } catch (refusal) {
            if (!(refusal instanceof Refusal)) accepted.push(`${bit}: ${refusal}`);
        }
        slowest = Math.max(slowest, performance.now() - start);
    }
    return [accepted, slowest];
}"""

BLOB = """async ([attachment, bits]) => {
    const { opened } = await import("/ui/sealing/blobs.js"), { Refusal } = await import("/ui/sealing/refusal.js"), found = {};
    const sound = new Uint8Array(await (await fetch("/held/blob")).arrayBuffer());
    for (const bit of bits) {
        sound[bit >> 3] ^= 1 << (bit & 7);
        try {
            await opened(new Blob([sound]), { attachment, dispatch: "0a".repeat(16), index: 0, write() {} });
            found[bit] = "ok";
        } catch (refusal) {
            found[bit] = refusal instanceof Refusal ? refusal.code : String(refusal);
        }
        sound[bit >> 3] ^= 1 << (bit & 7);
    }
    return found;
}"""


def differences(browser: Browser, count: int, *, seed: int) -> dict[str, Any]:
    """Where the two disagree: the browser's answer and ours. Level 5 counts as the same where the browser says that it has not got it."""
    all_, keys = twin.vectors()
    asked = [*corpus.damaged(count, seed=seed), *corpus.framed(count, seed=seed)]
    vectors = Vectors()
    vectors.all |= {each["name"]: each for each in asked}
    wanted = {each["name"]: list(vectors.judged(each)) for each in asked}
    with twin.page(browser) as page:
        found = page.evaluate(JUDGED, [all_, keys, asked])
    edits = {each["name"]: each["inputs"] for each in asked}
    return {
        name: (answer, wanted[name], edits[name])
        for name, answer in found.items()
        if answer != wanted[name] and answer[0] != "unsupported-suite"
    }


@pytest.mark.heavy
def test_both_parsers_say_the_same_of_a_damaged_corpus(browser: Browser) -> None:
    assert differences(browser, 300, seed=1) == {}


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 12))
def test_both_parsers_say_the_same_of_a_large_damaged_corpus(browser: Browser, seed: int) -> None:
    assert differences(browser, 2_000, seed=seed) == {}


@pytest.mark.long
def test_no_bit_of_an_envelope_is_without_weight_in_the_browser(browser: Browser) -> None:
    """Each bit of what stands before the sealed data, and one of each octet of the data."""
    all_, keys = twin.vectors()
    vectors = Vectors()
    octets = vectors.binary(vectors.all["dispatch-ok"]["inputs"]["envelope"])
    bits = [*range(8 * 1_400), *range(8 * 1_400, 8 * len(octets), 11)]
    with twin.page(browser) as page:
        page.set_default_timeout(0)
        accepted, slowest = page.evaluate(BITS, [all_, keys, vectors.all["dispatch-ok"]["inputs"]["envelope"], bits])
    assert accepted == []
    assert slowest < 2_000


@pytest.mark.heavy
def test_no_sampled_bit_of_a_blob_is_without_weight_in_the_browser(browser: Browser) -> None:
    blob, entry, bits = corpus.flipped_blob()
    with twin.page(browser, {"/held/blob": blob}) as page:
        found = page.evaluate(BLOB, [entry, bits])
    assert found == {str(bit): "blob-root" for bit in bits}
