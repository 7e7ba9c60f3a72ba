"""Safety words: what two people compare to know that each has the other's certificate (docs/sealing-format.md section 11)."""

from __future__ import annotations

from hashlib import pbkdf2_hmac

from shamir_mnemonic.wordlist import WORDLIST

ROUNDS = 100_000  # each try of an attacker costs this as well


def words(one: str, other: str) -> tuple[str, ...]:
    """Sixteen words for two primary fingerprints in hexadecimal, whichever comes first: 160 bits."""
    number = int.from_bytes(_derived(one, other)[:20], "big")
    return tuple(WORDLIST[number >> shift & 1023] for shift in range(150, -1, -10))


def picture(one: str, other: str) -> str:
    """The text of the QR picture, which a machine compares whole: 256 bits."""
    return f"bartholdi-pair:1:{_derived(one, other).hex()}"


def _derived(one: str, other: str) -> bytes:
    low, high = sorted((bytes.fromhex(one), bytes.fromhex(other)))
    return pbkdf2_hmac("sha512", b"bartholdi/words/1" + low + high, b"bartholdi safety words", ROUNDS, 32)
