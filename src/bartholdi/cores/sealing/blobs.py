"""Attachments as blobs: STREAM over AES-256-GCM, hashed and sealed on several cores in flat memory (docs/sealing-format.md section 6)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bartholdi.cores.sealing.padding import padded
from bartholdi.cores.sealing.refusal import demand
from bartholdi.cores.sealing.schema import CHUNK, TAG, blob_size

DOMAIN = b"bartholdi/blob/1"
AHEAD = 4  # chunks in work at once: enough for the cores, little for the memory
Told = Callable[[int], None]


def _nothing(_octets: int) -> None:
    return None


def written(
    source: BinaryIO, target: BinaryIO, *, size: int, key: bytes, dispatch: str, index: int, told: Told = _nothing
) -> dict[str, object]:
    """Seal `size` octets of `source` into `target`; gives `size`, `sha256`, `blobSize`, `root` of the attachment.

    `key`: 32 fresh octets; `dispatch`: its id in hexadecimal; `told` hears how many octets were done. Refusal `blob-size`: the
    file changed its length meanwhile.
    """
    whole, cipher, aad = padded(size), AESGCM(key), _aad(dispatch, index)
    plain, root = sha256(), sha256()
    chunks, room = _chunks(source, size, whole), _room(CHUNK + TAG)

    def sealed(number: int, chunk: bytes) -> tuple[memoryview, bytes]:
        stored = room[number % len(room)][: len(chunk) + TAG]
        cipher.encrypt_into(_nonce(number, (number + 1) * CHUNK >= whole), chunk, aad, stored)
        return stored, sha256(stored).digest()

    def hashed(chunk: bytes, length: int) -> bytes:
        plain.update(memoryview(chunk)[:length])
        return chunk

    with ThreadPoolExecutor(2) as workers, ThreadPoolExecutor(1) as hasher:
        ahead: deque[tuple[Future[tuple[memoryview, bytes]], Future[bytes], int]] = deque()
        for number, (chunk, length) in enumerate(chunks):
            ahead.append((workers.submit(sealed, number, chunk), hasher.submit(hashed, chunk, length), length))
            if len(ahead) > AHEAD:
                _stored(ahead.popleft(), target, root, told)
        while ahead:
            _stored(ahead.popleft(), target, root, told)
    demand(not source.read(1), "blob-size")
    return {"size": size, "sha256": plain.hexdigest(), "blobSize": blob_size(size), "root": root.hexdigest()}


def _stored(work: tuple[Future[tuple[memoryview, bytes]], Future[bytes], int], target: BinaryIO, root: Any, told: Told) -> None:
    stored, digest = work[0].result()
    work[1].result()
    target.write(stored)
    root.update(digest)
    told(work[2])


def _chunks(source: BinaryIO, size: int, whole: int) -> Iterator[tuple[bytes, int]]:
    for at in range(0, whole, CHUNK):
        length = max(0, min(CHUNK, size - at))
        chunk = _exactly(source, length)
        yield chunk + bytes(min(CHUNK, whole - at) - length), length


def _exactly(source: BinaryIO, length: int) -> bytes:
    chunk = source.read(length)
    while len(chunk) < length:
        more = source.read(length - len(chunk))
        demand(more, "blob-size")
        chunk += more
    return chunk


def opened(
    blob: BinaryIO,
    target: BinaryIO,
    *,
    length: int,
    attachment: Mapping[str, Any],
    dispatch: str,
    index: int,
    told: Told = _nothing,
) -> None:
    """Open a blob of `length` octets into `target`, which must be temporary until this returns.

    `attachment` as in a manifest that holds. Refusal: `blob-size`, `-root`, `-chunk`, `-padding`, `-digest`, the first that applies to the whole.
    """
    whole = padded(attachment["size"])
    demand(length == blob_size(attachment["size"]) == attachment["blobSize"], "blob-size")
    found = _Found(attachment["size"], target, told)
    cipher, aad, room = AESGCM(bytes.fromhex(attachment["key"])), _aad(dispatch, index), _room(CHUNK)

    def unsealed(number: int, stored: bytes) -> tuple[bytes, memoryview]:
        digest, chunk = sha256(stored).digest(), room[number % len(room)][: len(stored) - TAG]
        try:
            cipher.decrypt_into(_nonce(number, (number + 1) * CHUNK >= whole), stored, aad, chunk)
        except InvalidTag:
            return digest, chunk[:0]
        return digest, chunk

    with ThreadPoolExecutor(2) as workers, ThreadPoolExecutor(1) as hasher:
        ahead: deque[Future[None]] = deque()
        for number, at in enumerate(range(0, whole, CHUNK)):
            work = workers.submit(unsealed, number, _exactly(blob, min(CHUNK, whole - at) + TAG))
            ahead.append(hasher.submit(found.take, work, at))
            if len(ahead) > AHEAD:
                ahead.popleft().result()
        while ahead:
            ahead.popleft().result()
    demand(not blob.read(1), "blob-size")
    found.judge(attachment)


class _Found:
    """What the chunks of a blob turn out to hold; written on while nothing is wrong."""

    def __init__(self, size: int, target: BinaryIO, told: Told) -> None:
        self.size, self.target, self.told = size, target, told
        self.root, self.plain = sha256(), sha256()
        self.faults: set[str] = set()

    def take(self, work: Future[tuple[bytes, memoryview]], at: int) -> None:
        digest, chunk = work.result()
        self.root.update(digest)
        kept = chunk[: max(0, min(CHUNK, self.size - at))]
        self.plain.update(kept)
        if not chunk:
            self.faults.add("blob-chunk")
        elif bytes(chunk[len(kept) :]).strip(b"\0"):
            self.faults.add("blob-padding")
        if not self.faults:
            self.target.write(kept)
        self.told(len(kept))

    def judge(self, attachment: Mapping[str, Any]) -> None:
        demand(self.root.hexdigest() == attachment["root"], "blob-root")
        for code in ("blob-chunk", "blob-padding"):
            demand(code not in self.faults, code)
        demand(self.plain.hexdigest() == attachment["sha256"], "blob-digest")


def _room(octets: int) -> list[memoryview]:
    """Room for the chunks in work, used over and over: fresh memory costs the system more time than the cipher takes."""
    return [memoryview(bytearray(octets)) for _ in range(AHEAD + 2)]


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _aad(dispatch: str, index: int) -> bytes:
    return DOMAIN + bytes.fromhex(dispatch) + index.to_bytes(4, "big")
