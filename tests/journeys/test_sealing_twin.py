"""The browser reads dispatches as the Python core does: the same vectors, and each opens what the other sealed."""

import secrets
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from bartholdi.cores.sealing import certificates, keys, reading, sealing, words
from tests.cores.sealing import published
from tests.journeys import twin

# Level 5 is met before the fault that the vector is about; the browser stops there (docs/sealing-format.md section 1).
LEVEL_5 = {"certificate-sd5", "dispatch-sd5", "level-mixed", "levels-mixed", "other-level", "signed-at-level-5"}

MAKE = """async (words) => {
    const { base64 } = await import("/ui/sealing/octets.js"), { generated } = await import("/ui/sealing/keys.js");
    const made = await generated("Paris", words, { at: Math.floor(Date.now() / 1000) - 5 });
    return [base64(made.locked), base64(made.certificate), made.fingerprint];
}"""
OPEN = """async ([key, words, sender, envelope]) => {
    const { unbase64 } = await import("/ui/sealing/octets.js"), { unlocked } = await import("/ui/sealing/keys.js");
    const { read } = await import("/ui/sealing/reading.js"), { parsed } = await import("/ui/sealing/certificates.js");
    const own = await unlocked(unbase64(key), words), pinned = [await parsed(unbase64(sender))];
    const { manifest } = await read(unbase64(envelope), { now: Date.now(), pinned, secrets: own.secrets });
    return [manifest.values.subject, manifest.digest];
}"""
SEAL = """async ([key, words, recipient, values, hidden]) => {
    const { base64, unbase64 } = await import("/ui/sealing/octets.js"), { unlocked } = await import("/ui/sealing/keys.js");
    const { recipient: row, sealed } = await import("/ui/sealing/sealing.js"), { parsed } = await import("/ui/sealing/certificates.js");
    const own = await unlocked(unbase64(key), words), to = await parsed(unbase64(recipient)), at = Math.floor(Date.now() / 1000);
    const whole = { ...values, sender: own.certificate.fingerprint, recipients: [row("action", to, at)] };
    const { octets, manifest } = await sealed(whole, own, [to], { at, hidden });
    return [base64(octets), manifest.digest];
}"""
WORK = """([act, rest]) => new Promise((done) => {
    const worker = new Worker("/ui/sealing/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => done(data);
    worker.postMessage({ id: 1, act, ...rest });
})"""
ONCE = """async () => {
    const { remembered } = await import("/ui/sealing/remembered.js"), asked = [];
    const read = remembered(async (octets) => {
        asked.push(octets[0]);
        if (octets[0] === 3) throw new Error("no certificate");
        return octets[0] * 10;
    }, 3);
    const found = [];
    for (const each of [1, 2, 1, 3, 3, 1, 4, 5, 1]) found.push(await read(Uint8Array.of(each)).catch(() => "refused"));
    return [asked, found];
}"""
PUBLISHED = """async ([exchange, [key, digest, value]]) => {
    const { hex, unbase64 } = await import("/ui/sealing/octets.js"), library = await import("/ui/sealing/library.js");
    const { SecretSubkeyPacket } = await import("/vendor/openpgp/openpgp.js"), { opened } = await import("/ui/sealing/opening.js");
    const { parsed } = await import("/ui/sealing/envelope.js"), secret = new SecretSubkeyPacket();
    await secret.read(unbase64(exchange.subkey), library.LIMITS);
    const session = await library.sessionKey(unbase64(exchange.pkesk), secret);
    const { text } = await opened(parsed(unbase64(exchange.message)), [{ fingerprint: exchange.fingerprint, primary: "", secret }]);
    const verified = [];
    for (const octet of [null, 0, 63, 64, unbase64(value).length - 1]) {
        const tried = unbase64(value);
        if (octet !== null) tried[octet] ^= 1;
        verified.push(await library.verifies(unbase64(key), unbase64(digest), tried));
    }
    return [hex(session), new TextDecoder("latin1").decode(text).includes("Testing\\n"), verified];
}"""
PHRASE = "sept mots que personne n’a écrits"


@pytest.mark.heavy
def test_the_browser_gives_every_vector_the_verdict_that_is_written_down(browser: Browser) -> None:
    all_, known = twin.vectors()
    with twin.page(browser) as page:
        found = page.evaluate(twin.JUDGED, [all_, known])
    wanted = {each["name"]: [each["expected"], each.get("result") or {}] for each in all_}
    wanted |= {name: ["unsupported-suite", {}] for name in LEVEL_5}
    assert {name: each for name, each in found.items() if each != wanted[name]} == {}
    assert found.keys() == wanted.keys()


def test_the_browser_opens_and_verifies_the_published_vectors(browser: Browser) -> None:
    """RFC 9980's own, of the suite that it knows; `test_published.py` has the steps between and the other suite."""
    exchange, row = published.EXCHANGES[0], published.SIGNATURES[0]
    signed = [row["key"], *(b64encode(each).decode() for each in published.direct(row))]
    with twin.page(browser) as page:
        found = page.evaluate(PUBLISHED, [exchange, signed])
    assert found == [exchange["session"], True, [True, False, False, False, False]]


def _values(at: int) -> dict[str, object]:
    return {
        "suite": "SD-3", "kind": "dispatch", "id": "0a" * 16, "created": datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z"), "senderName": "Washington",
        "number": 7, "urgency": "immediate", "openBy": None, "notAfter": None, "marking": "", "caption": "", "language": "fr",
        "subject": "Déclaration « quantique »", "summary": "", "body": "Signée ce jour. 🇫🇷", "comment": "", "references": [], "replyTo": None,
        "attachments": [],
    }  # fmt: skip


@pytest.mark.heavy
def test_what_python_seals_the_browser_opens_and_what_the_browser_seals_python_opens(browser: Browser) -> None:
    washington = sealing.generated("Washington")  # which takes the clock itself
    at = int(datetime.now(UTC).timestamp())
    with twin.page(browser) as page:
        key, certificate, fingerprint = page.evaluate(MAKE, PHRASE)
        paris = certificates.parsed(b64decode(certificate))
        own = keys.unlocked(b64decode(key), PHRASE)
        assert own.certificate.fingerprint == paris.fingerprint == fingerprint
        values = {
            **_values(at),
            "sender": washington.certificate.fingerprint,
            "recipients": [sealing.recipient("action", paris, at)],
        }
        octets, manifest = sealing.sealed(values, washington, [paris], at=at, chance=secrets.token_bytes)
        sent = [key, PHRASE, b64encode(washington.certificate.octets).decode(), b64encode(octets).decode()]
        assert page.evaluate(OPEN, sent) == [values["subject"], manifest.digest]
        for hidden in (False, True):
            back, digest = page.evaluate(SEAL, [key, PHRASE, sent[2], _values(at), hidden])
            read = reading.read(
                b64decode(back), reading.Reader(now=datetime.now(UTC), pinned=[paris], secrets=washington.secrets)
            )
            assert (read.manifest.digest, read.manifest["body"]) == (digest, _values(at)["body"])
        said = page.evaluate(
            "async ([a, b]) => (await import('/ui/sealing/words.js')).words(a, b)",
            [fingerprint, washington.certificate.fingerprint],
        )
        assert tuple(said) == words.words(fingerprint, washington.certificate.fingerprint)


def test_the_worker_answers_with_a_result_or_with_the_code_of_a_refusal(browser: Browser) -> None:
    one, other = "0a" * 32, "0b" * 32
    with twin.page(browser) as page:
        said = page.evaluate(WORK, ["words", {"one": one, "other": other}])
        refused = page.evaluate(WORK, ["seal", {"values": {}, "recipients": [], "at": 0}])
    assert said == {"id": 1, "result": {"words": list(words.words(one, other))}}
    assert refused == {"id": 1, "refused": "no-key"}


def test_a_certificate_is_read_once_and_what_was_refused_is_refused_again(browser: Browser) -> None:
    """The search opens some hundred dispatches, each with every certificate that may have signed it."""
    with twin.page(browser) as page:
        asked, found = page.evaluate(ONCE)
    assert found == [10, 20, 10, "refused", "refused", 10, 40, 50, 10]
    assert asked == [1, 2, 3, 4, 5, 1]  # after more than three, all is forgotten


def test_a_subject_is_cut_between_letters_and_half_a_letter_is_never_sealed(browser: Browser) -> None:
    flag = "\U0001f1eb\U0001f1f7"
    with twin.page(browser) as page:
        cut = page.evaluate(
            "async (text) => (await import('/ui/js/dispatches/letter.js')).cut(text, 200)", "Re: " + "x" * 195 + flag
        )
        cleaned = page.evaluate("""async () => {
            const { clean } = await import("/ui/js/dispatches/letter.js"), { text } = await import("/ui/sealing/canonical.js");
            return text(clean("half \\ud83d, whole \\ud83c\\uddeb"));
        }""")
    assert (cut, cleaned) == ("Re: " + "x" * 195 + flag[0], '"half \ufffd, whole \U0001f1eb"')
