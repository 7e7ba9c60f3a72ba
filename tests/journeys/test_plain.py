"""The plain message of the browser and of the core: each opened by the other's library alone, and both one and the same to a reader of mail."""

from __future__ import annotations

import os
import time
from base64 import b64decode, b64encode
from email.message import EmailMessage
from typing import Any

import pytest
from playwright.sync_api import Browser

from bartholdi.cores.sealing import plain, reading, sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.reading import Read, Reader
from tests.cores.sealing.judging import Vectors
from tests.cores.sealing.making import AT, NOW, dispatch
from tests.cores.sealing.stored import ID, stored
from tests.cores.sealing.test_plain import by_another_tool, files_of, text_of
from tests.journeys import twin

NAMES = ("Mémoire d’un jour.pdf", "empty.bin", "DISPATCH.json")
VECTORS = Vectors()
EXPORT = """async ([key, sender, envelope, files, at]) => {
    const { base64, unbase64 } = await import("/ui/sealing/octets.js"), { unlocked } = await import("/ui/sealing/keys.js");
    const { read } = await import("/ui/sealing/reading.js"), { parsed } = await import("/ui/sealing/certificates.js");
    const { message } = await import("/ui/sealing/plain.js"), { exported } = await import("/ui/sealing/sealing.js");
    const own = await unlocked(unbase64(key), "", { bare: true }), pinned = [await parsed(unbase64(sender))];
    const found = await read(unbase64(envelope), { now: Date.parse("2027-01-15T12:00:00Z"), pinned, secrets: own.secrets });
    const text = await message(found, files.map((each) => new Blob([unbase64(each)])));
    return base64(await exported(text, own, [own.certificate], { at }));
}"""
ALONE = """async ([key, certificate, message]) => {
    const { decrypt, readKey, readMessage, readPrivateKey } = await import("/vendor/openpgp/openpgp.js");
    const octets = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { data, signatures } = await decrypt({
        message: await readMessage({ binaryMessage: octets(message) }), decryptionKeys: await readPrivateKey({ binaryKey: octets(key) }),
        verificationKeys: await readKey({ binaryKey: octets(certificate) }), expectSigned: true, format: "utf8",
    });
    await signatures[0].verified;
    return data;
}"""

pytestmark = pytest.mark.heavy


def b64(octets: bytes) -> str:
    return b64encode(octets).decode()


def _sent(sender: KeyFile, holder: KeyFile, files: tuple[bytes, ...]) -> bytes:
    entries = [stored(octets, os.urandom(32), index=at, blob=f"{at:032x}", name=NAMES[at])[1] for at, octets in enumerate(files)]
    values = dispatch(
        sender, holder.certificate, id=ID, attachments=entries, language="fr", subject="Mémorandum " * 9, senderName='Service "A", Washington', body="Signé.\n" * 2,
        comment="y" * 1500,
    )  # fmt: skip
    return sealing.sealed(values, sender, [holder.certificate], at=AT, chance=os.urandom)[0]


def _seen(parsed: EmailMessage) -> dict[str, Any]:
    heads = {name: str(parsed[name]) for name in ("From", "To", "Cc", "Subject", "Date", "Message-ID")}
    kinds = [(each.get_filename(), each.get_content_type()) for each in parsed.iter_attachments()]
    return {**heads, "text": text_of(parsed), "files": files_of(parsed), "kinds": kinds}


def test_both_make_the_same_message_and_each_is_opened_by_the_other_library_alone(browser: Browser) -> None:
    known, washington, paris = VECTORS.keys, VECTORS.key("washington"), VECTORS.key("paris")
    files = (os.urandom(300_001), b"", b"{}")
    envelope = _sent(washington, paris, files)
    read: Read = reading.read(envelope, Reader(now=reading.instant(NOW), pinned=[washington.certificate], secrets=paris.secrets))
    ours = sealing.exported(plain.message(read, files), paris, [paris.certificate], at=AT, chance=os.urandom)
    with twin.page(browser) as page:
        given = [
            known["paris"]["key"],
            known["washington"]["certificate"],
            b64(envelope),
            [b64(each) for each in files],
            int(time.time()),
        ]
        theirs = b64decode(page.evaluate(EXPORT, given))
        alone = page.evaluate(ALONE, [known["paris"]["key"], known["paris"]["certificate"], b64(ours)])
    assert _seen(by_another_tool(theirs, paris, paris)) == _seen(by_another_tool(ours, paris, paris))
    assert alone.encode() == plain.message(read, files).replace(b"\r\n", b"\n")
