"""Three readers that were written apart (the core, the browser, pysequoia alone) open what each writer seals, and the wire says AES-256."""

from __future__ import annotations

import hashlib
import io
import os
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pysequoia
import pytest
from playwright.sync_api import Browser, Page

from bartholdi.cores.sealing import blobs, envelope, making, reading, sealing
from bartholdi.cores.sealing.certificates import Certificate
from bartholdi.cores.sealing.envelope import GCM, OCB
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.manifest import written
from bartholdi.cores.sealing.packets import split
from bartholdi.cores.sealing.schema import CHUNK
from bartholdi.cores.sealing.suites import SD3
from tests.journeys import twin
from tests.journeys.test_sealing_twin import _values

COUNTS = (1, 20, 64)
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1)
SEAL = """async ([key, certificates, values]) => {
    const { base64, unbase64 } = await import("/ui/sealing/octets.js"), { unlocked } = await import("/ui/sealing/keys.js");
    const { recipient, sealed } = await import("/ui/sealing/sealing.js"), { parsed } = await import("/ui/sealing/certificates.js");
    const own = await unlocked(unbase64(key), "", { bare: true }), at = Math.floor(Date.now() / 1000);
    const to = await Promise.all(certificates.map((each) => parsed(unbase64(each))));
    const whole = { ...values, sender: own.certificate.fingerprint, recipients: to.map((each) => recipient("action", each, at)) };
    return base64((await sealed(whole, own, to, { at })).octets);
}"""
OPEN = """async ([key, sender, envelope]) => {
    const { unbase64 } = await import("/ui/sealing/octets.js"), { unlocked } = await import("/ui/sealing/keys.js");
    const { read } = await import("/ui/sealing/reading.js"), { parsed } = await import("/ui/sealing/certificates.js");
    const own = await unlocked(unbase64(key), "", { bare: true }), pinned = [await parsed(unbase64(sender))];
    return (await read(unbase64(envelope), { now: Date.now(), pinned, secrets: own.secrets })).manifest.digest;
}"""
BLOB = """async ([size, dispatch]) => {
    const { written } = await import("/ui/sealing/blobs.js"), { hex, random } = await import("/ui/sealing/octets.js");
    const key = random(32), parts = [], file = new Blob([new Uint8Array(size).fill(7)]);
    const done = await written(file, { key, dispatch, index: 0, write: (part) => void parts.push(new Blob([part])) });
    globalThis.sealed = new Blob(parts);
    return { ...done, key: hex(key) };
}"""
SAVE = """() => {
    const link = document.createElement("a");
    [link.href, link.download] = [URL.createObjectURL(globalThis.sealed), "blob"];
    link.click();
}"""
CHOOSER = """() => {
    const field = document.createElement("input");
    field.type = "file";
    document.body.append(field);
}"""
UNBLOB = """async ([attachment, dispatch]) => {
    const { opened } = await import("/ui/sealing/blobs.js"), blob = document.querySelector("input").files[0];
    let size = 0;
    await opened(blob, { attachment, dispatch, index: 0, write: (part) => void (size += part.length) });
    return size;
}"""
ID = "0a" * 16


def b64(octets: bytes) -> str:
    return b64encode(octets).decode()


def by_the_core(values: dict[str, Any], sender: KeyFile, to: list[Certificate], at: int) -> bytes:
    return sealing.sealed(values, sender, to, at=at, chance=os.urandom)[0]


def by_the_core_in_gcm(values: dict[str, Any], sender: KeyFile, to: list[Certificate], at: int) -> bytes:
    kems = [each.usable(at) for each in to]
    return making.envelope(sealing._inner(written(values).octets, sender), kems, SD3, hidden=False, chance=os.urandom)


def read_alone(octets: bytes, holder: KeyFile, sender: KeyFile) -> str:
    """By pysequoia, which knows nothing of manifests."""
    certificate = pysequoia.Cert.from_bytes(sender.certificate.octets)
    found = pysequoia.decrypt(octets, pysequoia.Tsk.from_bytes(holder.octets).decryptor(), lambda _ids: [certificate])
    assert len(found.valid_sigs) == 1
    return hashlib.sha256(bytes(found.bytes)).hexdigest()


def ciphers(octets: bytes) -> tuple[set[int], int, int]:
    """On the wire: the ids of the recipients' packets, the cipher and the mode of the data."""
    *keys, data = split(octets, "packet-length")
    return {each.body[35] for each in keys}, data.body[1], data.body[2]


def rows(page: Page, sender: KeyFile, holders: list[KeyFile], at: int) -> dict[str, tuple[bytes, int]]:
    to = [each.certificate for each in holders]
    listed = [sealing.recipient("action", each, at) for each in to]
    values = {**_values(at), "sender": sender.certificate.fingerprint, "recipients": listed}
    there = page.evaluate(SEAL, [b64(sender.octets), [b64(each.octets) for each in to], _values(at)])
    return {
        "core": (by_the_core(values, sender, to, at), OCB),
        "core, GCM": (by_the_core_in_gcm(values, sender, to, at), GCM),
        "browser": (b64decode(there), GCM),
    }


@pytest.mark.heavy
def test_each_reader_opens_what_each_writer_seals_and_the_wire_says_aes_256(browser: Browser) -> None:
    sender, most = sealing.generated("Washington"), [sealing.generated(str(number)) for number in range(max(COUNTS))]
    at, said = int(datetime.now(UTC).timestamp()), {}
    with twin.page(browser) as page:
        for count in COUNTS:
            for writer, (octets, mode) in rows(page, sender, most[-count:], at).items():
                reader = reading.Reader(now=datetime.now(UTC), pinned=[sender.certificate], secrets=most[-1].secrets)
                digest = reading.read(octets, reader).manifest.digest
                there = page.evaluate(OPEN, [b64(most[-1].octets), b64(sender.certificate.octets), b64(octets)])
                said[writer, count] = (
                    there == digest == read_alone(octets, most[-1], sender),
                    ciphers(octets) == ({35}, 9, mode),
                )
                assert len(envelope.parsed(octets).recipients) == count
    assert set(said.values()) == {(True, True)}
    assert len(said) == 3 * len(COUNTS)


@pytest.mark.parametrize("size", [*SIZES, pytest.param(100_000_000, marks=pytest.mark.long)])
def test_attachments_of_every_size_pass_both_ways(browser: Browser, size: int, tmp_path: Path) -> None:
    """As files, as people take them: what a driver hands over as text ends a browser at 100 MB."""
    content, sealed = b"\x07" * size, tmp_path / "sealed"
    with twin.page(browser) as page:
        page.set_default_timeout(0)
        attachment = page.evaluate(BLOB, [size, ID])
        with page.expect_download() as saving:
            page.evaluate(SAVE)
        octets, back = saving.value.path().read_bytes(), io.BytesIO()
        blobs.opened(io.BytesIO(octets), back, length=len(octets), attachment=attachment, dispatch=ID, index=0)
        assert back.getvalue() == content
        with sealed.open("wb") as target:
            made = blobs.written(io.BytesIO(content), target, size=size, key=bytes(32), dispatch=ID, index=0) | {"key": "00" * 32}
        page.evaluate(CHOOSER)
        page.set_input_files("input", sealed)
        assert page.evaluate(UNBLOB, [made, ID]) == size
