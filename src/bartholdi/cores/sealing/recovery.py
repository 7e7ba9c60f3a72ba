"""Recovery, when a post chose it: a random passphrase split into k of n lists of words (docs/sealing-format.md section 13; SLIP-39)."""

from __future__ import annotations

from collections.abc import Sequence

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from bartholdi.cores.sealing.keys import Chance
from bartholdi.cores.sealing.refusal import Refusal, demand

OCTETS = 16


def split(needed: int, holders: int, chance: Chance) -> tuple[str, tuple[str, ...]]:
    """A new passphrase and one list of twenty words for each holder; fewer than `needed` say nothing. ValueError: not 2 ≤ k ≤ n ≤ 16."""
    if not 2 <= needed <= holders <= 16:
        raise ValueError("2 ≤ needed ≤ holders ≤ 16")
    secret = chance(OCTETS)
    lists = generate_mnemonics(1, [(needed, holders)], secret, b"", extendable=False, iteration_exponent=1)[0]
    return secret.hex(), tuple(lists)


def joined(lists: Sequence[str]) -> str:
    """The passphrase again. Refusal `passphrase-wrong`: too few lists, or lists that do not belong together."""
    try:
        secret = bytes(combine_mnemonics([" ".join(each.split()).lower() for each in lists]))
    except (MnemonicError, ValueError, IndexError) as error:
        raise Refusal("passphrase-wrong", str(error))
    demand(len(secret) == OCTETS, "passphrase-wrong")
    return secret.hex()
