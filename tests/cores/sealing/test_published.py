"""What the authors of RFC 9980 sealed and signed, our own composites open and verify, with the same value at each step."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from bartholdi.cores.sealing import certificates, envelope
from bartholdi.cores.sealing.opening import Secret, opened
from bartholdi.cores.sealing.suites import BY_KEM, BY_SIGN
from tests.cores.sealing.published import EXCHANGES, SIGNATURES, body, direct


def _secret(row: dict[str, Any]) -> Secret:
    subkey = body(row, "subkey")
    suite, size = BY_KEM[subkey[5]], 10 + int.from_bytes(subkey[6:10], "big")
    return Secret(suite, certificates.fingerprint(subkey[:size]), "", subkey[10:size], subkey[size + 1 :])


def _named(row: dict[str, Any]) -> str:
    return str(row["sample"])


@pytest.mark.parametrize("row", EXCHANGES, ids=_named)
def test_each_step_of_an_exchange_gives_the_stated_value(row: dict[str, Any]) -> None:
    secret, pkesk = _secret(row), body(row, "pkesk")
    suite = secret.suite
    assert (secret.fingerprint, pkesk[3:35].hex()) == (row["fingerprint"], row["fingerprint"])
    sent = pkesk[36 : 36 + suite.exchange + suite.capsule]
    wrapped = pkesk[37 + len(sent) :]
    point = suite.exchange_secret(secret.secret[: suite.exchange]).exchange(suite.exchange_public(sent[: suite.exchange]))
    share = suite.lattice_secret(secret.secret[suite.exchange :]).decapsulate(sent[suite.exchange :])
    kek = suite.kek(secret.public, secret.secret, sent)
    found = (point.hex(), share.hex(), kek.hex(), aes_key_unwrap(kek, wrapped).hex())
    assert found == (row["curve_share"], row["lattice_share"], row["kek"], row["session"])


def test_the_whole_message_is_opened() -> None:
    row = EXCHANGES[0]
    text, _secret_used = opened(envelope.parsed(body(row, "message")), [_secret(row)])
    assert b"Testing\n" in text


@pytest.mark.parametrize("row", SIGNATURES, ids=_named)
def test_a_signature_verifies_by_both_halves_and_by_no_single_one(row: dict[str, Any]) -> None:
    key, (digest, value) = body(row, "key"), direct(row)
    suite = BY_SIGN[key[5]]
    assert certificates.fingerprint(key) == row["fingerprint"]
    assert suite.verifies(key[10:], digest, value)
    for octet in (0, suite.curve_signature - 1, suite.curve_signature, len(value) - 1):
        changed = value[:octet] + bytes([value[octet] ^ 1]) + value[octet + 1 :]
        assert not suite.verifies(key[10:], digest, changed)
