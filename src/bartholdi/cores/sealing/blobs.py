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
from bartholdi.cores.sealing.refusal import Refusal, demand
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
    chunks = _chunks(source, size, whole)

    def sealed(number: int, chunk: bytes) -> tuple[bytes, bytes]:
        stored = cipher.encrypt(_nonce(number, (number + 1) * CHUNK >= whole), chunk, aad)
        return stored, sha256(stored).digest()

    def hashed(chunk: bytes, length: int) -> bytes:
        plain.update(memoryview(chunk)[:length])
        return chunk

    with ThreadPoolExecutor(2) as workers, ThreadPoolExecutor(1) as hasher:
        ahead: deque[tuple[Future[tuple[bytes, bytes]], Future[bytes], int]] = deque()
        for number, (chunk, length) in enumerate(chunks):
            ahead.append((workers.submit(sealed, number, chunk), hasher.submit(hashed, chunk, length), length))
            if len(ahead) > AHEAD:
                _stored(ahead.popleft(), target, root, told)
        while ahead:
            _stored(ahead.popleft(), target, root, told)
    demand(not source.read(1), "blob-size")
    return {"size": size, "sha256": plain.hexdigest(), "blobSize": blob_size(size), "root": root.hexdigest()}


def _stored(work: tuple[Future[tuple[bytes, bytes]], Future[bytes], int], target: BinaryIO, root: Any, told: Told) -> None:  # noqa: ANN401
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
    blob: BinaryIO, target: BinaryIO, *, length: int, attachment: Mapping[str, Any], dispatch: str, index: int, told: Told = _nothing
) -> None:
    """Open a blob of `length` octets into `target`, which must be temporary until this returns.

    `attachment` as in a manifest that holds. Refusal: `blob-size`, `-root`, `-chunk`, `-padding`, `-digest`, the first that applies to the whole.
    """
    size, whole = attachment["size"], padded(attachment["size"])
    demand(length == blob_size(size) == attachment["blobSize"], "blob-size")
    cipher, aad, root, plain = AESGCM(bytes.fromhex(attachment["key"])), _aad(dispatch, index), sha256(), sha256()
    faults: set[str] = set()

    def unsealed(number: int, stored: bytes) -> tuple[bytes, bytes]:
        digest = sha256(stored).digest()
        try:
            return digest, cipher.decrypt(_nonce(number, (number + 1) * CHUNK >= whole), stored, aad)
        except InvalidTag:
            return digest, b""

    def taken(work: Future[tuple[bytes, bytes]], at: int) -> None:
        digest, chunk = work.result()
        root.update(digest)
        kept = memoryview(chunk)[: max(0, min(CHUNK, size - at))]
        plain.update(kept)
        if not chunk:
            faults.add("blob-chunk")
        elif bytes(memoryview(chunk)[len(kept) :]).strip(b"\0"):
            faults.add("blob-padding")
        if not faults:
            target.write(kept)
        told(len(kept))

    with ThreadPoolExecutor(2) as workers, ThreadPoolExecutor(1) as hasher:
        ahead: deque[Future[None]] = deque()
        for number, at in enumerate(range(0, whole, CHUNK)):
            work = workers.submit(unsealed, number, _exactly(blob, min(CHUNK, whole - at) + TAG))
            ahead.append(hasher.submit(taken, work, at))
            if len(ahead) > AHEAD:
                ahead.popleft().result()
        while ahead:
            ahead.popleft().result()
    demand(not blob.read(1), "blob-size")
    demand(root.hexdigest() == attachment["root"], "blob-root")
    for code in ("blob-chunk", "blob-padding"):
        if code in faults:
            raise Refusal(code)
    demand(plain.hexdigest() == attachment["sha256"], "blob-digest")


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _aad(dispatch: str, index: int) -> bytes:
    return DOMAIN + bytes.fromhex(dispatch) + index.to_bytes(4, "big")
