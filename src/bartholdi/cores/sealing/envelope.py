"""What may be said of an envelope before any cryptography: its grammar (docs/sealing-format.md section 3). No key is needed."""

from __future__ import annotations

from dataclasses import dataclass

from bartholdi.cores.sealing.packets import PKESK, SEIPD, split
from bartholdi.cores.sealing.refusal import demand
from bartholdi.cores.sealing.suites import BY_KEM, Suite

LARGEST = 8_388_608
MOST = 64
AES256, OCB, GCM = 9, 2, 3
CHUNKS = range(6, 17)  # octets that may say how large a chunk is: 4 KiB to 4 MiB


@dataclass(frozen=True)
class Sealed:
    """One PKESK. `subkey`: fingerprint of the KEM subkey in hexadecimal, or None when anonymous; octets as on the wire."""

    subkey: str | None
    ciphertext: bytes
    wrapped: bytes


@dataclass(frozen=True)
class Envelope:
    """A grammatical envelope. `salt` 32 octets, `data` the chunks with their tags, `chunk` octets of each."""

    suite: Suite
    recipients: tuple[Sealed, ...]
    mode: int
    chunk_octet: int
    salt: bytes
    data: bytes

    @property
    def chunk(self) -> int:
        return 1 << (self.chunk_octet + 6)


def parsed(octets: bytes) -> Envelope:
    """The envelope, or a Refusal with the code of the first check that fails."""
    demand(1 <= len(octets) <= LARGEST, "envelope-size")
    demand(octets[0] & 0x80, "not-openpgp")
    packets = split(octets, "packet-length")
    demand(packets[0].tag == PKESK, "not-encrypted")
    demand(packets[-1].tag == SEIPD and all(each.tag == PKESK for each in packets[:-1]), "packet-order")
    demand(len(packets) - 1 <= MOST, "recipients-count")
    found = [_recipient(each.body) for each in packets[:-1]]
    names = [each.subkey for _, each in found]
    demand(len({kem for kem, _ in found}) == 1 and len({name is None for name in names}) == 1, "recipients-mixed")
    demand(names[0] is None or len(set(names)) == len(names), "recipient-twice")
    body = packets[-1].body
    demand(body[:1] == b"\x02", "seipd-version")
    demand(body[1:2] == bytes([AES256]), "seipd-cipher")
    demand(body[2:3] in {bytes([OCB]), bytes([GCM])}, "seipd-mode")
    demand(len(body) > 3 and body[3] in CHUNKS, "seipd-chunk")
    demand(len(body) >= 4 + 32 + 16 + 16, "seipd-shape")
    return Envelope(BY_KEM[found[0][0]], tuple(each for _, each in found), body[2], body[3], body[4:36], body[36:])


def _recipient(body: bytes) -> tuple[int, Sealed]:
    demand(body[:1] == b"\x06", "pkesk-version")
    demand(len(body) > 1 and body[1] in {0, 33}, "pkesk-shape")
    named = body[1] == 33
    at = 35 if named else 2
    demand(len(body) > at and (not named or body[2] == 6), "pkesk-shape")
    suite = BY_KEM.get(body[at])
    if suite is not None:
        demand(len(body) == at + suite.pkesk and body[-41] == 40, "pkesk-shape")
    demand(suite is not None, "pkesk-algorithm")
    return body[at], Sealed(body[3:35].hex() if named else None, body[at + 1 : -41], body[-40:])
