"""What the browser makes of a key in its later life is what the Python core reads: renewed, destroyed, revoked, stated."""

import secrets
from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser

from bartholdi.cores.sealing import certificates, keys, reading, sealing
from bartholdi.cores.sealing.refusal import Refusal
from tests.journeys import twin

PHRASE = "sept mots que personne n’a écrits"
DAY = 86_400
# Made 80 days ago, renewed now; then what has ended in 20 days is destroyed, and both revocations are made.
LIFE = """async ([phrase, now]) => {
    const { base64 } = await import("/ui/sealing/octets.js"), keys = await import("/ui/sealing/keys.js");
    const renewing = await import("/ui/sealing/renewing.js"), { slip, statementOf } = await import("/ui/sealing/sealing.js");
    const made = await keys.generated("Paris", phrase, { at: now - 80 * 86400 });
    const first = await keys.unlocked(made.locked, phrase);
    const renewed = await renewing.rotated(made.locked, first, phrase, { at: now });
    const second = await keys.unlocked(renewed.locked, phrase);
    const nothing = await renewing.destroyed(renewed.locked, second, { at: now });
    const destroyed = await renewing.destroyed(renewed.locked, second, { at: now + 20 * 86400 });
    const soft = await renewing.revoked(second, { at: now, hard: false }), hard = await renewing.revoked(second, { at: now, hard: true });
    const about = { mailbox: "PARIS", fingerprint: made.fingerprint, digest: "ab".repeat(32), logHead: { number: 7, digest: "cd".repeat(32) } };
    const said = await slip(statementOf("destroyed", about, second, { at: now }), second, { at: now });
    const files = { made: made.locked, renewed: renewed.locked, certificate: renewed.certificate, nothing: nothing.locked,
        destroyed: destroyed.locked, soft, hard, said: said.octets };
    return [Object.fromEntries(Object.entries(files).map(([name, octets]) => [name, base64(octets)])), nothing.gone, destroyed.gone];
}"""


@pytest.fixture(scope="module")
def life(browser: Browser) -> dict[str, Any]:
    now = int(datetime.now(UTC).timestamp())
    with twin.page(browser) as page:
        files, nothing, gone = page.evaluate(LIFE, [PHRASE, now])
    return {name: b64decode(octets) for name, octets in files.items()} | {"now": now, "kept": nothing, "gone": gone}


def sent(to: certificates.Certificate, at: int) -> tuple[bytes, certificates.Certificate]:
    """Sealed to whatever is live then, by somebody."""
    sender = sealing.generated("Washington")
    values = {
        "kind": "dispatch", "id": secrets.token_hex(16), "created": datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z"),
        "sender": sender.certificate.fingerprint, "senderName": "", "recipients": [sealing.recipient("action", to, at)], "number": 0,
        "urgency": "routine", "openBy": None, "notAfter": None, "marking": "", "caption": "", "language": "en", "subject": "Today",
        "summary": "", "body": "", "comment": "", "references": [], "replyTo": None, "attachments": [],
    }  # fmt: skip
    return sealing.sealed(values, sender, [to], at=at, chance=secrets.token_bytes)[0], sender.certificate


def opens(key: bytes, octets: bytes, sender: certificates.Certificate) -> str:
    own = keys.unlocked(key, PHRASE)
    try:
        reading.read(octets, reading.Reader(now=datetime.now(UTC), pinned=[sender], secrets=own.secrets))
    except Refusal as refusal:
        return refusal.code
    return "opened"


def test_who_left_with_the_old_key_file_cannot_open_later_mail_and_who_stayed_opens_all(life: dict[str, Any]) -> None:
    before, after = certificates.parsed(keys.certificate_of(life["made"]).octets), certificates.parsed(life["certificate"])
    now = int(datetime.now(UTC).timestamp())
    early, late = sent(before, now), sent(after, now)
    assert [opens(life[key], *mail) for key in ("made", "renewed") for mail in (early, late)] == [
        "opened",
        "no-key",
        "opened",
        "opened",
    ]


def test_a_renewed_key_seals_to_the_new_subkey_for_90_days_and_keeps_the_old_one_until_its_own_end(life: dict[str, Any]) -> None:
    found, now = certificates.parsed(life["certificate"]), life["now"]
    old, new = found.subkeys
    assert keys.certificate_of(life["renewed"]).octets == life["certificate"]
    assert [found.usable(at).fingerprint for at in (now, now + 89 * DAY)] == [new.fingerprint] * 2
    assert found.usable(now - DAY).fingerprint == old.fingerprint
    with pytest.raises(Refusal, match="certificate-no-kem"):
        found.usable(now + 91 * DAY)


def test_a_destroyed_secret_opens_nothing_any_more_and_nothing_is_destroyed_before_its_end(life: dict[str, Any]) -> None:
    found = certificates.parsed(life["certificate"])
    old, new = found.subkeys
    assert (life["kept"], life["gone"]) == ([], [old.fingerprint])
    assert len(keys.unlocked(life["nothing"], PHRASE).secrets) == 2
    left = keys.unlocked(life["destroyed"], PHRASE)
    assert ([each.fingerprint for each in left.secrets], left.certificate.octets) == ([new.fingerprint], life["certificate"])
    old_mail = sent(certificates.parsed(keys.certificate_of(life["made"]).octets), int(datetime.now(UTC).timestamp()))
    assert [opens(life[key], *old_mail) for key in ("renewed", "destroyed")] == ["opened", "no-key"]


def test_a_soft_revocation_leaves_what_was_signed_before_and_a_hard_one_leaves_nothing(life: dict[str, Any]) -> None:
    now, verdicts = life["now"], {}
    for name in ("soft", "hard"):
        found = certificates.parsed(life[name])
        for at in (now - DAY, now + DAY):
            try:
                found.signed(found.primary, at)
            except Refusal as refusal:
                verdicts[name, at - now] = refusal.code
            else:
                verdicts[name, at - now] = "signed"
    assert verdicts == {
        ("soft", -DAY): "signed", ("soft", DAY): "signer-revoked", ("hard", -DAY): "signer-revoked", ("hard", DAY): "signer-revoked",
    }  # fmt: skip


def test_a_statement_of_the_browser_is_read_by_python(life: dict[str, Any]) -> None:
    found = certificates.parsed(life["certificate"])
    read = reading.read_slip(life["said"], reading.Reader(now=datetime.now(UTC), pinned=[found]), kind="event")
    assert {name: read.manifest[name] for name in ("event", "mailbox", "fingerprint", "certificate", "logHead")} == {
        "event": "destroyed", "mailbox": "PARIS", "fingerprint": found.fingerprint, "certificate": "ab" * 32,
        "logHead": {"number": 7, "digest": "cd" * 32},
    }  # fmt: skip
